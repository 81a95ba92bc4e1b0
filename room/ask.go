package room

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"snug/text"
)

// Create makes a room; its creator owns it and is its first member. A name that
// breaks the policy is refused with ErrInvalid, one that is taken or looks like
// one that is with ErrConflict.
func (b *Broker) Create(ctx context.Context, by UserID, name, topic string, s Settings) (Room, error) {
	name, err := parseName(name)
	if err != nil {
		return Room{}, err
	}
	if topic, err = parseTopic(topic); err != nil {
		return Room{}, err
	}
	e, err := b.store.Do(ctx, Create{Header: header(by), Name: name, Topic: topic, Settings: s})
	if err != nil {
		return Room{}, err
	}
	return e.(Created).Room, nil
}

// Join makes somebody a member of a room. Whoever is one already is told so
// with ErrConflict, together with the room.
func (b *Broker) Join(ctx context.Context, by UserID, name string) (Room, error) {
	r, err := b.Find(by, name)
	if err != nil {
		return Room{}, err
	}
	_, err = b.store.Do(ctx, Join{Header: header(by), Room: r.ID})
	return r, err
}

// Leave ends a membership. Nobody can leave the lobby.
func (b *Broker) Leave(ctx context.Context, by UserID, name string) (Room, error) {
	r, err := b.Find(by, name)
	if err != nil {
		return Room{}, err
	}
	_, err = b.store.Do(ctx, Leave{Header: header(by), Room: r.ID})
	return r, err
}

// Find finds a room by name, with or without "#". When there is none that by
// may know of, the refusal (ErrNotFound) names the nearest.
func (b *Broker) Find(_ UserID, name string) (Room, error) {
	name = bareName(name)
	b.mu.RLock()
	h := b.byName[text.Fold(name)]
	var names []string
	if h == nil {
		names = slices.Sorted(maps.Keys(b.byName))
	}
	b.mu.RUnlock()
	if h != nil {
		r, _ := h.snapshot()
		return r, nil
	}
	if near := text.Nearest(text.Fold(name), names); near != "" {
		return Room{}, refuse(ErrNotFound, "there is no room #%s; did you mean #%s?", text.StripLine(name), near)
	}
	return Room{}, refuse(ErrNotFound, "there is no room #%s; the command rooms lists them", text.StripLine(name))
}

// Rooms returns every room that by may know of, the lobby first, then by name.
func (b *Broker) Rooms(by UserID) ([]Listing, error) {
	joined, n, tastes, err := b.standing(by)
	if err != nil {
		return nil, err
	}
	b.mu.RLock()
	hubs := slices.Collect(maps.Values(b.hubs))
	b.mu.RUnlock()
	out := make([]Listing, 0, len(hubs))
	for _, h := range hubs {
		r, present := h.snapshot()
		if joined[r.ID] || r.Open() {
			out = append(out, n.listing(h, tastes))
		} else {
			out = append(out, Listing{Room: r, Present: present})
		}
	}
	sortListings(out)
	return out, nil
}

// Present returns the members of a room who have a session, each once: by name,
// who is away or idle behind the others. The list is shared: do not change it.
func (b *Broker) Present(by UserID, in ID) ([]Presence, error) {
	h, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	return h.whoIsThere(), nil
}

// History returns messages of a room that by is a member of; see
// [Store.History].
func (b *Broker) History(by UserID, in ID, q Range) ([]*Message, error) {
	if _, err := b.memberOf(by, in); err != nil {
		return nil, err
	}
	q.Limit = min(q.Limit, MaxPage)
	return b.store.History(in, q)
}

// Locate finds a message by its id. What by may not read is not found.
func (b *Broker) Locate(by UserID, id CommandID) (Room, uint64, error) {
	none := refuse(ErrNotFound, "there is no message %s that you can read", id)
	in, seq, err := b.store.MessageSeq(id)
	if errors.Is(err, ErrNotFound) {
		return Room{}, 0, none
	} else if err != nil {
		return Room{}, 0, err
	}
	h, err := b.memberOf(by, in)
	if errors.Is(err, ErrDenied) || errors.Is(err, ErrNotFound) {
		return Room{}, 0, none
	} else if err != nil {
		return Room{}, 0, err
	}
	r, _ := h.snapshot()
	return r, seq, nil
}

// memberOf returns a room that somebody is a member of, or the refusal.
func (b *Broker) memberOf(by UserID, in ID) (*hub, error) {
	h, _ := b.lookUp(in, 0)
	if h == nil {
		return nil, b.refuseEntry(in)
	}
	if r, _ := h.snapshot(); r.Open() {
		return h, nil
	}
	joined, err := b.joined(by)
	if err != nil {
		return nil, err
	}
	if !joined[in] {
		return nil, b.refuseEntry(in)
	}
	return h, nil
}

// joined returns the rooms that somebody has joined, with or without the open
// ones: from memory when they have a session, else from the store.
func (b *Broker) joined(by UserID) (map[ID]bool, error) {
	if _, p := b.lookUp(0, by); p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.heard == nil {
			return p.joined(), nil
		}
	}
	ids, err := b.store.Memberships(by)
	joined := make(map[ID]bool, len(ids))
	for id := range ids {
		joined[id] = true
	}
	return joined, err
}

// standing returns the rooms that somebody has joined and what is kept of them:
// from memory when they have a session, which knows marks that are not on disk
// yet, else from the store.
func (b *Broker) standing(by UserID) (map[ID]bool, notes, *tastes, error) {
	if _, p := b.lookUp(0, by); p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.heard == nil {
			p.settle()
			return p.joined(), p.notes.clone(), p.tastes.Load(), nil
		}
	}
	joined, err := b.joined(by)
	if err != nil {
		return nil, notes{}, nil, err
	}
	n, t, err := b.loadNotes(by)
	return joined, n, t, err
}

// refuseEntry is the answer to whoever asks for a room they are not in.
func (b *Broker) refuseEntry(in ID) error {
	h, _ := b.lookUp(in, 0)
	if h == nil {
		return refuse(ErrNotFound, "there is no such room; the command rooms lists them")
	}
	r, _ := h.snapshot()
	return notIn(r)
}

func header(by UserID) Header {
	return Header{ID: NewCommandID(), At: time.Now().UTC(), By: by}
}
