package ui

import (
	"snug/room"
	"snug/ui/edit"
)

// maxBytes is the most bytes that the composer holds: what a message may have.
const maxBytes = room.MaxTextBytes

// Bounds of what the composer remembers.
const (
	maxHistory = 50 // lines sent
	maxDrafts  = 64 // rooms with text that was not sent
)

// A composer is the editor for messages, with what was not sent yet in other
// rooms.
type composer struct {
	*edit.Editor
	drafts map[room.ID]string
}

func newComposer() composer {
	return composer{
		Editor: edit.New(edit.Options{Limit: maxBytes, Remember: maxHistory}),
		drafts: make(map[room.ID]string),
	}
}

// giveBack returns a text that could not be sent: to the composer when it is
// empty, else to what Ctrl-Y puts in. It reports whether it was the composer.
func (c *composer) giveBack(s string) bool {
	if !c.Empty() {
		c.Keep(s)
		return false
	}
	c.Set(s)
	return true
}

// changeRoom keeps the text as the draft of one room and takes up that of another.
func (c *composer) changeRoom(from, to room.ID) {
	delete(c.drafts, from)
	if !c.Empty() && len(c.drafts) < maxDrafts {
		c.drafts[from] = c.Text()
	}
	c.Set(c.drafts[to])
}
