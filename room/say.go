package room

import "context"

// A Saying is what somebody wants to say.
type Saying struct {
	ID    CommandID // the same ID said twice is one message
	Style Style
	Text  string
	Reply uint64 // number of the message that it answers; zero: none
}

// Say cleans what somebody says and stores it; it is on disk when Say returns.
// The same ID said twice is one message, which is returned as it is now, and again
// tells so; once it is trimmed that is ErrConflict. Faster than the server's send rate
// it is refused (ErrLimited) before the store is asked. When ctx ends first the outcome is
// unknown (ErrUnknownOutcome) and saying it again under the same ID is safe.
func (b *Broker) Say(ctx context.Context, by UserID, in ID, s Saying) (m *Message, again bool, err error) {
	said, err := parseText(s.Text)
	if err != nil {
		return nil, false, err
	}
	if err := b.maySend(by, wholeToll); err != nil {
		return nil, false, err
	}
	if err := b.reach(by, in, s.Reply); err != nil && !b.known(s.ID) {
		return nil, false, err
	}
	h := header(ctx, by)
	if s.ID != (CommandID{}) {
		h.ID = s.ID
	}
	c := Post{Header: h, Room: in, Style: s.Style, Text: said, Reply: s.Reply}
	if at, _ := b.lookUp(in, 0); at != nil && callsEverybody(said) {
		c.Here = at.presentIDs(by)
	}
	e, err := b.store.Do(ctx, c)
	if err != nil {
		b.pulse.turnedAway(err)
		return nil, false, err
	}
	posted := e.(Posted)
	return b.forAuthor(by, posted.Message), posted.Again, nil
}

// known reports whether a message with an ID is there: to say it again only asks
// for the answer, whatever can be reached by now.
func (b *Broker) known(id CommandID) bool {
	if id == (CommandID{}) {
		return false
	}
	_, _, err := b.store.MessageSeq(id)
	return err == nil
}
