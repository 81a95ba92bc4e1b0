package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// maxBytes is the most bytes that the composer holds: what a message may have.
const maxBytes = room.MaxTextBytes

// Bounds of what the composer remembers.
const (
	maxHistory = 50 // lines sent
	maxDrafts  = 64 // rooms with text that was not sent
)

// A composer is the editor for messages, with what was sent before and what
// was not sent yet in other rooms.
type composer struct {
	editor
	sent   []string // oldest first
	recall int      // index into sent; len(sent): the text being written
	fresh  string   // that text, while something older is looked at
	drafts map[room.ID]string
}

func newComposer() composer {
	return composer{editor: editor{limit: maxBytes, goal: -1}, drafts: make(map[room.ID]string)}
}

// press is the editor's, with the lines sent before above the first line and
// below the last.
func (c *composer) press(k tea.Key) (used, whole bool) {
	if used, whole = c.editor.press(k); used {
		return used, whole
	}
	switch k.Keystroke() {
	case "up", "ctrl+p":
		c.turn(-1)
	case "down", "ctrl+n":
		c.turn(+1)
	default:
		return false, true
	}
	return true, true
}

// turn goes through what was sent.
func (c *composer) turn(by int) {
	to := c.recall + by
	if to < 0 || to > len(c.sent) {
		return
	}
	if c.recall == len(c.sent) {
		c.fresh = c.text
	}
	c.recall = to
	if to == len(c.sent) {
		c.set(c.fresh)
	} else {
		c.set(c.sent[to])
	}
}

// take empties the composer and remembers its text as sent.
func (c *composer) take() string {
	s := c.text
	if n := len(c.sent); n == 0 || c.sent[n-1] != s {
		c.sent = append(c.sent, s)
	}
	if over := len(c.sent) - maxHistory; over > 0 {
		c.sent = append([]string(nil), c.sent[over:]...)
	}
	c.restart("")
	return s
}

// restart begins with another text.
func (c *composer) restart(s string) {
	c.set(s)
	c.recall, c.fresh = len(c.sent), ""
}

// giveBack returns a text that could not be sent: to the composer when it is
// empty, else to what Ctrl-Y puts in. It reports whether it was the composer.
func (c *composer) giveBack(s string) bool {
	if c.text != "" {
		c.cut = s
		return false
	}
	c.restart(c.clean(s))
	return true
}

// changeRoom keeps the text as the draft of one room and takes up that of another.
func (c *composer) changeRoom(from, to room.ID) {
	delete(c.drafts, from)
	if c.text != "" && len(c.drafts) < maxDrafts {
		c.drafts[from] = c.text
	}
	c.restart(c.drafts[to])
}
