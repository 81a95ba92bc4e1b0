package command

import (
	"strings"

	"github.com/spf13/pflag"
)

// split cuts a line into words the way a POSIX shell does: blanks separate,
// quotes and backslashes protect. Nothing is expanded.
//
// A flag whose value is text, which is declared with `TEXT`, takes all words up
// to the next flag: the shell that started ssh has eaten the quotes around
// them. Only when the first one is still in quotes it is the whole value.
func split(line string, fs *pflag.FlagSet) ([]string, error) {
	valued, flags := valuedFlags(fs), switches(fs)
	var words []string
	for {
		word, rest, ok, err := nextWord(line)
		if err != nil {
			return nil, err
		}
		if !ok {
			return words, nil
		}
		if name, _, _ := strings.Cut(word, "="); !valued[name] {
			words, line = append(words, word), rest
			continue
		}
		name, value, left, ok := takeText(line, flags)
		if !ok {
			return append(words, name), nil // which is an error that pflag words
		}
		words, line = append(words, name+"="+value), left
	}
}

// takeText takes a flag and its value, which is text, off a line that begins
// with them. It is false when there is no value.
func takeText(line string, flags map[string]bool) (name, value, rest string, ok bool) {
	word, rest, _, _ := nextWord(line)
	name, _, joined := strings.Cut(word, "=")
	if joined { // the value begins right there
		rest = strings.TrimPrefix(strings.TrimLeft(line, blanks), name+"=")
	}
	value, rest, ok = flagText(rest, flags)
	return name, value, rest, ok
}

// takeFlag adds its value, which is one word, to a flag that was taken off a
// line, unless it has one. Without a value it is the flag alone.
func takeFlag(word, line string) (flag, rest string) {
	if strings.Contains(word, "=") {
		return word, line
	}
	value, rest, ok, err := nextWord(line)
	if err != nil { // an apostrophe
		value, rest = cutField(line)
	} else if !ok {
		return word, line
	}
	return word + "=" + value, rest
}

// flagText takes the value of a text flag off a line, and is false when there
// is none.
func flagText(line string, flags map[string]bool) (value, rest string, ok bool) {
	line = strings.TrimLeft(line, blanks)
	if strings.HasPrefix(line, `"`) || strings.HasPrefix(line, "'") {
		if word, rest, ok, err := nextWord(line); err == nil {
			return word, rest, ok
		}
	}
	var said []string
	for {
		word, rest, more, err := nextWord(line)
		if err != nil { // an apostrophe
			word, rest = cutField(line)
		}
		name, _, _ := strings.Cut(word, "=")
		if !more && err == nil || flags[name] {
			return strings.Join(said, " "), line, len(said) > 0
		}
		said, line = append(said, word), rest
	}
}

// valuedFlags returns those of a set's flags that have a value, and whether it
// is text.
func valuedFlags(fs *pflag.FlagSet) map[string]bool {
	valued := make(map[string]bool)
	fs.VisitAll(func(f *pflag.Flag) {
		if f.NoOptDefVal != "" {
			return // a switch
		}
		value, _ := pflag.UnquoteUsage(f)
		valued["--"+f.Name] = value == "TEXT"
	})
	return valued
}
