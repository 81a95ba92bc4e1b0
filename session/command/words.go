package command

import (
	"strings"

	"github.com/spf13/pflag"
)

var (
	errQuote     = fail(Usage, "a quote is not closed; close it or put a backslash before it")
	errBackslash = fail(Usage, "the line ends in a backslash; put another one before it, or leave it out")
)

const blanks = " \t\r\n"

// nextWord takes the first word off a line. It is false at the end.
func nextWord(line string) (word, rest string, ok bool, err error) {
	line = strings.TrimLeft(line, blanks)
	if line == "" {
		return "", "", false, nil
	}
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case strings.IndexByte(blanks, c) >= 0:
			return b.String(), line[i:], true, nil
		case c == '\'':
			n := strings.IndexByte(line[i+1:], '\'')
			if n < 0 {
				return "", "", false, errQuote
			}
			b.WriteString(line[i+1 : i+1+n])
			i += n + 1
		case c == '"':
			n, err := doubleQuoted(&b, line[i+1:])
			if err != nil {
				return "", "", false, err
			}
			i += n
		case c == '\\':
			if i++; i == len(line) {
				return "", "", false, errBackslash
			}
			b.WriteByte(line[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), "", true, nil
}

// doubleQuoted writes what stands before the closing quote and returns how
// far it went. Inside, a backslash protects only what would mean something.
func doubleQuoted(b *strings.Builder, s string) (int, error) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return i + 1, nil
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\"\\$`", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return 0, errQuote
}

// cutField takes the first word off a line without looking at quotes.
func cutField(line string) (word, rest string) {
	line = strings.TrimLeft(line, blanks)
	if i := strings.IndexAny(line, blanks); i >= 0 {
		return line[:i], line[i:]
	}
	return line, ""
}

// restOfLine cuts a slash line into at most n arguments; the last takes the
// rest of the line as it is. Flags with values stand before it.
func restOfLine(line string, n int, fs *pflag.FlagSet) (args, found []string) {
	valued := valuedFlags(fs)
	for {
		word, rest := cutField(line)
		name, _, _ := strings.Cut(word, "=")
		switch _, takes := valued[name]; {
		case word == "":
			return args, found
		case takes:
			if whole, behind, _, err := nextWord(line); err == nil {
				word, rest = whole, behind // its value may be in quotes
			}
			word, rest = takeFlag(word, rest)
			found = append(found, word)
		case len(args) == n-1:
			return append(args, strings.Trim(line, blanks)), found
		default:
			args = append(args, word)
		}
		line = rest
	}
}

// textArgs finds the arguments of a command whose last one is text, and the
// flags among them. The shell that started ssh has eaten the quotes, so
// the text comes as it was typed unless what is left parses as quoted words.
// A flag counts anywhere outside quotes; "--" makes the rest text. Raw text
// keeps its quotes.
func textArgs(line string, n int, fs *pflag.FlagSet, raw bool) (args, found []string) {
	flags, valued := switches(fs), valuedFlags(fs)
	for {
		word, rest, ok, err := nextWord(line)
		if err != nil {
			word, rest = cutField(line)
		} else if !ok {
			return args, found
		}
		name, _, _ := strings.Cut(word, "=")
		switch _, takes := valued[name]; {
		case takes && valued[name] && name != "--"+reasonFlag: // of the command itself
			if name, value, behind, ok := takeText(line, flags); ok {
				word, rest = name+"="+value, behind
			}
			found = append(found, word)
		case takes:
			word, rest = takeFlag(word, rest)
			found = append(found, word)
		case flags[word] || len(args) == 0 && (word == "--help" || word == "-h"):
			found = append(found, word)
		case len(args) == n-1:
			body, more := textBody(strings.Trim(line, blanks), flags, valued, raw)
			return append(args, body), append(found, more...)
		default:
			args = append(args, word)
		}
		line = rest
	}
}

// textBody reads the text itself. Without quotes and flags it is taken byte for
// byte, so that inner spaces and line ends survive. Where there is no flag with
// a value, an open quote is an apostrophe and all of it is text.
func textBody(body string, flags, valued map[string]bool, raw bool) (said string, found []string) {
	if rest, ok := strings.CutPrefix(body, "-- "); ok {
		return strings.Trim(rest, blanks), nil
	}
	var kept []string
	for left := body; ; {
		word, rest, ok, err := nextWord(left)
		switch {
		case err != nil && len(valued) == 0:
			return body, nil
		case err != nil:
			word, rest = cutField(left)
			raw = true
		}
		if !ok && err == nil {
			break
		}
		typed := strings.Trim(left[:len(left)-len(rest)], blanks)
		name, _, _ := strings.Cut(word, "=")
		switch text, takes := valued[name]; {
		case takes && text:
			if name, value, behind, ok := takeText(left, flags); ok {
				word, rest = name+"="+value, behind
			}
			found = append(found, word)
		case takes:
			word, rest = takeFlag(word, rest)
			found = append(found, word)
		case flags[word]:
			found = append(found, word)
		case raw:
			kept = append(kept, typed)
		default:
			kept = append(kept, word)
		}
		left = rest
	}
	if len(found) == 0 && (raw || !strings.ContainsAny(body, `'"\`)) {
		return body, nil
	}
	return strings.Join(kept, " "), found
}

// switches returns how the flags of a set are written.
func switches(fs *pflag.FlagSet) map[string]bool {
	m := make(map[string]bool)
	fs.VisitAll(func(f *pflag.Flag) {
		m["--"+f.Name] = true
		if f.Shorthand != "" {
			m["-"+f.Shorthand] = true
		}
	})
	return m
}
