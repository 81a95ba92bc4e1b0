package room

import (
	"context"
	"time"
)

// An Info is what there is to know of a message.
type Info struct {
	Message  *Message
	Versions []Version           // what it said before its edits, oldest first; for its author and moderators
	Reactors map[string][]Person // by emoji, in the order of reacting
	Seen     []Person            // members present who have read it, without its author, by name
}

// Thread returns the thread that a message belongs to: what it starts with,
// then the newest of its replies, oldest first, at most MaxPage in all. The
// message may be any of the thread.
func (b *Broker) Thread(ctx context.Context, by UserID, in ID, root uint64) ([]*Message, error) {
	s, m, err := b.message(ctx, by, in, root)
	if err != nil {
		return nil, err
	}
	if m.Root != 0 {
		root = m.Root
	}
	list, err := b.store.Thread(in, root, MaxPage)
	return allAbove(s.Floor, list), err
}

// Pinned returns the pinned messages of a room that by is a member of, by
// number.
func (b *Broker) Pinned(ctx context.Context, by UserID, in ID) ([]*Message, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	list, err := b.store.Pinned(in)
	return allAbove(s.Floor, list), err
}

// SeqAt returns the number of the first message of a room that was said at t
// or later and is for by, and one more than the newest when there is none.
func (b *Broker) SeqAt(ctx context.Context, by UserID, in ID, t time.Time) (uint64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s, err := b.memberOf(by, in)
	if err != nil {
		return 0, err
	}
	seq, err := b.store.SeqAt(in, t)
	return max(seq, s.Floor+1), err
}

// Info returns what there is to know of a message of a room that by is a
// member of.
func (b *Broker) Info(ctx context.Context, by UserID, in ID, seq uint64) (Info, error) {
	s, m, err := b.message(ctx, by, in, seq)
	if err != nil {
		return Info{}, err
	}
	i := Info{Message: m, Reactors: make(map[string][]Person, len(m.Reactions))}
	if m.Author.ID == by || s.Moderates() {
		if i.Versions, err = b.store.Versions(in, seq); err != nil {
			return Info{}, err
		}
	}
	for _, r := range m.Reactions {
		if i.Reactors[r.Emoji], err = b.persons(r.By); err != nil {
			return Info{}, err
		}
	}
	i.Seen = b.seen(s.hub, m)
	return i, nil
}

// message returns a message of a room that by is a member of, and the room, or
// the refusal.
func (b *Broker) message(ctx context.Context, by UserID, in ID, seq uint64) (viewing, *Message, error) {
	if err := ctx.Err(); err != nil {
		return viewing{}, nil, err
	}
	s, err := b.memberOf(by, in)
	if err != nil {
		return viewing{}, nil, err
	}
	if seq <= s.Floor || seq > s.room.Last {
		return viewing{}, nil, noMessage(s.room, seq)
	}
	found, err := b.history(s, Range{After: seq - 1, Before: seq + 1, Limit: 1})
	if err != nil {
		return viewing{}, nil, err
	}
	if len(found) == 0 {
		return viewing{}, nil, noMessage(s.room, seq)
	}
	return s, found[0], nil
}

// seen returns who is present and has read a message, without its author.
func (b *Broker) seen(h *hub, m *Message) []Person {
	var seen []Person
	for _, one := range h.whoIsThere() {
		if one.ID == m.Author.ID {
			continue
		}
		if _, p := b.lookUp(0, one.ID); p != nil && p.hasRead(m.Room, m.Seq) {
			seen = append(seen, one.Person)
		}
	}
	return seen
}
