package edit

import "strings"

// Clear empties the editor and keeps the text for Ctrl-Y.
func (e *Editor) Clear() {
	if e.text != "" {
		e.Keep(e.text)
		e.change(0, len(e.text), "", false)
	}
}

// Keep makes s what Ctrl-Y puts in.
func (e *Editor) Keep(s string) { e.cut = fitBytes(e.clean(s), e.Limit) }

// kill removes text[from:to] and keeps it for Ctrl-Y, together with what the
// key before killed.
func (e *Editor) kill(from, to int) {
	if from >= to {
		return
	}
	killed := strings.Clone(e.text[from:to])
	switch {
	case e.run != killing:
		e.cut = killed
	case to == e.at:
		e.cut = killed + e.cut
	default:
		e.cut += killed
	}
	e.change(from, to, "", false)
	e.run = killing
}

// remove removes text[from:to] for good. One undo takes a row of these back.
func (e *Editor) remove(from, to int) {
	if from < to {
		e.change(from, to, "", e.run == erasing)
		e.run = erasing
	}
}
