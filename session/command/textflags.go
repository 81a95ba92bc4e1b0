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
	texts, flags := textFlags(fs), switches(fs)
	var words []string
	for {
		before := strings.TrimLeft(line, blanks)
		word, rest, ok, err := nextWord(line)
		if err != nil {
			return nil, err
		}
		if !ok {
			return words, nil
		}
		name, _, joined := strings.Cut(word, "=")
		switch {
		case !texts[name]:
			words, line = append(words, word), rest
			continue
		case joined: // the value begins right there
			line = strings.TrimPrefix(before, name+"=")
		default:
			line = rest
		}
		value, left, ok := flagText(line, flags)
		if !ok {
			return append(words, name), nil // which is an error that pflag words
		}
		words, line = append(words, name+"="+value), left
	}
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

// textFlags returns those of a set's flags whose value is text.
func textFlags(fs *pflag.FlagSet) map[string]bool {
	texts := make(map[string]bool)
	fs.VisitAll(func(f *pflag.Flag) {
		if value, _ := pflag.UnquoteUsage(f); value == "TEXT" {
			texts["--"+f.Name] = true
		}
	})
	return texts
}
