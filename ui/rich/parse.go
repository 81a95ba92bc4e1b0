package rich

import "strings"

// A doc is a message taken apart. Its lines hold ranges of its pieces.
type doc struct {
	lines  []source
	pieces []piece
}

// source is one line as it was typed.
type source struct {
	quote, mark string
	heading     bool
	from, to    int // of its pieces

	fence fencePart
	code  string // of a line of a fence
	tail  string // the end of a fence, when it stands behind code
	spans []span // the code in colours
}

// fencePart says what a line is to a fence.
type fencePart uint8

const (
	noFence   fencePart = iota
	fenceMark           // opens or closes it
	fenceCode
)

// The longest marks of a list item and the most levels of a quote. What is
// more is text.
const (
	maxDigits = 9
	maxLevels = 8
)

// parse takes a clean message apart.
func parse(s string) doc {
	var d doc
	p := pairer{}
	p.reset()
	lines := strings.Split(s, "\n")
	for i := 0; i < len(lines); i++ {
		if ticks, name := openFence(lines[i]); ticks > 0 {
			p.reset()
			i = d.addFence(lines, i, ticks, name)
			continue
		}
		src := source{from: len(d.pieces)}
		rest := lines[i]
		src.quote, rest = cutQuote(rest)
		src.mark, rest = cutMark(rest)
		src.heading = isHeading(rest)
		sc := scanner{s: rest, out: d.pieces}
		sc.scan()
		d.pieces = sc.out
		src.to = len(d.pieces)
		if rest == "" {
			p.reset()
		}
		p.pair(d.pieces, src.from, src.to)
		d.lines = append(d.lines, src)
	}
	return d
}

// cutQuote splits off the marks of a quote: ">" for each level, with or
// without a space between, and a space behind the last. Without that space it
// is a face, an arrow or a comparison.
func cutQuote(s string) (marks, rest string) {
	end := 0
	for level := 0; level < maxLevels && end < len(s) && s[end] == '>'; level++ {
		end++
		if end < len(s) && s[end] == ' ' {
			end++
		}
	}
	switch {
	case end == 0:
		return "", s
	case s[end-1] == ' ':
		return s[:end], s[end:]
	case end == len(s):
		return s[:end] + " ", ""
	}
	return "", s
}

// cutMark splits off the mark of a list item with the spaces before it and
// the one behind.
func cutMark(s string) (mark, rest string) {
	i := 0
	for i < len(s) && s[i] == ' ' {
		i++
	}
	start := i
	for i < len(s) && i-start < maxDigits && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	switch {
	case i == len(s):
		return "", s
	case i == start && strings.IndexByte("-*+", s[i]) >= 0, i > start && (s[i] == '.' || s[i] == ')'):
		if i++; i+1 < len(s) && s[i] == ' ' {
			return s[:i+1], s[i+1:]
		}
	case i > start && strings.HasPrefix(s[i:], "、"):
		i += len("、")
		return s[:i], s[i:]
	}
	return "", s
}

// isHeading reports whether s starts with one to six "#" and a space.
func isHeading(s string) bool {
	n := 0
	for n < len(s) && s[n] == '#' {
		n++
	}
	return n > 0 && n <= 6 && n+1 < len(s) && s[n] == ' '
}
