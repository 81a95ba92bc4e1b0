package room

import "context"

// Edit changes what a message says and returns it as it is then. Only its
// author may, within [EditWindow] of saying it.
func (b *Broker) Edit(ctx context.Context, by UserID, in ID, seq uint64, said string) (*Message, error) {
	said, err := parseCaption(said)
	if err != nil {
		return nil, err
	}
	return b.change(ctx, in, seq, Edit{Header: header(ctx, by), Room: in, Seq: seq, Text: said})
}

// Delete leaves a tombstone of a message, which its author may do, and
// moderators who are not below the author.
func (b *Broker) Delete(ctx context.Context, by UserID, in ID, seq uint64) (*Message, error) {
	return b.change(ctx, in, seq, Delete{Header: header(ctx, by), Room: in, Seq: seq})
}

// React puts somebody under an emoji of a message, or takes them away. The
// emoji is its name, as package emoji knows it.
func (b *Broker) React(ctx context.Context, by UserID, in ID, seq uint64, emoji string, on bool) (*Message, error) {
	return b.change(ctx, in, seq, React{Header: header(ctx, by), Room: in, Seq: seq, Emoji: emoji, On: on})
}

// Pin pins a message to its room, or takes the pin out.
func (b *Broker) Pin(ctx context.Context, by UserID, in ID, seq uint64, on bool) (*Message, error) {
	return b.change(ctx, in, seq, Pin{Header: header(ctx, by), Room: in, Seq: seq, On: on})
}

// mayChange holds what people do to messages to the rate of what they write. Who
// keeps a room clean is not held up.
func (b *Broker) mayChange(in ID, c Command) error {
	by, t := c.header().By, halfToll
	switch c.(type) {
	case Edit:
		t = wholeToll
	case Delete:
		if is, err := b.Standing(by, in); err == nil && is.Moderates() {
			return nil
		}
	}
	return b.maySend(by, t)
}

// change has the store decide what happens to a message.
func (b *Broker) change(ctx context.Context, in ID, seq uint64, c Command) (*Message, error) {
	by := c.header().By
	if err := b.mayChange(in, c); err != nil {
		return nil, err
	}
	if err := b.reach(by, in, seq); err != nil {
		return nil, err
	}
	e, err := b.store.Do(ctx, c)
	if err != nil {
		return nil, err
	}
	return b.forAuthor(by, e.(Changed).Message), nil
}

// forAuthor returns a message as it is for whoever has just said or changed it, or
// did so before and asks again: what it quotes may not be for them any more.
func (b *Broker) forAuthor(by UserID, m *Message) *Message {
	if m.Reply == nil {
		return m
	}
	floor := m.Seq // of whoever sees nothing there any more
	if s, err := b.memberOf(by, m.Room); err == nil {
		floor = s.Floor
	}
	return above(floor, m)
}

// reach refuses what somebody would do to a message that only others were there
// for. A room without history is not asked in a transaction, which knows no
// sessions; of any other room this knows nothing more than that. What somebody
// has said themselves stays theirs.
func (b *Broker) reach(by UserID, in ID, seq uint64) error {
	h, _ := b.lookUp(in, 0)
	if h == nil || seq == 0 {
		return nil
	}
	if r, _ := h.snapshot(); r.History != HistoryNone {
		return nil
	}
	s, err := b.memberOf(by, in)
	if err != nil || seq > s.Floor {
		return err
	}
	own, err := b.store.History(in, Range{After: seq - 1, Before: seq + 1, Limit: 1})
	if err == nil && (len(own) == 0 || own[0].Author.ID != by) {
		err = noMessage(s.room, seq)
	}
	return err
}
