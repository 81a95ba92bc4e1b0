package room

import (
	"context"
	"errors"
	"slices"
)

// Depart takes a deleted account out of its rooms, and returns when nothing is
// left of it there. When it is interrupted, the rest is done in the background.
func (b *Broker) Depart(ctx context.Context, who UserID) error {
	is, err := b.store.Person(who)
	if err != nil {
		return err
	}
	b.Renamed(is)
	err = b.depart(ctx, who)
	if err != nil {
		b.chores.look()
		b.janitor.kick()
	}
	return err
}

// depart clears away what a deleted account has left, some of it at a time.
func (b *Broker) depart(ctx context.Context, who UserID) error {
	for {
		e, err := b.store.Do(ctx, Depart{Header: header(ctx, 0), Who: who})
		switch {
		case errors.Is(err, ErrNotFound): // somebody else was quicker
			return nil
		case err != nil:
			return err
		case !e.(Departed).More:
			return nil
		}
	}
}

// departed takes over what was cleared away of somebody.
func (b *Broker) departed(e Departed) {
	for _, was := range e.Erased {
		b.changed(was)
	}
	_, p := b.lookUp(0, e.Who)
	for _, in := range e.Left {
		if h, _ := b.lookUp(in, 0); h != nil {
			h.departed(e.Who)
			b.seated(p, h, func() { p.leave(h) }, false)
			b.acquainted(h)
		}
	}
	for _, r := range e.Owned {
		if h, _ := b.lookUp(r.ID, 0); h != nil {
			h.own(r.Owner)
			b.tell(Appointed{Room: r.ID, Role: Owner}, r.Owner)
			b.peopleMoved(h)
		}
	}
	for _, in := range e.Ended {
		if h, _ := b.lookUp(in, 0); h != nil {
			b.discard(h)
		}
	}
	if p != nil {
		b.mu.Lock()
		p.mu.Lock()
		clear(p.dirty)
		b.dismiss(p)
		p.mu.Unlock()
		b.mu.Unlock()
	}
}

// departed is gone for whoever does not hold mu.
func (h *hub) departed(who UserID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gone(who, 0)
}

// own gives the room another owner.
func (h *hub) own(who UserID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.room.Owner = who
}

// SaidBy gives every message of somebody that stands, room by room, oldest
// first, also of rooms that they have left. Of those they see no more than what
// they have said themselves. It ends with give's error, or when ctx does.
func (b *Broker) SaidBy(ctx context.Context, by UserID, give func(Room, *Message) error) error {
	p, err := b.asker(by, false)
	if err != nil {
		return err
	}
	for _, h := range b.allHubs() {
		seen := p.viewings([]*hub{h})
		own := func(m *Message) error { return give(Room{ID: h.id, Kind: h.kind, Name: idText(h.id)}, above(m.Seq, m)) }
		if len(seen) > 0 {
			s := seen[0]
			own = func(m *Message) error {
				if !s.In {
					return give(s.room, above(m.Seq, m))
				}
				return give(s.room, above(s.Floor, m))
			}
		}
		if err := b.saidIn(ctx, h, by, own); err != nil {
			return err
		}
	}
	return nil
}

// saidIn gives what somebody has said in one room.
func (b *Broker) saidIn(ctx context.Context, h *hub, by UserID, give func(*Message) error) error {
	r, _ := h.snapshot()
	for after := r.Trimmed; after < r.Last; after += MaxPage {
		page, err := b.store.Scan(ctx, h.id, Scan{From: by, Above: after, Before: after + MaxPage + 1, Limit: MaxPage})
		if err != nil {
			return err
		}
		for _, m := range slices.Backward(page.Found) {
			if err := give(m); err != nil {
				return err
			}
		}
	}
	return nil
}
