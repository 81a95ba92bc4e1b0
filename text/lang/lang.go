// Package lang says things to people in their language.
//
// The text of the program is English, and the English sentence with its verbs
// (those of package fmt) is the key under which the catalogues of the other
// languages hold it. Catalogues are written by hand; a test finds every key
// in the source of the program and fails when a catalogue lacks one.
package lang

import (
	"errors"
	"strings"

	"golang.org/x/text/number"
)

// A Lang is a language. The zero Lang is English.
type Lang uint8

// The languages.
const (
	English Lang = iota
	Chinese      // simplified
)

// All lists the languages.
var All = []Lang{English, Chinese}

// String returns the language's tag (BCP 47): "en" or "zh".
func (l Lang) String() string {
	if l == Chinese {
		return "zh"
	}
	return "en"
}

// Name returns what the language calls itself.
func (l Lang) Name() string {
	if l == Chinese {
		return "简体中文"
	}
	return "English"
}

// Parse reads a language's tag or name, or a POSIX locale such as
// "zh_CN.UTF-8". It reports false for any other language.
func Parse(s string) (Lang, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	tag, _, _ := strings.Cut(s, ".")
	tag, _, _ = strings.Cut(tag, "_")
	tag, _, _ = strings.Cut(tag, "-")
	switch {
	case tag == "en" || s == "english":
		return English, true
	case tag == "zh" || s == "chinese" || s == "中文" || s == Chinese.Name():
		return Chinese, true
	}
	return English, false
}

// FromEnviron picks the language that a client's environment ("NAME=value")
// asks for, by the precedence of POSIX (XBD 8.2). It reports false when the
// environment names none that there is.
func FromEnviron(environ []string) (Lang, bool) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		for _, kv := range environ {
			if value, ok := strings.CutPrefix(kv, name+"="); ok && value != "" {
				return Parse(value)
			}
		}
	}
	return English, false
}

// A Key is a sentence of the catalogues that needs nothing filled in. Tables
// use it to mark their texts.
type Key string

// A Sentence is what is said to people before it is known in which language.
type Sentence struct {
	Key  string
	Args []any // may hold Sentences, and errors that have one
}

// S returns a sentence.
func S(key string, args ...any) Sentence { return Sentence{key, args} }

// String returns the sentence in English.
func (s Sentence) String() string { return English.Say(s) }

// A Speaker is an error that was written for people.
type Speaker interface {
	error
	Sentence() Sentence
}

// Say returns a sentence in the language.
func (l Lang) Say(s Sentence) string { return l.T(s.Key, s.Args...) }

// Error returns the sentence of the first error in err's tree that has one,
// and false when none was written for people.
func (l Lang) Error(err error) (string, bool) {
	var s Speaker
	if !errors.As(err, &s) {
		return "", false
	}
	return l.Say(s.Sentence()), true
}

// T returns the text under key in the language, with args filled in. Without
// args that is one look into a table; else it is worth keeping what is drawn
// often.
func (l Lang) T(key string, args ...any) string {
	if len(args) == 0 {
		if text, ok := l.plain(key); ok {
			return text
		}
	}
	said := make([]any, len(args))
	for i, a := range args {
		said[i] = l.word(a)
	}
	return printers()[l].Sprintf(key, said...)
}

// plain returns the text under a key, and false when there is a verb in it.
func (l Lang) plain(key string) (string, bool) {
	text := key
	if l == Chinese {
		if said, ok := inChinese()[key]; ok {
			text = said
		}
	}
	return text, !strings.Contains(text, "%")
}

// word makes an argument what the printers take: text in the language, and
// numbers as people type them, without a mark between the thousands.
func (l Lang) word(a any) any {
	switch a := a.(type) {
	case Key:
		return l.T(string(a))
	case Sentence:
		return l.Say(a)
	case error:
		if s, ok := l.Error(a); ok {
			return s
		}
	case int, int64, uint64:
		return number.Decimal(a, number.NoSeparator())
	}
	return a
}
