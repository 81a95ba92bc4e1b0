package rich

import "strings"

// fenceTicks opens and closes a fence.
const fenceTicks = "```"

// openFence reports how many backticks open a fence on this line, zero when
// none does, and the name of the language behind them.
func openFence(s string) (n int, name string) {
	s = strings.TrimLeft(s, " ")
	if !strings.HasPrefix(s, fenceTicks) {
		return 0, ""
	}
	n = countTicks(s)
	info := s[n:]
	if strings.Contains(info, "`") {
		return 0, "" // code and its end on one line
	}
	name, _, _ = strings.Cut(strings.TrimSpace(info), " ")
	return n, name
}

// countTicks is the number of backticks s starts with.
func countTicks(s string) int {
	n := 0
	for n < len(s) && s[n] == '`' {
		n++
	}
	return n
}

// closeFence splits a line that ends a fence of n backticks into the code
// before the end and the end, which people also write behind the last line.
func closeFence(s string, n int) (code, end string, ok bool) {
	code = strings.TrimRight(s, "`")
	if len(s)-len(code) < n {
		return s, "", false
	}
	return code, s[len(code):], true
}

// addFence adds the fence that opens on line i of the message, and returns
// the number of its last line. Without an end it goes on to the end of the
// message.
func (d *doc) addFence(lines []string, i, n int, name string) int {
	d.lines = append(d.lines, source{fence: fenceMark, code: lines[i]})
	first := len(d.lines)
	var body []string
	for i++; i < len(lines); i++ {
		code, end, closed := closeFence(lines[i], n)
		if closed && strings.TrimSpace(code) == "" {
			d.colour(first, body, name)
			d.lines = append(d.lines, source{fence: fenceMark, code: lines[i]})
			return i
		}
		body = append(body, code)
		d.lines = append(d.lines, source{fence: fenceCode, code: code, tail: end})
		if closed {
			break
		}
	}
	d.colour(first, body, name)
	return min(i, len(lines)-1)
}

// What is more than this of a fence has no colours.
const (
	maxColoured  = 200      // lines
	maxHighlight = 16 << 10 // bytes
)

// colour gives the lines of a fence, the first of which is lines[first],
// their colours.
func (d *doc) colour(first int, body []string, name string) {
	lang := languages[strings.ToLower(name)]
	if lang == nil {
		return
	}
	h := highlighter{lang: lang}
	size := 0
	for i, code := range body {
		if size += len(code); i == maxColoured || size > maxHighlight {
			return
		}
		d.lines[first+i].spans = h.line(code)
	}
}
