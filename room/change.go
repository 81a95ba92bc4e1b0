package room

import (
	"slices"
	"strings"
	"time"

	"snug/text/lang"
)

// A change is a message that something is about to happen to.
type change struct {
	sight
	c   Header
	was *Message
}

// begin loads what a change needs, and refuses outsiders and what is deleted.
func begin(tx Tx, c Header, in ID, seq uint64) (change, error) {
	s, err := see(tx, in, c)
	if err == nil && c.By != Operator { // who deletes, and does nothing else
		err = s.enters()
	}
	if err != nil {
		return change{}, err
	}
	m, err := s.upright(seq)
	if err == nil {
		err = s.inUse()
	}
	return change{s, c, m}, err
}

// done records the change, and returns its event.
func (c change) done(is *Message, what Change) (Event, error) {
	e, err := changed(c.tx, c.was, is, what, c.who, c.c.At)
	if err != nil {
		return nil, err
	}
	return e, c.tx.Record(c.c.ID, Outcome{Room: is.Room, Seq: is.Seq})
}

// changed returns the event of a change that was made, which is the next revision
// of the room.
func changed(tx Tx, was, is *Message, what Change, by Person, at time.Time) (Changed, error) {
	is, err := tx.Revise(is)
	if err != nil {
		return Changed{}, err
	}
	r, err := tx.Room(is.Room)
	e := Changed{Message: is, Change: what, Rev: is.Rev, By: by, At: at, Pins: r.Pins}
	for _, id := range was.Mentions {
		if !slices.Contains(is.Mentions, id) {
			e.Unnamed = append(e.Unnamed, id)
		}
	}
	return e, err
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
	case c.Text == "" && m.File == nil:
		return nil, emptyMessage()
	case c.Text == m.Text:
		return nil, refuse(ErrConflict, "message %d says just that already; nothing to do", m.Seq)
	}
	if err := ch.mayWrite(); err != nil {
		return nil, err
	}
	if err := ch.mayLink(c.Text); err != nil {
		return nil, err
	}
	switch n, err := tx.Versions(m.Room, m.Seq); {
	case err != nil:
		return nil, err
	case n >= MaxVersions:
		return nil, refuse(ErrConflict, "message %d has been edited %d times and that is the limit; reply to it instead", m.Seq, n)
	}
	if m.Mentions, err = mentioned(tx, ch.room, c.By, c.Text); err != nil {
		return nil, err
	}
	// Whoever was called with everybody stays called while everybody is.
	if ch.mayCall() && callsEverybody(ch.was.Text) && callsEverybody(c.Text) {
		m.Mentions = addCalled(m.Mentions, ch.was.Mentions)
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
	what := lang.S("message %d", m.Seq)
	if m.File != nil { // which is what people ask to be rid of
		what = lang.S("file %d (%s)", uint64(m.File.ID), m.File.Leaf())
	}
	switch mine := m.Author.ID == c.By; {
	case !mine && ch.room.Conversation():
		return nil, refuse(ErrDenied, "%[1]s is by %[2]s, and only its author can delete it", what, m.Author.Name)
	case !mine && !ch.Moderates():
		return nil, refuse(ErrDenied, "%[1]s is by %[2]s, and only they and who moderates %[3]s can delete it", what, m.Author.Name, ch.label())
	case !mine:
		if below, err := ch.below(m.Author); err != nil {
			return nil, err
		} else if below {
			return nil, refuse(ErrDenied, "%[1]s is by %[2]s, who is above you in %[3]s; ask somebody who is not below them", what, m.Author.Name, ch.label())
		}
	}
	is, err := bury(tx, m, c.At, m.Author.ID != c.By)
	if err != nil {
		return nil, err
	}
	e, err := ch.done(is, WasDeleted)
	return told{e, whatWent(ch.was)}, err
}

// bury leaves a tombstone of a message. Of what it said its outcome keeps nothing
// either.
func bury(tx Tx, m Message, at time.Time, removed bool) (*Message, error) {
	if err := tx.DropVersions(m.Room, m.Seq); err != nil {
		return nil, err
	}
	if err := tx.DropReactions(m.Room, m.Seq); err != nil {
		return nil, err
	}
	if err := tx.Record(m.ID, Outcome{Room: m.Room, Seq: m.Seq}); err != nil {
		return nil, err
	}
	m.Text, m.File, m.Deleted, m.Removed, m.Pinned, m.Mentions = "", nil, at, removed, false, nil
	return tx.SetMessage(&m)
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
	if c.On {
		if err := ch.mayReact(); err != nil {
			return nil, err
		}
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

// mayReact refuses whoever may not put anything to a message now.
func (c change) mayReact() error {
	if err := c.enters(); err != nil {
		return err
	}
	if err := c.mayBeHeard(); err != nil {
		return err
	}
	return c.mayTalk()
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
	case !ch.room.Conversation() && !ch.Moderates():
		return nil, refuse(ErrDenied, "only the moderators of %s can pin messages there; ask one of them", ch.label())
	case c.On && m.Pinned:
		return nil, refuse(ErrConflict, "message %d is pinned already; nothing to do", m.Seq)
	case !c.On && !m.Pinned:
		return nil, refuse(ErrConflict, "message %d is not pinned; nothing to do", m.Seq)
	case c.On && ch.room.Pins >= MaxPins:
		return nil, refuse(ErrConflict, "%s has %d pinned messages and that is the limit; unpin one first", ch.label(), ch.room.Pins)
	}
	if c.On {
		if err := ch.mayReact(); err != nil {
			return nil, err
		}
	}
	m.Pinned = c.On
	is, err := tx.SetMessage(&m)
	if err != nil {
		return nil, err
	}
	return ch.done(is, WasPinned)
}
