package room

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"snug/text"
)

// Create makes a room; its creator is its first member. A name that breaks
// the policy is refused with ErrInvalid, one that is taken or looks like one
// that is with ErrConflict.
func (b *Broker) Create(ctx context.Context, by UserID, name, topic string) (Room, error) {
	name, err := parseName(name)
	if err != nil {
		return Room{}, err
	}
	if topic, err = parseTopic(topic); err != nil {
		return Room{}, err
	}
	e, err := b.store.Do(ctx, Create{Header: header(by), Name: name, Topic: topic})
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

// Say cleans what somebody says and stores it; it is on disk when Say returns.
// The same id said twice is one message. When ctx ends first the outcome is
// unknown (ErrUnknownOutcome) and saying it again under the same id is safe.
func (b *Broker) Say(ctx context.Context, id CommandID, by UserID, in ID, style Style, said string) (*Message, error) {
	said, err := parseText(said)
	if err != nil {
		return nil, err
	}
	h := header(by)
	h.ID = id
	e, err := b.store.Do(ctx, Post{Header: h, Room: in, Style: style, Text: said})
	if err != nil {
		return nil, err
	}
	return e.(Posted).Message, nil
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
	return Room{}, refuse(ErrNotFound, "there is no room #%s; see the list with: rooms", text.StripLine(name))
}

// Rooms returns every room that by may know of, the lobby first, then by name.
func (b *Broker) Rooms(by UserID) ([]Listing, error) {
	joined, read, err := b.standing(by)
	if err != nil {
		return nil, err
	}
	b.mu.RLock()
	hubs := slices.Collect(maps.Values(b.hubs))
	b.mu.RUnlock()
	out := make([]Listing, 0, len(hubs))
	for _, h := range hubs {
		r, present := h.snapshot()
		l := Listing{Room: r, Joined: joined[r.ID] || r.Open(), Present: present}
		if l.Joined {
			l.Unread = unread(r, read)
		}
		out = append(out, l)
	}
	sortListings(out)
	return out, nil
}

// Present returns the members of a room who have a session, by name, each
// once. The list is shared: do not change it.
func (b *Broker) Present(by UserID, in ID) ([]Person, error) {
	h, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	people, _ := h.present()
	return people, nil
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
	joined, _, err := b.standing(by)
	if err != nil {
		return nil, err
	}
	if !joined[in] {
		return nil, b.refuseEntry(in)
	}
	return h, nil
}

// standing returns the rooms that somebody has joined and their read marks:
// from memory when they have a session, which knows marks that are not on
// disk yet, else from the store.
func (b *Broker) standing(by UserID) (joined map[ID]bool, read map[ID]uint64, err error) {
	joined = make(map[ID]bool)
	if _, p := b.lookUp(0, by); p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.heard == nil {
			p.settle()
			for id := range p.rooms {
				joined[id] = true
			}
			return joined, maps.Clone(p.read), nil
		}
	}
	ids, err := b.store.Memberships(by)
	if err != nil {
		return nil, nil, err
	}
	for _, id := range ids {
		joined[id] = true
	}
	read, err = b.store.Marks(by)
	return joined, read, err
}

// refuseEntry is the answer to whoever asks for a room they are not in.
func (b *Broker) refuseEntry(in ID) error {
	h, _ := b.lookUp(in, 0)
	if h == nil {
		return refuse(ErrNotFound, "there is no such room; see the list with: rooms")
	}
	r, _ := h.snapshot()
	return notIn(r)
}

func header(by UserID) Header {
	return Header{ID: NewCommandID(), At: time.Now().UTC(), By: by}
}
