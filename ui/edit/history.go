package edit

// maxHistory is how many bytes a history keeps of the lines sent.
const maxHistory = 64 << 10

// A History is the lines that were entered before, and where in them one is.
// What one had begun, and what one has changed in an old line, comes back as
// long as no line is added.
type History struct {
	max   int
	lines []string // oldest first
	size  int      // of lines, in bytes

	at      int // what is looked at; len(lines): the new text
	changed map[int]string
}

// NewHistory returns a history of at most n lines.
func NewHistory(n int) *History { return &History{max: n} }

// Add makes a line the newest and ends the looking around. An empty line, or
// one that is the newest already, is not added again.
func (h *History) Add(line string) {
	defer h.Reset()
	n := len(h.lines)
	if line == "" || n > 0 && h.lines[n-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	h.size += len(line)
	old := 0
	for len(h.lines)-old > h.max || h.size > maxHistory {
		h.size -= len(h.lines[old])
		old++
	}
	if old > 0 {
		h.lines = append([]string(nil), h.lines[old:]...)
	}
}

// Len is the number of lines.
func (h *History) Len() int { return len(h.lines) }

// Line returns a line; 0 is the oldest.
func (h *History) Line(i int) string { return h.lines[i] }

// Reset goes back to the new text, which is forgotten with all changes.
func (h *History) Reset() { h.at, h.changed = len(h.lines), nil }

// Prev takes what is in the field and returns the line before it; false when
// there is none.
func (h *History) Prev(current string) (string, bool) { return h.turn(-1, current) }

// Next takes what is in the field and returns the line after it or, after the
// newest, the text that was begun; false when one is there already.
func (h *History) Next(current string) (string, bool) { return h.turn(+1, current) }

func (h *History) turn(by int, current string) (string, bool) {
	to := h.at + by
	if to < 0 || to > len(h.lines) {
		return "", false
	}
	if h.at == len(h.lines) || current != h.lines[h.at] {
		if h.changed == nil {
			h.changed = make(map[int]string)
		}
		h.changed[h.at] = current
	}
	h.at = to
	if s, ok := h.changed[to]; ok || to == len(h.lines) {
		return s, true
	}
	return h.lines[to], true
}

// Search finds the newest line older than the line before that holds query;
// large and small letters of ASCII are the same. With before = Len it begins
// at the newest, and the index it returned is where it goes on.
func (h *History) Search(query string, before int) (index int, ok bool) {
	for i := min(before, len(h.lines)) - 1; i >= 0; i-- {
		if containsFold(h.lines[i], query) {
			return i, true
		}
	}
	return 0, false
}

func containsFold(s, sub string) bool {
	for i := 0; i+len(sub) <= len(s); i++ {
		j := 0
		for j < len(sub) && lower(s[i+j]) == lower(sub[j]) {
			j++
		}
		if j == len(sub) {
			return true
		}
	}
	return false
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

// History returns the lines that the editor remembers; nil when Options say
// that it remembers none.
func (e *Editor) History() *History { return e.history }

// Take empties the editor and remembers its text, which it returns.
func (e *Editor) Take() string {
	s := e.text
	if e.history != nil {
		e.history.Add(s)
	}
	e.Set("")
	return s
}

// recall goes through the history and reports whether there was a line.
func (e *Editor) recall(by int) bool {
	if e.history == nil {
		return false
	}
	s, ok := e.history.turn(by, e.text)
	if ok {
		e.set(s)
	}
	return ok
}
