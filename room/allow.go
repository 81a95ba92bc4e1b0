package room

import "slices"

// Allowed refuses what Apply would refuse of a post now, and writes nothing. A file
// without a sum is one that has not come yet: it is asked about with as many bytes as
// its size says. Of a post that was accepted before it is asked whose that is, and
// no more.
func Allowed(tx Tx, c Post) error {
	o, before, err := tx.Outcome(c.ID)
	switch {
	case err != nil:
		return err
	case before:
		_, err = saidBefore(tx, c, o)
	default:
		_, err = allow(tx, c)
	}
	return err
}

// An allowed is a post that may become a message.
type allowed struct {
	sight
	message Message
	root    *Message // what its thread starts with; nil: nothing that is there
	pacing  *Pace    // what to note of its author; nil: nothing
}

// allow makes all the checks of a post, and no change.
func allow(tx Tx, c Post) (a allowed, err error) {
	switch {
	case len(c.Here) > MaxHere || !slices.IsSorted(c.Here):
		return a, refuse(ErrInvalid, "a message calls at most %d people at once; name some of them", MaxHere)
	case c.Text == "" && c.File == nil:
		return a, emptyMessage()
	}
	if a.sight, err = inside(tx, c.Room, c.Header); err == nil {
		err = a.mayWrite()
	}
	if err == nil && c.File != nil {
		err = a.mayBring(*c.File)
	}
	if err == nil {
		err = a.pace(c.At)
	}
	if err == nil {
		err = a.mayLink(c.Text)
	}
	if err != nil {
		return a, err
	}
	if a.pacing, err = a.probed(); err != nil {
		return a, err
	}
	m := Message{ID: c.ID, Room: c.Room, At: c.At, Author: a.who, Style: c.Style, Text: c.Text}
	if c.File != nil {
		m.File = &File{Name: c.File.Name, Content: c.File.Content}
	}
	if c.Reply != 0 {
		if m.Root, a.root, err = a.rootOf(c.Reply); err != nil {
			return a, err
		}
		m.Reply = &Quote{Seq: c.Reply}
	}
	m.Mentions, err = a.called(c)
	a.message = m
	return a, err
}
