package room

import "errors"

// A sight is a room as whoever submits a command sees it.
type sight struct {
	tx   Tx
	who  Person
	room Room
	Standing
	place Membership // theirs, if they have one
}

// see loads the submitter of a command and a room. A room that they must not
// know of is refused like one that is not there.
func see(tx Tx, id ID, c Header) (sight, error) {
	s := sight{tx: tx}
	var err error
	if s.who, err = actor(tx, c.By); err != nil {
		return s, err
	}
	s.room, err = tx.Room(id)
	if errors.Is(err, ErrNotFound) {
		return s, noRoom()
	} else if err != nil {
		return s, err
	}
	m, in, err := tx.Membership(id, c.By)
	if err != nil {
		return s, err
	}
	i, invited, err := tx.Invitation(id, c.By)
	if err != nil {
		return s, err
	}
	var known bool
	s.place = m
	if s.Standing, known = standingOf(s.room, s.who, bond{Membership: m, in: in, invited: invited && c.At.Before(i.Until)}, c.At); !known {
		return s, noRoom()
	}
	return s, nil
}

// inside is see for what only members may do.
func inside(tx Tx, id ID, c Header) (sight, error) {
	s, err := see(tx, id, c)
	if err == nil && !s.In {
		err = notIn(s.room)
	}
	return s, err
}

// actor loads the submitter of a command, who must have an account.
func actor(tx Tx, id UserID) (Person, error) {
	p, err := tx.Person(id)
	if errors.Is(err, ErrNotFound) || err == nil && p.Gone {
		err = refuse(ErrDenied, "you have no account any more; connect again to make one")
	}
	return p, err
}

// somebody loads an account that a command names and that must be in use.
func somebody(tx Tx, id UserID) (Person, error) {
	p, err := tx.Person(id)
	if errors.Is(err, ErrNotFound) || err == nil && p.Gone {
		err = refuse(ErrNotFound, "there is no such person; the command who lists who is here")
	}
	return p, err
}

// label returns how the room is written in a refusal. Conversations are stored
// without a name.
func (s sight) label() string { return s.named().Label() }

// named returns the room with the name that it has for the submitter. A name
// that cannot be read is left out of what is a refusal anyway.
func (s sight) named() Room {
	r := s.room
	if !r.Conversation() {
		return r
	}
	others, err := s.others()
	if err == nil {
		r.Name = conversationName(r, s.who, others)
	}
	return r
}

// others returns whom the submitter talks with in a conversation, by account.
func (s sight) others() ([]Person, error) {
	ids, err := s.tx.Members(s.room.ID, 0, MaxGroup)
	if err != nil {
		return nil, err
	}
	var others []Person
	for _, id := range ids {
		if id == s.who.ID {
			continue
		}
		p, err := s.tx.Person(id)
		if err != nil {
			return nil, err
		}
		others = append(others, p)
	}
	return others, nil
}

// inUse refuses what would change an archived room.
func (s sight) inUse() error {
	if s.room.Archived.IsZero() {
		return nil
	}
	return refuse(ErrConflict, "%s is archived and only read now; its owner can bring it back with the command room unarchive", s.label())
}

// owns refuses what only the owner of a room may do, also in what has none.
func (s sight) owns() error {
	switch {
	case s.room.Conversation():
		return refuse(ErrDenied, "%s is a conversation, which nobody owns; make a room for that", s.label())
	case !s.Owns() && s.room.Open():
		return refuse(ErrDenied, "only the administrators of the server may do that in %s; ask one of them", s.label())
	case !s.Owns():
		return refuse(ErrDenied, "only the owner of %s may do that; ask them", s.label())
	}
	return nil
}

// owned is see for what an owner does to a room in use, which is not the lobby.
func owned(tx Tx, id ID, c Header) (sight, error) {
	s, err := see(tx, id, c)
	switch {
	case err != nil:
	case s.room.Open():
		err = refuse(ErrDenied, "%s is everybody's room and always stays that; do it to another room", s.label())
	default:
		err = s.owns()
	}
	return s, err
}

func noRoom() error {
	return refuse(ErrNotFound, "there is no such room; the command rooms lists them")
}

func notIn(r Room) error {
	return refuse(ErrDenied, "you are not in %[1]s, so you cannot read or write there; join it first with the command join %[2]s", r.Label(), r.Name)
}
