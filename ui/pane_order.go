package ui

import (
	"cmp"
	"slices"
	"time"

	"snug/room"
)

// A head is the newest message of a room, and when it came: a number that
// rises with every one that comes while the session watches.
type head struct{ seq, came uint64 }

// A rank is all that the place of a room in the list depends on. A listing is
// large and there may be hundreds, so that ranks are sorted in their place.
type rank struct {
	private, open bool
	active        time.Time // of a conversation
	came          uint64    // of a room, when the order is by that
	name          string
	id            room.ID
	from          int // where the room was
}

// setRooms takes over the rooms, which it puts into their order.
func (p *panes) setRooms(l []room.Listing) {
	p.watch(l)
	clear(p.rooms)
	p.rooms = append(p.rooms[:0], l...)
	p.recaption()
	p.sort()
}

// watch notes where something was said since the list came last.
func (p *panes) watch(l []room.Listing) {
	if p.heads == nil || len(p.heads) > len(l) { // some have gone
		before := p.heads
		p.heads = make(map[room.ID]head, len(l))
		for i := range l {
			if h, ok := before[l[i].Room.ID]; ok {
				p.heads[l[i].Room.ID] = h
			}
		}
	}
	var newest uint64
	for _, h := range p.heads {
		newest = max(newest, h.came)
	}
	for i := range l {
		r := &l[i]
		h, ok := p.heads[r.Room.ID]
		if ok && h.seq == r.Room.Last {
			continue
		}
		if ok || r.Unread > 0 {
			h.came = newest + 1
		}
		h.seq = r.Room.Last
		p.heads[r.Room.ID] = h
	}
}

// setInvited takes over the rooms that the person is invited to.
func (p *panes) setInvited(l []room.Listing) {
	p.invited, p.left.rows = l, nil
	p.recaption()
}

// sortBy chooses the order of the rooms.
func (p *panes) sortBy(activity bool) {
	if p.byActivity != activity {
		p.byActivity = activity
		p.sort()
	}
}

// sort puts the rooms into their order: the lobby, then by name, or those where
// something was said last before the others; behind them the conversations, of
// which the one where something was said last comes first.
func (p *panes) sort() {
	p.left.rows = nil
	p.ranks = p.ranks[:0]
	for i := range p.rooms {
		r := &p.rooms[i].Room
		k := rank{private: r.Conversation(), open: r.Open(), active: p.rooms[i].Active, id: r.ID, from: i}
		if !k.private {
			k.name = p.captions[r.ID].sort
			if p.byActivity {
				k.came = p.heads[r.ID].came
			}
		}
		p.ranks = append(p.ranks, k)
	}
	slices.SortFunc(p.ranks, rank.compare)
	for i := range p.ranks {
		p.bring(i)
	}
}

// compare is the order of two rooms in the list.
func (a rank) compare(b rank) int {
	switch {
	case a.private != b.private:
		return firstIf(b.private)
	case a.private:
		return cmp.Or(b.active.Compare(a.active), cmp.Compare(b.id, a.id))
	case a.came != b.came:
		return cmp.Compare(b.came, a.came)
	case a.open != b.open:
		return firstIf(a.open)
	}
	return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id))
}

// firstIf is what a comparison returns when the first comes first, or does not.
func firstIf(first bool) int {
	if first {
		return -1
	}
	return +1
}

// bring puts the room of rank i into its place, and what is there into its own,
// and so on, until the circle is closed.
func (p *panes) bring(i int) {
	if p.ranks[i].from == i {
		return
	}
	first, at := p.rooms[i], i
	for p.ranks[at].from != i {
		from := p.ranks[at].from
		p.rooms[at], p.ranks[at].from = p.rooms[from], at
		at = from
	}
	p.rooms[at], p.ranks[at].from = first, at
}
