package editor

// How much is remembered of what was entered.
const (
	maxLines   = 100
	maxHistory = 64 << 10 // bytes
)

// A history is the lines that were entered before, and where in them one is. What
// one had begun comes back behind the newest.
type history struct {
	lines []string // oldest first
	size  int      // of lines, in bytes
	back  int      // how many lines before the new one is looked at; 0: that
	begun string
}

// rest ends the looking around.
func (h *history) rest() { h.back, h.begun = 0, "" }

// add makes a line the newest. An empty line, or one
// that is the newest already, is not added again.
func (h *history) add(line string) {
	n := len(h.lines)
	if line == "" || n > 0 && h.lines[n-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	h.size += len(line)
	for len(h.lines) > maxLines || h.size > maxHistory {
		h.size -= len(h.lines[0])
		h.lines[0] = ""
		h.lines = h.lines[1:]
	}
}

// turn takes what is in the row and returns the line that lies by further back;
// false when there is none.
func (h *history) turn(by int, current string) (string, bool) {
	to := h.back + by
	if to < 0 || to > len(h.lines) {
		return "", false
	}
	if h.back == 0 {
		h.begun = current
	}
	if h.back = to; to == 0 {
		return h.begun, true
	}
	return h.lines[len(h.lines)-to], true
}
