package room

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

func post(tx Tx, c Post) (Event, error) {
	a, err := allow(tx, c)
	if err == nil {
		err = complete(c.File)
	}
	if err != nil {
		return nil, err
	}
	said, err := tx.AddMessage(a.message)
	if err != nil {
		return nil, err
	}
	root := a.root
	if root != nil {
		if root, err = a.lengthen(root, c.At); err != nil {
			return nil, err
		}
	}
	if err := a.said(said); err != nil {
		return nil, err
	}
	if a.pacing != nil {
		if err := tx.SetPace(c.By, *a.pacing); err != nil {
			return nil, err
		}
	}
	return Posted{Message: said, Root: root}, tx.Record(c.ID, Outcome{Room: said.Room, Seq: said.Seq, Body: bodyOf(c)})
}

// lengthen counts one more reply of the thread that a message starts.
func (s sight) lengthen(root *Message, at time.Time) (*Message, error) {
	longer := *root
	longer.Thread = Thread{Replies: root.Thread.Replies + 1, Last: at}
	return s.tx.SetMessage(&longer)
}

// mayWrite refuses whoever may not say anything in the room now.
func (s sight) mayWrite() error {
	if err := s.mayWriteIn(); err != nil {
		return err
	}
	return s.mayTalk()
}

// mayWriteIn is mayWrite but for what the others of a conversation have chosen.
func (s sight) mayWriteIn() error {
	if err := s.inUse(); err != nil {
		return err
	}
	if err := s.mayBeHeard(); err != nil {
		return err
	}
	if s.room.Announce && !s.Moderates() {
		return refuse(ErrDenied, "only the moderators of %s write there; the others read", s.label())
	}
	return nil
}

// pace refuses a message that comes too soon behind the author's last.
func (s sight) pace(now time.Time) error {
	if s.room.Slow == 0 || s.Moderates() {
		return nil
	}
	last, err := s.tx.Posted(s.room.ID, s.who.ID)
	if err != nil || last.IsZero() {
		return err
	}
	// A clock that was set back does not make anybody wait longer.
	gone := now.Sub(last)
	if gone.Abs() >= s.room.Slow {
		return nil
	}
	left := min(s.room.Slow-gone, s.room.Slow)
	if seconds := wholeSeconds(left); seconds < 120 {
		return limited(left, "slow mode in %[1]s: you can write again in %[2]d s", s.label(), seconds)
	}
	return limited(left, "slow mode in %[1]s: you can write again in %[2]d min", s.label(), int((left+time.Minute-1)/time.Minute))
}

// said notes of the author that they have said something.
func (s sight) said(m *Message) error {
	if s.room.Slow > 0 && !s.Moderates() {
		if err := s.tx.SetPosted(m.Room, s.who.ID, m.At); err != nil {
			return err
		}
	}
	if s.room.Kind == Direct && !s.place.Spoke {
		s.place.Spoke = true
		if err := s.tx.SetMembership(m.Room, s.who.ID, s.place); err != nil {
			return err
		}
	}
	// What somebody says who has read everything before it is not new to them.
	mark, err := s.tx.Mark(s.who.ID, m.Room)
	if err != nil {
		return err
	}
	if read, err := s.tx.AllDeleted(m.Room, max(mark, s.Floor), m.Seq); err != nil || !read {
		return err
	}
	return s.tx.SetMark(Mark{User: s.who.ID, Room: m.Room, Seq: m.Seq})
}

// postedBefore returns what was posted, to its author alone: the ID of a message
// is known to everybody in its room, and links to it carry it further.
func postedBefore(tx Tx, c Post, o Outcome) (Event, error) {
	m, err := saidBefore(tx, c, o)
	switch {
	case err != nil:
		return nil, err
	case o.Body != [8]byte{} && o.Body != bodyOf(c):
		return nil, refuse(ErrConflict, "that id was used for another message; make a new one")
	case m.Root == 0:
		return Posted{Message: m, Again: true}, nil
	}
	root, err := rootAt(tx, o.Room, m.Root)
	return Posted{Message: m, Root: root, Again: true}, err
}

// saidBefore returns the message of a post that was accepted.
func saidBefore(tx Tx, c Post, o Outcome) (*Message, error) {
	m, err := tx.Message(o.Room, o.Seq)
	switch {
	case errors.Is(err, ErrNotFound):
		err = goneSince(tx, o)
	case err == nil && (m.Author.ID != c.By || m.ID != c.ID):
		err = messageIDInUse()
	}
	return m, err
}

// bodyOf returns the beginning of the SHA-256 of what a post says, and how: its
// style, what it answers and its room, 8 bytes each, and its text. With a file a zero
// byte follows, which no text has, the name of the file, another, and its sum.
func bodyOf(c Post) [8]byte {
	b := make([]byte, 0, 24+len(c.Text))
	for _, n := range []uint64{uint64(c.Style), c.Reply, uint64(c.Room)} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	b = append(b, c.Text...)
	if c.File != nil {
		b = append(append(append(b, 0), c.File.Name...), 0)
		b = append(b, c.File.Sum[:]...)
	}
	sum := sha256.Sum256(b)
	return [8]byte(sum[:8])
}

// goneSince refuses to say again what is not there any more. That must not sound
// like a reason to say it under another ID.
func goneSince(tx Tx, o Outcome) error {
	r, err := tx.Room(o.Room)
	switch {
	case err != nil && !errors.Is(err, ErrNotFound):
		return err
	case err == nil && 0 < o.Seq && o.Seq <= r.Trimmed:
		return refuse(ErrConflict, "the message with that id was said, and its room does not keep it any more; nothing to do")
	}
	return messageIDInUse() // it is the ID of something else
}

func messageIDInUse() error {
	return refuse(ErrConflict, "that message id is in use; send the message again")
}

// rootOf returns the number of what the thread starts with that a reply to a
// message belongs to, and what that is, nil when it was trimmed. The message
// itself must stand; what its thread starts with may be deleted.
func (s sight) rootOf(seq uint64) (uint64, *Message, error) {
	m, err := s.upright(seq)
	if err != nil || m.Root == 0 {
		return seq, m, err
	}
	root, err := rootAt(s.tx, s.room.ID, m.Root)
	return m.Root, root, err
}

// rootAt returns what a thread starts with, nil when it was trimmed.
func rootAt(tx Tx, in ID, seq uint64) (*Message, error) {
	root, err := tx.Message(in, seq)
	if errors.Is(err, ErrNotFound) {
		return nil, nil //nolint:nilnil // a thread outlives what it starts with
	} else if err != nil {
		return nil, fmt.Errorf("start of a thread: %w", err)
	}
	return root, nil
}

// upright returns a message that is there and has not been deleted, or refuses.
func (s sight) upright(seq uint64) (*Message, error) {
	m, err := s.message(seq)
	if err == nil && !m.Deleted.IsZero() {
		err = refuse(ErrConflict, "message %d in %s has been deleted, so nothing more can happen to it", seq, s.label())
	}
	return m, err
}

// message returns a message that is for whoever sees the room, or refuses.
func (s sight) message(seq uint64) (*Message, error) {
	if seq <= s.Floor {
		return nil, noMessage(s.named(), seq)
	}
	m, err := s.tx.Message(s.room.ID, seq)
	if errors.Is(err, ErrNotFound) {
		err = noMessage(s.named(), seq)
	}
	return m, err
}

func noMessage(r Room, seq uint64) error {
	return refuse(ErrNotFound, "there is no message %[1]d in %[2]s; the command history %[3]s shows what there is",
		seq, r.Label(), bareName(r.Label()))
}
