package room

import (
	"errors"
	"fmt"
)

func post(tx Tx, c Post) (Event, error) {
	who, r, err := insider(tx, c.Room, c.By)
	if err != nil {
		return nil, err
	}
	m := Message{ID: c.ID, Room: c.Room, At: c.At, Author: who, Style: c.Style, Text: c.Text}
	var root *Message
	if c.Reply != 0 {
		if root, err = rootOf(tx, r, c.Reply); err != nil {
			return nil, err
		}
		m.Reply, m.Root = &Quote{Seq: c.Reply}, root.Seq
	}
	if m.Mentions, err = mentioned(tx, r, who.ID, c.Text); err != nil {
		return nil, err
	}
	said, err := tx.AddMessage(m)
	if err != nil {
		return nil, err
	}
	if root != nil {
		longer := *root
		longer.Thread = Thread{Replies: root.Thread.Replies + 1, Last: c.At}
		if root, err = tx.SetMessage(&longer); err != nil {
			return nil, err
		}
	}
	// What somebody says who has read everything before it is not new to them.
	switch read, err := tx.Mark(c.By, c.Room); {
	case err != nil:
		return nil, err
	case read == said.Seq-1:
		if err := tx.SetMark(Mark{User: c.By, Room: c.Room, Seq: said.Seq}); err != nil {
			return nil, err
		}
	}
	return Posted{Message: said, Root: root}, tx.Record(c.ID, Outcome{Room: said.Room, Seq: said.Seq})
}

// postedBefore returns what was posted, to its author alone: the ID of a message
// is known to everybody in its room, and links to it carry it further.
func postedBefore(tx Tx, c Post, o Outcome) (Event, error) {
	m, err := tx.Message(o.Room, o.Seq)
	switch {
	case err != nil:
		return nil, err
	case m.Author.ID != c.By:
		return nil, refuse(ErrConflict, "that message id is in use; send the message again")
	case m.Root == 0:
		return Posted{Message: m}, nil
	}
	root, err := tx.Message(o.Room, m.Root)
	return Posted{Message: m, Root: root}, err
}

// rootOf returns what the thread starts with that a reply to a message belongs
// to. The message must stand; what its thread starts with may be deleted.
func rootOf(tx Tx, r Room, seq uint64) (*Message, error) {
	m, err := upright(tx, r, seq)
	if err != nil || m.Root == 0 {
		return m, err
	}
	root, err := tx.Message(r.ID, m.Root)
	if err != nil {
		return nil, fmt.Errorf("start of a thread: %w", err)
	}
	return root, nil
}

// upright returns a message that is there and has not been deleted, or refuses.
func upright(tx Tx, r Room, seq uint64) (*Message, error) {
	m, err := tx.Message(r.ID, seq)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, noMessage(r, seq)
	case err != nil:
		return nil, err
	case !m.Deleted.IsZero():
		return nil, refuse(ErrConflict, "message %d in #%s has been deleted, so nothing more can happen to it", seq, r.Name)
	}
	return m, nil
}

func noMessage(r Room, seq uint64) error {
	return refuse(ErrNotFound, "there is no message %[1]d in #%[2]s; the command history %[2]s shows what there is", seq, r.Name)
}
