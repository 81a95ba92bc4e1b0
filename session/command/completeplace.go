package command

import (
	"errors"
	"slices"
	"strings"

	"snug/keys"
	"snug/room"
)

// offerRooms offers the rooms that the caller may know of, by the names that
// find them, and conversations to whom begins with "@".
func (c *Invocation) offerRooms(o *offering) error {
	all, err := c.Broker.Rooms(c.user())
	if err != nil {
		return err
	}
	mark := ""
	if strings.HasPrefix(o.word.typed, "#") {
		mark = "#"
	}
	for _, l := range all {
		switch {
		case len(o.offers) == maxOffers:
			return nil
		case !l.Room.Conversation():
			if o.word.begins(mark + l.Room.Name) { // names are looked up one by one
				o.add(mark+c.roomName(l.Room), l.Room.Topic, mark+l.Room.Name)
			}
		case !l.Remnant():
			o.add(l.Room.Name, displayNames(l.With))
		}
	}
	if strings.HasPrefix(o.word.typed, "@") {
		return c.offerPeople(o, "")
	}
	return nil
}

func displayNames(people []room.Person) string {
	var names []string
	for _, p := range people {
		if p.Display != "" {
			names = append(names, p.Display)
		}
	}
	return strings.Join(names, ", ")
}

// roomAmong returns the room that was named among the arguments; empty: none.
func roomAmong(all []Arg, before []string) string {
	i := slices.IndexFunc(all, func(a Arg) bool { return a.Kind == KindRoom })
	if i < 0 || i >= len(before) {
		return ""
	}
	return before[i]
}

// offerPeople offers the people whom the caller can see: those of a room that
// they are in, who is here, whom they talk with. Moderators see all accounts.
func (c *Invocation) offerPeople(o *offering, in string) error {
	people, err := c.peopleAround(in)
	if err != nil {
		return err
	}
	mark := ""
	if strings.HasPrefix(o.word.typed, "@") {
		mark = "@"
	}
	if typed := strings.TrimPrefix(o.word.typed, mark); typed != "" && c.Who.Role >= keys.Moderator {
		found, _, err := c.Directory.Accounts(keys.Query{Words: typed, Limit: maxOffers})
		if err != nil {
			return err
		}
		for _, a := range found {
			people = append(people, room.Person{Name: a.Name, Display: a.Display})
		}
	}
	slices.SortStableFunc(people, func(a, b room.Person) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	for _, p := range people {
		if p.Gone {
			continue // nothing can be done with who has no account
		}
		o.add(mark+p.Name, p.Display, mark+p.Display)
	}
	return nil
}

// peopleAround returns the people whom the caller can see, some more than once.
func (c *Invocation) peopleAround(in string) ([]room.Person, error) {
	var people []room.Person
	if r, err := c.room(in); in != "" && err == nil {
		members, err := c.Broker.Members(c.user(), r.ID, 0, room.MaxPage)
		if err != nil && !errors.Is(err, room.ErrDenied) && !errors.Is(err, room.ErrNotFound) {
			return nil, err
		}
		for _, m := range members {
			people = append(people, m.Person)
		}
	}
	all, err := c.Broker.Joined(c.user())
	if err != nil {
		return nil, err
	}
	for _, l := range all {
		people = append(people, l.With...)
		if !l.Room.Open() {
			continue
		}
		here, err := c.Broker.Present(c.user(), l.Room.ID) // whoever is anywhere is there
		if err != nil && !errors.Is(err, room.ErrDenied) {
			return nil, err
		}
		for _, p := range here {
			people = append(people, p.Person)
		}
	}
	return people, nil
}
