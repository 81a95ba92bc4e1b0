package ui

import (
	"snug/room"
	"snug/ui/edit"
)

// maxBytes is the most bytes that the composer holds: what a message may have.
const maxBytes = room.MaxTextBytes

// maxHistory is how many lines sent the composer remembers.
const maxHistory = 50

// A composer is the editor for messages, and what its text is for.
type composer struct {
	*edit.Editor
	intent intent
	tall   bool // it has the whole screen, and Enter starts a new line
}

func newComposer() composer {
	return composer{Editor: edit.New(edit.Options{Limit: maxBytes, Remember: maxHistory})}
}

// restart begins with another text.
func (c *composer) restart(s string) {
	c.Set(s)
	c.intent = intent{}
}

// slash reports whether the text is a slash line.
func (c *composer) slash() bool {
	_, ok := slashLine(c.Text())
	return ok
}

// giveBack returns a text that could not be sent: to the composer when it is
// empty, else to what Ctrl-Y puts in. It reports whether it was the composer.
func (c *composer) giveBack(s string) bool {
	if !c.Empty() {
		c.Keep(s)
		return false
	}
	c.restart(s)
	return true
}
