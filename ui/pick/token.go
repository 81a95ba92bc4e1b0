package pick

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"snug/text"
)

// Kind is what a token asks for.
type Kind uint8

// The kinds of token.
const (
	_            Kind = iota
	KindCommand       // the first word of a slash line: /jo
	KindArgument      // a later word of one: /join lo
	KindPerson        // @al
	KindRoom          // #lo
	KindEmoji         // :ta
)

// A Token is the part of a composer's text that is being completed.
type Token struct {
	Kind Kind

	// Start and End are the bytes to replace, the trigger included. The rest of
	// the word behind the cursor belongs to it, and so does a blank after that:
	// what is inserted brings its own.
	Start, End int

	Query string   // what was typed up to the cursor, folded, without the trigger
	Words []string // of a KindArgument: the first words of the line before it, folded

	// Tail is what goes after the inserted word: a space, mostly, and nothing
	// before a punctuation mark.
	Tail string

	// Bare is set by Tab: a word of running text may stand for a person.
	Bare bool
}

const (
	maxToken = 4 * maxTyped // how far back a trigger is looked for, in bytes
	maxWords = 16           // the words of a slash line that are looked at
)

// At returns what is being completed at the cursor, which is a byte offset in
// s, as somebody types. It is false when that is nothing.
//
// A slash (also ／ or 、) opens commands at the very start of s, if it is not
// doubled. The signs @ # and : (also ＠ ＃ ：) open people, rooms and emoji
// where no word, address or link goes on: after a Chinese character they do,
// except ： which is punctuation there. Emoji take two letters to open, so that
// neither times nor smileys do.
func At(s string, cursor int) (Token, bool) { return at(s, cursor, false) }

// Tab is At for when completion is asked for with a key. Then ： opens emoji
// after Chinese too, and a word without any sign stands for a person: at the
// start of a line the one who is spoken to, who gets a colon as in IRC.
func Tab(s string, cursor int) (Token, bool) { return at(s, cursor, true) }

func at(s string, cursor int, asked bool) (Token, bool) {
	if cursor < 0 || cursor > len(s) || cursor < len(s) && !utf8.RuneStart(s[cursor]) {
		return Token{}, false
	}
	t, ok := signed(s, cursor, asked)
	if !ok {
		t, ok = slashed(s, cursor)
	}
	if !ok && asked {
		t, ok = bareWord(s, cursor)
	}
	t.Bare = asked && ok
	return t, ok
}

// signed finds a sign before the word at the cursor.
func signed(s string, cursor int, asked bool) (Token, bool) {
	start := back(s, cursor, nameRune)
	sign, size := utf8.DecodeLastRuneInString(s[:start])
	begin := start - size
	t := Token{Start: begin, Query: text.Fold(s[start:cursor])}
	switch unwide(sign) {
	case '@':
		t.Kind = KindPerson
	case '#':
		t.Kind = KindRoom
	case ':':
		t.Kind = KindEmoji
		if !emojiBegun(t.Query) {
			return Token{}, false
		}
	default:
		return Token{}, false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:begin])
	if begin > 0 && joins(before) {
		return Token{}, false
	}
	if t.Kind == KindEmoji && !asked && (before == ':' || sign == '：' && wordRune(before)) {
		return Token{}, false // a path (a::b), or the end of a clause
	}
	t.close(s, cursor)
	return t, true
}

// slashed finds the word of a slash line at the cursor.
func slashed(s string, cursor int) (Token, bool) {
	slash, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	if slash != '/' && slash != '／' && slash != '、' || unwide(next) == unwide(slash) || cursor < size {
		return Token{}, false
	}
	start := max(size, back(s, cursor, func(r rune) bool { return !unicode.IsSpace(r) }))
	if cursor-start >= maxToken {
		return Token{}, false
	}
	t := Token{Kind: KindCommand, Query: text.Fold(s[start:cursor])}
	if start > size {
		t.Kind, t.Start = KindArgument, start
		t.Words = firstWords(s[size:start])
		if len(t.Words) == 0 {
			return Token{}, false
		}
	}
	t.close(s, cursor)
	return t, true
}

// firstWords returns the words of a line, folded. Those that come late in it
// are running text, which nobody asks for.
func firstWords(line string) []string {
	var words []string
	for word := range strings.FieldsSeq(line) {
		if len(words) == maxWords {
			break
		}
		words = append(words, text.Fold(word[:min(len(word), maxToken)]))
	}
	return words
}

// bareWord takes the word before the cursor for a person's name. Chinese has
// no spaces before a name, but Latin letters after it begin one.
func bareWord(s string, cursor int) (Token, bool) {
	last, _ := utf8.DecodeLastRuneInString(s[:cursor])
	start := back(s, cursor, func(r rune) bool { return nameRune(r) && spaceless(r) == spaceless(last) })
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	if start == cursor || start > 0 && (joins(before) || nameRune(before) && !spaceless(before)) {
		return Token{}, false
	}
	t := Token{Kind: KindPerson, Start: start, Query: text.Fold(s[start:cursor])}
	t.close(s, cursor)
	if t.Tail != "" && (start == 0 || s[start-1] == '\n') {
		t.Tail = ": "
	}
	return t, true
}

// close sets where the token ends and what follows it. A sign put before a
// word that was there does not swallow the word.
func (t *Token) close(s string, cursor int) {
	t.End = cursor
	for t.Query != "" && t.End < len(s) && asciiName(s[t.End]) {
		t.End++
	}
	if next, size := utf8.DecodeRuneInString(s[t.End:]); t.Kind == KindEmoji && unwide(next) == ':' {
		t.End += size
	}
	switch next, size := utf8.DecodeRuneInString(s[t.End:]); {
	case size == 0:
		t.Tail = " "
	case next == '\n' || unicode.IsPunct(next) || unicode.IsControl(next):
	case unicode.IsSpace(next):
		t.End += size
		t.Tail = " "
	default:
		t.Tail = " "
	}
}

// back is where the run of runes that belong ends at the cursor begins. It
// looks maxToken bytes back at most.
func back(s string, cursor int, belongs func(rune) bool) int {
	start := cursor
	for start > 0 && cursor-start < maxToken {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !belongs(r) || r == utf8.RuneError {
			break
		}
		start -= size
	}
	return start
}

// emojiBegun reports whether what follows a colon may be an emoji's name:
// two letters at least, or +1 and -1.
func emojiBegun(typed string) bool {
	count := 0
	for i := range len(typed) {
		if c := typed[i]; c >= 'a' && c <= 'z' {
			count++
		} else if c >= utf8.RuneSelf {
			return false
		}
	}
	return count >= 2 || typed == "+1" || typed == "-1"
}

// nameRune reports whether r goes on with a name that is being typed.
func nameRune(r rune) bool {
	r = unwide(r)
	return wordRune(r) || r == '_' || r == '-' || r == '+'
}

func asciiName(c byte) bool { return c < utf8.RuneSelf && nameRune(rune(c)) }

// joins reports whether r ties a sign after it to what stands before: a word,
// a part of an address or a link, or another sign.
func joins(r rune) bool {
	return wordRune(r) && !spaceless(r) || strings.ContainsRune("._-+/@#%&=~\\$＠＃", r)
}

// unwide is the ASCII form of a full-width character.
func unwide(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - ('！' - '!')
	}
	return r
}
