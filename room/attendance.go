package room

import (
	"cmp"
	"slices"
	"time"
)

// A visitor is a member who has a seat.
type visitor struct {
	person *person
	seats  int
	role   Role
}

// add makes s hear of this room, where its person has a role.
func (h *hub) add(s *Seat, role Role) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seats[s] = struct{}{}
	h.audience = nil
	if s.quiet {
		return
	}
	v := h.online[s.person.id]
	h.online[s.person.id] = visitor{person: s.person, seats: v.seats + 1, role: role}
	if v.seats == 0 {
		h.peopleChanged()
	}
}

// remove undoes add.
func (h *hub) remove(s *Seat) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.seats[s]; !ok {
		return
	}
	delete(h.seats, s)
	h.audience = nil
	h.typists.remove(s)
	if s.quiet {
		return
	}
	v := h.online[s.person.id]
	if v.seats--; v.seats > 0 {
		h.online[s.person.id] = v
		return
	}
	delete(h.online, s.person.id)
	h.peopleChanged()
}

// appoint gives somebody who may be present another role.
func (h *hub) appoint(who UserID, role Role) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if v, there := h.online[who]; there && v.role != role {
		v.role = role
		h.online[who] = v
		h.peopleChanged()
	}
}

// peopleChanged makes the next list of people a new one. The caller holds mu.
func (h *hub) peopleChanged() { h.version++ }

// presenceChanged is peopleChanged for whoever does not hold mu.
func (h *hub) presenceChanged() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.peopleChanged()
}

// In a room with more people than crowd, nobody counts them: all there are redrawn
// for who came and went once in a time that grows with them, and newcomers are shown
// the list that the others have. Else a join would cost the more, the more are there.
const (
	crowd        = 100
	crowdGap     = 10 * time.Millisecond // for each of them
	crowdLongest = 5 * time.Second
)

// present returns who is there, and the version of that list: by name, who is
// away or idle behind the others. The list is made once per change, in a crowd once
// per herald, and shared. The caller holds mu.
func (h *hub) present() ([]Presence, uint64) {
	if h.people == nil || h.listed != h.version && len(h.online) <= crowd {
		h.list()
	}
	return h.people, h.listed
}

// list makes the list of who is there. The caller holds mu.
func (h *hub) list() {
	h.people, h.listed = make([]Presence, 0, len(h.online)), h.version
	for _, v := range h.online {
		is := *v.person.presence.Load()
		is.Role = v.role
		h.people = append(h.people, is)
	}
	slices.SortFunc(h.people, func(a, b Presence) int {
		switch {
		case a.Gone() == b.Gone():
			return byName(a.Person, b.Person)
		case b.Gone():
			return -1
		}
		return +1
	})
}

// whoIsThere returns who is there this moment, to whoever does not hold mu.
func (h *hub) whoIsThere() []Presence {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.people == nil || h.listed != h.version {
		h.list()
	}
	return h.people
}

// holdBack returns how long a crowd is not told yet who came and went. The caller
// holds mu.
func (h *hub) holdBack(now time.Duration) time.Duration {
	switch {
	case len(h.online) <= crowd:
		return 0
	case h.due == 0:
		h.due = now + min(time.Duration(len(h.online))*crowdGap, crowdLongest)
	}
	return max(h.due-now, 0)
}

// herald wakes the seats that look at this room and have not seen who is there
// or who types; of a conversation the others, too, whose list shows who is
// there. Taps are told what they want of that. It returns how long until somebody
// who types is forgotten or a crowd is told, and zero when there is nothing of it.
func (h *hub) herald(now time.Duration) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	next := h.typists.expire(h, now)
	listed := false
	if h.heralded != h.version {
		if left := h.holdBack(now); left > 0 {
			next = cmp.Or(min(next, left), left)
		} else {
			listed = h.room.Conversation()
			h.tellPeople()
		}
	}
	for s := range h.seats {
		switch here := s.entered.Load() == h; {
		case here && (s.sawPeople.Load() < h.heralded || s.missedTyping(h)):
			s.wake()
		case !here && listed:
			s.roomsStale.Store(true)
			s.wake()
		}
	}
	for _, f := range h.taps {
		if f.missed() {
			f.tell()
		}
	}
	return next
}

// tellPeople lets the next look at people see who is there now. The caller holds mu.
func (h *hub) tellPeople() {
	h.heralded, h.due = h.version, 0
	if h.listed != h.version {
		h.people = nil
	}
}
