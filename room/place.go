package room

import "slices"

// A place is a room as one person is in it.
type place struct {
	hub *hub
	Membership

	// came is the number of the room's newest message when the first of the
	// person's sessions began, for rooms that show no more than that.
	came uint64

	name string   // of a conversation: what it is called for them
	with []Person // of a conversation: the others, by name; shared, never changed
}

// place returns the room as somebody with this membership is in it.
func (h *hub) place(who UserID, m Membership) place {
	h.mu.Lock()
	defer h.mu.Unlock()
	pl := place{hub: h, Membership: m, came: h.room.Last}
	pl.name, pl.with = h.calledBy(who)
	return pl
}

// called returns a room with the name that it has in this place.
func (pl place) called(r Room) Room {
	if r.Conversation() {
		r.Name = pl.name
	}
	return r
}

// toStaff reports whether it is a conversation with somebody of the staff, whom
// also those can ask who may not write elsewhere.
func (pl place) toStaff() bool {
	return pl.hub.kind == Direct && slices.ContainsFunc(pl.with, Person.staff)
}

// floor returns up to which number a room's messages are gone, or not for whoever
// is in this place. Whoever has no session sees nothing of what a session alone shows.
func (pl place) floor(r Room, hasSession bool) uint64 {
	switch floor := r.floor(pl.Membership); {
	case r.History != HistoryNone:
		return floor
	case hasSession:
		return max(floor, pl.came)
	}
	return r.Last
}

// above returns a message as it is for whoever may read what lies above a
// number: what it quotes from below is as if it had been deleted.
func above(floor uint64, m *Message) *Message {
	if m.Reply == nil || m.Reply.Seq > floor {
		return m
	}
	blank := Quote{Seq: m.Reply.Seq, Deleted: true}
	if *m.Reply == blank {
		return m
	}
	is := *m
	is.Reply = &blank
	return &is
}

// allAbove drops messages up to a number and blanks quotes of them. It changes
// the slice, but no message.
func allAbove(floor uint64, list []*Message) []*Message {
	if floor == 0 {
		return list
	}
	kept := list[:0]
	for _, m := range list {
		if m.Seq > floor {
			kept = append(kept, above(floor, m))
		}
	}
	clear(list[len(kept):])
	return kept
}

// eventsAbove is allAbove for events. Those that count pins count what is above
// the floor now.
func eventsAbove(floor uint64, pins int, events []Event) []Event {
	if floor == 0 {
		return events
	}
	kept := make([]Event, 0, len(events))
	for _, e := range events {
		switch is := e.(type) {
		case Posted:
			if is.Message.Seq <= floor {
				continue
			}
			is.Message = above(floor, is.Message)
			if is.Root != nil && is.Root.Seq <= floor {
				is.Root = nil
			}
			e = is
		case Changed:
			if is.Message.Seq <= floor {
				continue
			}
			is.Message, is.Pins = above(floor, is.Message), pins
			e = is
		case Trimmed:
			is.Pins = pins
			e = is
		}
		kept = append(kept, e)
	}
	return kept
}
