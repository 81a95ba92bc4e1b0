package room

import (
	"errors"
	"slices"
)

func converse(tx Tx, c Converse) (Event, error) {
	if len(c.With) >= MaxGroup {
		return nil, tooManyPeople(len(c.With) + 1)
	}
	people := slices.Clone(c.With)
	i, twice := slices.BinarySearch(people, c.By)
	people = slices.Insert(people, i, c.By)
	if twice || !slices.IsSorted(people) || len(slices.Compact(slices.Clone(people))) != len(people) {
		return nil, refuse(ErrInvalid, "a conversation has each of its people once; name the others once each")
	}
	s, err := submit(tx, c.Header)
	if err != nil {
		return nil, err
	}
	who := s.who
	r, err := tx.Conversation(people)
	switch {
	case err == nil:
		e, err := createdWith(tx, r)
		return unchanged{e}, err
	case !errors.Is(err, ErrNotFound):
		return nil, err
	}
	if err := roomLeft(tx, who, c.By); err != nil {
		return nil, err
	}
	if err := s.mayAskAsBot(c.With); err != nil {
		return nil, err
	}
	if err := s.mayAsk(c.With); err != nil {
		return nil, err
	}
	for _, id := range c.With {
		if err := mayBegin(tx, who, id); err != nil {
			return nil, err
		}
	}
	r = Room{Kind: Direct, Creator: c.By, Created: c.At}
	if len(people) > 2 {
		r.Kind = Group
	}
	if r, err = tx.AddConversation(r, people, c.At); err != nil {
		return nil, err
	}
	e, err := createdWith(tx, r)
	if err != nil {
		return nil, err
	}
	return e, record(tx, c.Header, r.ID)
}

// createdWith returns the event that a conversation begins with.
func createdWith(tx Tx, r Room) (Created, error) {
	e := Created{Room: r}
	people, err := tx.Members(r.ID, 0, MaxGroup)
	if err != nil {
		return e, err
	}
	for _, id := range people {
		p, err := tx.Person(id)
		if err != nil {
			return e, err
		}
		e.People = append(e.People, p)
	}
	return e, nil
}

// mayAsk refuses a conversation to whoever may not reach out now, but for one
// with somebody of the staff.
func (s sight) mayAsk(with []UserID) error {
	err := s.mayReachOut()
	if err == nil || len(with) != 1 {
		return err
	}
	if other, lost := somebody(s.tx, with[0]); lost != nil || other.staff() {
		return lost
	}
	return err
}

// mayBegin refuses somebody a conversation with another.
func mayBegin(tx Tx, who Person, with UserID) error {
	other, err := somebody(tx, with)
	if err == nil {
		err = takes(tx, who, other)
	}
	if err == nil {
		err = roomLeft(tx, other, who.ID)
	}
	return err
}

// takes refuses unless neither of two people blocks the other and the second
// lets the first begin a conversation. Why is told of one's own choice only.
func takes(tx Tx, who, other Person) error {
	if err := blocked(tx, who, other); err != nil {
		return err
	}
	switch policy, err := tx.Policy(other.ID); {
	case err != nil:
		return err
	case policy == FromAll:
		return nil
	case policy == FromRooms:
		if shared, err := shareRoom(tx, who.ID, other.ID); err != nil || shared {
			return err
		}
	}
	return takesNone(other)
}

// blocked refuses when one of two people blocks the other.
func blocked(tx Tx, who, other Person) error {
	switch mine, err := tx.Blocks(who.ID, other.ID); {
	case err != nil:
		return err
	case mine:
		return discreetly(refuse(ErrDenied, "you block %[1]s; first let them write to you with the command dm unblock %[1]s", other.Name))
	}
	switch theirs, err := tx.Blocks(other.ID, who.ID); {
	case err != nil:
		return err
	case theirs:
		return takesNone(other)
	}
	return nil
}

func takesNone(p Person) error {
	return discreetly(refuse(ErrDenied, "%s does not take private messages from you; write in a room that you share", p.Name))
}

func discreetly(r *Refusal) error {
	r.discreet = true
	return r
}

// shareRoom reports whether two people are in one common room.
func shareRoom(tx Tx, a, b UserID) (bool, error) {
	ours, err := tx.Joined(a)
	if err != nil {
		return false, err
	}
	for _, id := range ours {
		switch r, err := tx.Room(id); {
		case err != nil:
			return false, err
		case r.Conversation():
			continue
		}
		if _, in, err := tx.Membership(id, b); err != nil || in {
			return in, err
		}
	}
	return false, nil
}

// mayTalk refuses what would reach somebody in a direct conversation who does
// not take it. Whoever has answered there once takes it until they block.
func (s sight) mayTalk() error {
	if s.room.Kind != Direct {
		return nil
	}
	others, err := s.others()
	if err != nil || len(others) == 0 {
		return err
	}
	other := others[0]
	if other.Gone {
		return refuse(ErrDenied, "%s has left the server and reads nothing any more; write to somebody else", other.Name)
	}
	m, _, err := s.tx.Membership(s.room.ID, other.ID)
	switch {
	case err != nil:
		return err
	case m.Spoke:
		return blocked(s.tx, s.who, other)
	}
	return takes(s.tx, s.who, other)
}
