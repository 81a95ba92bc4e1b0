package transfer

import "strings"

// maxSCPLine is the longest command line in bytes.
const maxSCPLine = 8 << 10

// An scpLine is what a command line of scp -O asks a server for.
type scpLine struct {
	sink      bool // -t: the client sends; else -f, and it receives
	recursive bool // -r: folders as well
	times     bool // -p: times and modes as well
	paths     []string
}

// IsSCP reports whether a command line is the one that scp -O runs on a server:
// "scp -t PATH" or "scp -f PATH", with further options.
func IsSCP(line string) bool {
	_, ok := parseSCP(line)
	return ok
}

// parseSCP reads a command line as a shell would that expands nothing. Programs put
// the letters of their options together in ways of their own ("-pf", "-qrt").
func parseSCP(line string) (l scpLine, ok bool) {
	if len(line) > maxSCPLine {
		return l, false
	}
	words := shellWords(line)
	if len(words) == 0 || words[0] != "scp" {
		return l, false
	}
	words, ends := words[1:], 0
	for ; len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-'; words = words[1:] {
		if words[0] == "--" {
			words = words[1:]
			break
		}
		for _, letter := range words[0][1:] {
			switch letter {
			case 't', 'f':
				l.sink = letter == 't'
				ends++
			case 'r':
				l.recursive = true
			case 'p':
				l.times = true
			case 'd', 'v', 'q': // where it goes is a folder in any case, and the rest is the client's
			default:
				return l, false
			}
		}
	}
	if ends != 1 {
		return l, false
	}
	if l.paths = words; l.sink { // there are no two: whoever has typed a blank has left out the quotes
		l.paths = []string{strings.Join(words, " ")}
	}
	return l, true
}

// shellWords takes a line apart at its blanks. Quotes and backslashes keep what
// stands in them, and one that is not closed ends with the line.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	var quote byte
	begun := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && quote != '\'' && i+1 < len(line):
			i++
			word.WriteByte(line[i])
			begun = true
		case quote != 0:
			word.WriteByte(c)
		case c == '\'' || c == '"':
			quote, begun = c, true
		case c == ' ' || c == '\t':
			if begun {
				words = append(words, word.String())
				word.Reset()
			}
			begun = false
		default:
			word.WriteByte(c)
			begun = true
		}
	}
	if begun {
		words = append(words, word.String())
	}
	return words
}
