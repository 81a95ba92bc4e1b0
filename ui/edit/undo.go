package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxUndo is how many bytes an editor keeps for undo and redo, and editCost
// what an edit takes besides its texts.
const (
	maxUndo  = 32 << 10
	editCost = 64
)

// An edit is a change: the text at a place was old and became new. Its strings
// are copies: a part of the text would keep all of it in memory.
type edit struct {
	at            int
	old, new      string
	before, after int // the cursor
}

func (c edit) size() int { return len(c.old) + len(c.new) + editCost }

// undo is the changes that can be taken back, and those that were.
type undo struct {
	past, future []edit // the last is the next to be undone or redone
	size         int    // of both, at most maxUndo
}

// add takes note of a change. If it joins the last one and touches nothing
// else, both become one.
func (u *undo) add(c edit, joins bool) {
	for _, f := range u.future {
		u.size -= f.size()
	}
	u.future = nil
	if n := len(u.past); joins && n > 0 {
		if both, ok := u.past[n-1].then(c); ok {
			u.size += both.size() - u.past[n-1].size()
			u.past[n-1] = both
			u.bound()
			return
		}
	}
	u.past = append(u.past, c)
	u.size += c.size()
	u.bound()
}

// bound forgets the oldest changes when there are too many bytes, and some
// more, so that it is not needed again at the next key.
func (u *undo) bound() {
	if u.size <= maxUndo {
		return
	}
	n := 0
	for u.size > maxUndo*3/4 && n < len(u.past) {
		u.size -= u.past[n].size()
		n++
	}
	u.past = append([]edit(nil), u.past[n:]...)
}

// then returns c and a change after it as one, if the later one lies in what c
// put in, or both only take away and lie side by side.
func (c edit) then(later edit) (both edit, ok bool) {
	both = edit{at: c.at, before: c.before, after: later.after}
	from := later.at - c.at
	to := from + len(later.old)
	switch {
	case c.new != "" && from >= 0 && to <= len(c.new):
		both.old, both.new = c.old, c.new[:from]+later.new+c.new[to:]
	case c.new != "" || later.new != "":
		return c, false
	case later.at == c.at:
		both.old = c.old + later.old
	case to == 0:
		both.at, both.old = later.at, later.old+c.old
	default:
		return c, false
	}
	return both, true
}

// Undo takes back the last change. Typing is taken back by words.
func (e *Editor) Undo() {
	if n := len(e.undo.past); n > 0 {
		c := e.undo.past[n-1]
		e.undo.past = e.undo.past[:n-1]
		e.undo.future = append(e.undo.future, c)
		e.text = e.text[:c.at] + c.old + e.text[c.at+len(c.new):]
		e.moveTo(c.before)
	}
}

// Redo brings back the change that Undo took back last. Any other change
// makes an end of that.
func (e *Editor) Redo() {
	if n := len(e.undo.future); n > 0 {
		c := e.undo.future[n-1]
		e.undo.future = e.undo.future[:n-1]
		e.undo.past = append(e.undo.past, c)
		e.text = e.text[:c.at] + c.new + e.text[c.at+len(c.old):]
		e.moveTo(c.after)
	}
}

// beginsWord reports whether s, typed at the cursor, begins a word, or a clause
// of a language without spaces: there undo stops. Of several keys the first one
// tells.
func (e *Editor) beginsWord(s string, keys bool) bool {
	before, _ := utf8.DecodeLastRuneInString(e.text[:e.at])
	if keys {
		_, n := utf8.DecodeRuneInString(s)
		s = s[:n]
	}
	return gap(before) && !strings.ContainsFunc(s, gap)
}

// gap reports whether r is white space or the punctuation of East Asia.
func gap(r rune) bool { return unicode.IsSpace(r) || r > 0x2e80 && unicode.IsPunct(r) }
