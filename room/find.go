package room

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"snug/text"
)

// Find finds a room that by may know of: by name, with or without "#"; by its
// ID such as "r_12"; or a conversation by whom it is with, such as "@ann" or
// "@ann,@bob"; a [Listing.Remnant] group by its ID alone. Of several rooms of one
// name it is the one that by has joined, or else the public one. When there is
// none, the refusal (ErrNotFound) names the nearest; when there are still several,
// it names their IDs (ErrConflict).
func (b *Broker) Find(by UserID, name string) (Room, error) {
	if len(name) > maxFind {
		return Room{}, noRoom()
	}
	p, err := b.asker(by, false)
	if err != nil {
		return Room{}, err
	}
	if people, ok := splitPeople(name); ok {
		return b.findConversation(p, people)
	}
	name = bareName(name)
	s, err := pickRoom(p.viewings(b.named(by, name)))
	if s.hub != nil || err != nil {
		return s.room, err
	}
	if near := text.Nearest(text.Fold(name), b.namesOfRooms(p)); near != "" {
		return Room{}, refuse(ErrNotFound, "there is no room #%s; did you mean #%s?", text.StripLine(name), near)
	}
	return Room{}, refuse(ErrNotFound, "there is no room #%s; the command rooms lists them", text.StripLine(name))
}

// maxFind is the most bytes that are worth looking for: a group is called by the
// names of its people.
const maxFind = MaxGroup * 256

// named returns the rooms that a name may mean: the one with that ID alone, if
// it is one, so that nobody can stand in its way. The operator, who may know of
// private rooms, is given those by their ID only.
func (b *Broker) named(by UserID, name string) []*hub {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if h := b.hubs[parseID(name)]; h != nil {
		return []*hub{h}
	}
	found := slices.Clone(b.byName[text.Fold(name)])
	if by == Operator {
		found = slices.DeleteFunc(found, func(h *hub) bool {
			r, _ := h.snapshot()
			return r.Private
		})
	}
	return found
}

// idText returns a room's ID as people and scripts see it.
func idText(in ID) string { return fmt.Sprintf("r_%d", uint64(in)) }

// parseID reads what idText printed, and returns zero for anything else.
func parseID(s string) ID {
	rest, ok := strings.CutPrefix(strings.ToLower(s), "r_")
	n, err := strconv.ParseUint(rest, 10, 64)
	if !ok || err != nil {
		return 0
	}
	return ID(n)
}

// viewings returns those of the rooms that the person may know of.
func (p *person) viewings(hubs []*hub) []viewing {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	var seen []viewing
	for _, h := range hubs {
		if s, ok := p.sees(h, now); ok {
			seen = append(seen, s)
		}
	}
	return seen
}

// pickRoom returns the room that somebody means who sees all of these under one
// name; the zero viewing when there is none.
func pickRoom(seen []viewing) (viewing, error) {
	order := func(s viewing) int {
		switch {
		case s.In:
			return 0
		case !s.room.Private:
			return 1
		}
		return 2
	}
	slices.SortFunc(seen, func(a, b viewing) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a.hub.id, b.hub.id))
	})
	switch {
	case len(seen) == 0:
		return viewing{}, nil
	case len(seen) > 1 && order(seen[0]) == order(seen[1]):
		return viewing{}, severalRooms(seen)
	}
	return seen[0], nil
}

// findAmong is Find for a question that is about some rooms only, if by sees one
// of that name among them: several are told apart by their IDs, because none of
// them is meant more than another.
func (b *Broker) findAmong(by UserID, name string, about func(viewing) bool) (Room, error) {
	if _, conversation := splitPeople(name); conversation || len(name) > maxFind {
		return b.Find(by, name)
	}
	p, err := b.asker(by, false)
	if err != nil {
		return Room{}, err
	}
	seen := p.viewings(b.named(by, bareName(name)))
	switch seen = slices.DeleteFunc(seen, func(s viewing) bool { return !about(s) }); len(seen) {
	case 0:
		return b.Find(by, name)
	case 1:
		return seen[0].room, nil
	}
	return Room{}, severalRooms(seen)
}

func severalRooms(seen []viewing) error {
	ids := make([]string, len(seen))
	for i, s := range seen {
		ids[i] = idText(s.hub.id)
	}
	return refuse(ErrConflict, "there are several rooms called %s; say which one by its id: %s", seen[0].room.Label(), strings.Join(ids, ", "))
}

// namesOfRooms returns the folded names of the rooms that the person may know
// of.
func (b *Broker) namesOfRooms(p *person) []string {
	p.mu.Lock()
	known := append(p.listings(), p.invitations(time.Now())...)
	p.mu.Unlock()
	var names []string
	for _, l := range known {
		if !l.Room.Conversation() {
			names = append(names, text.Fold(l.Room.Name))
		}
	}
	for _, l := range b.inTheOpen(p, nil, time.Now()) {
		names = append(names, text.Fold(l.Room.Name))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// splitPeople reads "@ann,@bob" and reports whether it is such a list: every
// name in it has its mark.
func splitPeople(s string) ([]string, bool) {
	var names []string
	for one := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
		one = strings.TrimSpace(one)
		if !slices.ContainsFunc(mentionMarks, func(mark string) bool { return strings.HasPrefix(one, mark) }) {
			return nil, false
		}
		names = append(names, one)
	}
	return names, len(names) > 0
}

// findConversation finds the conversation of the person with people.
func (b *Broker) findConversation(p *person, names []string) (Room, error) {
	if len(names) > 2*MaxGroup { // before any of them is looked for
		return Room{}, noRoom()
	}
	seen := p.viewings(p.places())
	with, err := b.findPeople(p.id, names, goneFrom(seen))
	if err != nil {
		return Room{}, err
	}
	var found []viewing
	for _, s := range seen {
		if s.room.Conversation() && !remnant(&s.room, s.with) && slices.Equal(personIDs(s.with), with) {
			found = append(found, s)
		}
	}
	// Of a group that others have left, the same people may be in a younger one.
	if len(found) > 1 {
		all := append(with, p.id)
		slices.Sort(all)
		if in, err := b.store.Conversation(all); err == nil {
			found = slices.DeleteFunc(found, func(s viewing) bool { return s.hub.id != in })
		}
	}
	switch len(found) {
	case 0:
		return Room{}, refuse(ErrNotFound, "you have no conversation with %[1]s yet; the command dm open %[1]s begins one", text.StripLine(strings.Join(names, ",")))
	case 1:
		return found[0].room, nil
	}
	return Room{}, severalRooms(found)
}

// goneFrom returns those of conversations whose account was deleted, by the name
// that is left of it: their conversations are still found by that.
func goneFrom(seen []viewing) map[string]Person {
	gone := make(map[string]Person)
	for _, s := range seen {
		for _, one := range s.with {
			if one.Gone {
				gone[one.Name] = one
			}
		}
	}
	return gone
}

// findPeople returns the accounts of people given by name, without the asker,
// rising, each once. Nobody but gone is found who has no account any more.
func (b *Broker) findPeople(by UserID, names []string, gone map[string]Person) ([]UserID, error) {
	var ids []UserID
	for _, name := range names {
		who, known := gone[text.Fold(bareUsername(name))]
		if !known {
			var err error
			if who, err = b.FindPerson(by, name); err != nil {
				return nil, err
			}
		}
		if who.ID != by {
			ids = append(ids, who.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// personIDs returns the accounts of people, rising.
func personIDs(people []Person) []UserID {
	ids := make([]UserID, len(people))
	for i, one := range people {
		ids[i] = one.ID
	}
	slices.Sort(ids)
	return ids
}
