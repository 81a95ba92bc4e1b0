package room

import (
	"slices"
	"strings"
)

// A change is a message that something is about to happen to.
type change struct {
	tx  Tx
	c   Header
	who Person
	in  Room
	was *Message
}

// begin loads what a change needs, and refuses outsiders and what is deleted.
func begin(tx Tx, c Header, in ID, seq uint64) (change, error) {
	who, r, err := insider(tx, in, c.By)
	if err != nil {
		return change{}, err
	}
	m, err := upright(tx, r, seq)
	return change{tx, c, who, r, m}, err
}

// done records the change, and returns its event.
func (c change) done(is *Message, what Change) (Event, error) {
	r, err := c.tx.Room(is.Room)
	if err != nil {
		return nil, err
	}
	e := Changed{Message: is, Change: what, By: c.who, At: c.c.At, Pins: r.Pins}
	for _, id := range c.was.Mentions {
		if !slices.Contains(is.Mentions, id) {
			e.Unnamed = append(e.Unnamed, id)
		}
	}
	return e, c.tx.Record(c.c.ID, Outcome{Room: is.Room, Seq: is.Seq})
}

func changedBefore(tx Tx, c Header, o Outcome, what Change) (Event, error) {
	who, err := tx.Person(c.By)
	if err != nil {
		return nil, err
	}
	r, err := tx.Room(o.Room)
	if err != nil {
		return nil, err
	}
	m, err := tx.Message(o.Room, o.Seq)
	return Changed{Message: m, Change: what, By: who, At: c.At, Pins: r.Pins}, err
}

func edit(tx Tx, c Edit) (Event, error) {
	ch, err := begin(tx, c.Header, c.Room, c.Seq)
	if err != nil {
		return nil, err
	}
	m := *ch.was
	switch {
	case m.Author.ID != c.By:
		return nil, refuse(ErrDenied, "message %d is by %s, and only its author can edit it; reply to it instead", m.Seq, m.Author.Name)
	case c.At.Sub(m.At) > EditWindow:
		return nil, refuse(ErrDenied, "message %d is more than %d minutes old and cannot be edited any more; reply to it instead", m.Seq, int(EditWindow.Minutes()))
	case c.Text == m.Text:
		return nil, refuse(ErrConflict, "message %d says just that already; nothing to do", m.Seq)
	}
	switch n, err := tx.Versions(m.Room, m.Seq); {
	case err != nil:
		return nil, err
	case n >= MaxVersions:
		return nil, refuse(ErrConflict, "message %d has been edited %d times and that is the limit; reply to it instead", m.Seq, n)
	}
	if m.Mentions, err = mentioned(tx, ch.in, c.By, c.Text); err != nil {
		return nil, err
	}
	old := Version{Text: m.Text, At: m.At}
	if !m.Edited.IsZero() {
		old.At = m.Edited
	}
	if err := tx.AddVersion(m.Room, m.Seq, old); err != nil {
		return nil, err
	}
	m.Text, m.Edited = c.Text, c.At
	is, err := tx.SetMessage(&m)
	if err != nil {
		return nil, err
	}
	return ch.done(is, WasEdited)
}

func remove(tx Tx, c Delete) (Event, error) {
	ch, err := begin(tx, c.Header, c.Room, c.Seq)
	if err != nil {
		return nil, err
	}
	m := *ch.was
	if m.Author.ID != c.By {
		return nil, refuse(ErrDenied, "message %d is by %s, and only its author can delete it", m.Seq, m.Author.Name)
	}
	if err := tx.DropVersions(m.Room, m.Seq); err != nil {
		return nil, err
	}
	if err := tx.DropReactions(m.Room, m.Seq); err != nil {
		return nil, err
	}
	m.Text, m.Deleted, m.Pinned, m.Mentions = "", c.At, false, nil
	is, err := tx.SetMessage(&m)
	if err != nil {
		return nil, err
	}
	return ch.done(is, WasDeleted)
}

func react(tx Tx, c React) (Event, error) {
	if !emojiName(c.Emoji) {
		return nil, refuse(ErrInvalid, "that is no emoji; use a name such as +1 or tada")
	}
	ch, err := begin(tx, c.Header, c.Room, c.Seq)
	if err != nil {
		return nil, err
	}
	all := ch.was.Reactions
	i := slices.IndexFunc(all, func(r Reaction) bool { return r.Emoji == c.Emoji })
	under := i >= 0 && slices.Contains(all[i].By, c.By)
	switch {
	case c.On && under:
		return nil, refuse(ErrConflict, "you have put :%s: on message %d already; nothing to do", c.Emoji, c.Seq)
	case !c.On && !under:
		return nil, refuse(ErrConflict, "you have not put :%s: on message %d, so there is nothing to take away", c.Emoji, c.Seq)
	case c.On && i < 0 && len(all) >= MaxReactions:
		return nil, refuse(ErrConflict, "message %d has %d different emoji and that is the limit; use one of those", c.Seq, len(all))
	}
	if _, err := tx.SetReaction(c.Room, c.Seq, c.Emoji, c.By, c.At, c.On); err != nil {
		return nil, err
	}
	is, err := tx.Message(c.Room, c.Seq)
	if err != nil {
		return nil, err
	}
	return ch.done(is, WasReacted)
}

// emojiName reports whether s has the form of an emoji's name.
func emojiName(s string) bool {
	return s != "" && len(s) <= MaxEmoji && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_+-") == ""
}

func pin(tx Tx, c Pin) (Event, error) {
	ch, err := begin(tx, c.Header, c.Room, c.Seq)
	if err != nil {
		return nil, err
	}
	m := *ch.was
	switch {
	case c.On && m.Pinned:
		return nil, refuse(ErrConflict, "message %d is pinned already; nothing to do", m.Seq)
	case !c.On && !m.Pinned:
		return nil, refuse(ErrConflict, "message %d is not pinned; nothing to do", m.Seq)
	case c.On && ch.in.Pins >= MaxPins:
		return nil, refuse(ErrConflict, "#%s has %d pinned messages and that is the limit; unpin one first", ch.in.Name, ch.in.Pins)
	}
	m.Pinned = c.On
	is, err := tx.SetMessage(&m)
	if err != nil {
		return nil, err
	}
	return ch.done(is, WasPinned)
}
