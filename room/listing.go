package room

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A Listing is a room as one person sees it. What follows Standing is zero
// unless they have joined it.
type Listing struct {
	Room       Room
	Joined     bool
	Present    int         // people there now; of a private room only for its members
	With       []Person    // of a conversation: the others, by name; shared: do not change
	Active     time.Time   // of a conversation: when something was said there last; zero: never
	Invitation *Invitation // what lets them in who have not joined; nil: none is needed, or there is none
	InvitedBy  Person      // who invited them

	Standing Standing
	Unread   uint64 // messages behind the person's read mark that are for them and not deleted
	Mentions uint64 // of those, the ones that name them, without those of people they ignore; at most MaxCalls
	Level    Level  // what they want to be told of it; never Mentions in a conversation
	Draft    bool   // there is one of theirs
}

// Remnant reports whether the room is a group that at most one of the others is
// still in. It is then called by its ID.
func (l *Listing) Remnant() bool { return remnant(&l.Room, l.With) }

// listing returns a room that the person is in. The caller holds mu.
func (p *person) listing(pl place, now time.Time) Listing {
	g := pl.hub.glance(pl, p.read[pl.hub.id], len(p.seats) > 0)
	t := p.tastes.Load()
	_, draft := p.drafts[g.room.ID]
	is, _ := p.stands(g.room, p.bond(pl, true, now), now)
	is.Floor = g.floor
	return Listing{
		Room: pl.called(g.room), Joined: true, Present: g.present, With: pl.with, Active: g.active,
		Standing: is,
		Unread:   g.unread, Mentions: p.called(g.room.ID, g.floor, t),
		Level: t.level(g.room.ID, g.room.Kind), Draft: draft,
	}
}

// listing returns a room that somebody has not joined.
func (s viewing) listing() Listing {
	l := Listing{Room: s.room, Present: s.present, Standing: s.Standing}
	if s.Invited {
		l.Invitation, l.InvitedBy = &s.invited.Invitation, s.invited.by
	}
	return l
}

// sortListings puts the lobby first, then rooms by name, then conversations by
// name.
func sortListings(l []Listing) {
	rank := func(r Room) int {
		switch {
		case r.Open():
			return 0
		case r.Conversation():
			return 2
		}
		return 1
	}
	slices.SortFunc(l, func(a, b Listing) int {
		return cmp.Or(cmp.Compare(rank(a.Room), rank(b.Room)),
			strings.Compare(strings.ToLower(a.Room.Name), strings.ToLower(b.Room.Name)),
			cmp.Compare(a.Room.ID, b.Room.ID))
	})
}

// Joined returns the rooms and conversations that by is in, in the order of
// [Broker.Rooms], of which there may be many more.
func (b *Broker) Joined(by UserID) ([]Listing, error) {
	p, err := b.asker(by, true)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settle()
	return p.listings(), nil
}

// Rooms returns every room that by may know of, the lobby first, then rooms by
// name, then conversations.
func (b *Broker) Rooms(by UserID) ([]Listing, error) {
	p, err := b.asker(by, true)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.settle()
	now := time.Now()
	out := append(p.listings(), p.invitations(now)...)
	p.mu.Unlock()
	known := make(map[ID]bool, len(out))
	for _, l := range out {
		known[l.Room.ID] = true
	}
	out = append(out, b.inTheOpen(p, known, now)...)
	sortListings(out)
	return out, nil
}

// inTheOpen returns the rooms that are no secret, without those in except, as the
// person sees them who has joined none, in no order.
func (b *Broker) inTheOpen(p *person, except map[ID]bool, now time.Time) []Listing {
	// The person's lock is not held for long: whoever delivers wants it.
	as := p.outside()
	all := b.allHubs()
	out := make([]Listing, 0, len(all)) // growing would copy them many times over
	for _, h := range all {
		if except[h.id] {
			continue
		}
		r, present := h.snapshot()
		if is, ok := p.stands(r, as(h.id), now); ok && !r.Private {
			out = append(out, Listing{Room: r, Present: present, Standing: is})
		}
	}
	return out
}
