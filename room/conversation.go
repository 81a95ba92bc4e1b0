package room

import (
	"cmp"
	"slices"
	"strings"
)

// parties are who is in a conversation. The hub's mutex guards them.
type parties struct {
	people  []Person // by account; nil: not read from the store yet
	changes uint64   // of them, also before they were read
}

// set takes over who is in the conversation.
func (p *parties) set(people []Person) {
	p.people = append(make([]Person, 0, len(people)), people...)
	p.changes++
}

// remove takes somebody out.
func (p *parties) remove(who UserID) {
	p.people = slices.DeleteFunc(p.people, func(one Person) bool { return one.ID == who })
	p.changes++
}

// ids returns who is in it.
func (p *parties) ids() []UserID {
	ids := make([]UserID, len(p.people))
	for i, one := range p.people {
		ids[i] = one.ID
	}
	return ids
}

// rename takes over what somebody is called now.
func (p *parties) rename(who Person) {
	for i, one := range p.people {
		if one.ID == who.ID {
			p.people[i] = who
		}
	}
	p.changes++
}

// calledBy returns what the conversation is called for one of its people, and
// who the others are; see [conversationName]. The caller holds mu.
func (h *hub) calledBy(who UserID) (name string, with []Person) {
	if h.kind == Common {
		return "", nil
	}
	with = make([]Person, 0, len(h.parties.people))
	var self Person
	for _, one := range h.parties.people {
		if one.ID == who {
			self = one
		} else {
			with = append(with, one)
		}
	}
	slices.SortFunc(with, byName)
	return conversationName(Room{ID: h.id, Kind: h.kind}, self, with), with
}

// acquaint reads who is in a conversation and when something was said there
// last, once. It reads the store without the lock: when somebody leaves or is
// renamed meanwhile, it reads again.
func (h *hub) acquaint(store Store) error {
	for h.kind != Common {
		h.mu.Lock()
		known, changes := h.parties.people != nil, h.parties.changes
		h.mu.Unlock()
		if known {
			return nil
		}
		members, err := store.Members(h.id, 0, MaxGroup)
		if err != nil {
			return err
		}
		newest, err := store.History(h.id, Range{Limit: 1})
		if err != nil {
			return err
		}
		people := make([]Person, len(members))
		for i, m := range members {
			people[i] = m.Person
		}
		h.mu.Lock()
		if h.parties.changes == changes {
			h.parties.set(people)
		}
		if len(newest) > 0 && newest[0].At.After(h.active) {
			h.active = newest[0].At
		}
		h.mu.Unlock()
	}
	return nil
}

// byName orders people by username.
func byName(a, b Person) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
}
