package room

import (
	"context"
	"errors"
	"time"

	"snug/keys/audit"
)

// History returns messages of a room that by is a member of; see
// [Store.History]. What is not for them is as if it were not there.
func (b *Broker) History(by UserID, in ID, q Range) ([]*Message, error) {
	s, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	return b.history(s, q)
}

func (b *Broker) history(s viewing, q Range) ([]*Message, error) {
	q.Limit, q.After = min(q.Limit, MaxPage), max(q.After, s.Floor)
	if q.Before != 0 && q.Before <= q.After+1 {
		return nil, nil
	}
	list, err := b.store.History(s.hub.id, q)
	return allAbove(s.Floor, list), err
}

// Locate finds a message by its id. What by may not read is not found.
func (b *Broker) Locate(by UserID, id CommandID) (Room, uint64, error) {
	none := refuse(ErrNotFound, "there is no message %s that you can read", id)
	in, seq, err := b.store.MessageSeq(id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Room{}, 0, err
	}
	switch s, err := b.memberOf(by, in); {
	case hidden(err):
		return Room{}, 0, none
	case err != nil:
		return Room{}, 0, err
	case seq <= s.Floor:
		return Room{}, 0, none
	default:
		return s.room, seq, nil
	}
}

// refuseEntry is the answer to whoever would enter a room that they are not in.
func (b *Broker) refuseEntry(by UserID, in ID) error {
	s, err := b.look(by, in)
	if err != nil {
		return err
	}
	return s.keptOut()
}

// keptOut refuses whoever is not in the room.
func (s viewing) keptOut() error {
	if !s.Banned.At.IsZero() {
		return sight{room: s.room, Standing: s.Standing}.banned()
	}
	return notIn(s.room, s.who)
}

// header returns what a command of somebody carries. What the audit log says of
// who gives it and why comes with ctx.
func header(ctx context.Context, by UserID) Header {
	deed := audit.From(ctx)
	return Header{ID: NewCommandID(), At: stored(time.Now()), By: by, Actor: deed.By, Reason: deed.Reason}
}

// stored returns a time as a store gives it back, so that what people are told at
// once is what they are told after a restart.
func stored(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
