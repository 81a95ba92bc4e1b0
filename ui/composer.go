package ui

import (
	"snug/room"
	"snug/text/lang"
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

	tooFull   string // see Model.tooFull; in tooFullIn
	tooFullIn lang.Lang
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

// giveBack returns a text that could not be sent, and whom it answers: to the
// composer when nothing is in it, else the text to what Ctrl-Y puts in. It
// reports whether it was the composer.
func (c *composer) giveBack(text string, reply *room.Message) bool {
	if !c.Empty() || c.intent.edit != nil {
		c.Keep(text)
		return false
	}
	c.Set(text)
	if reply != nil {
		c.intent.reply = reply
	}
	return true
}
