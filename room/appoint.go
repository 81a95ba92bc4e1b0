package room

func appoint(tx Tx, c Appoint) (Event, error) {
	if c.Role > Moderator {
		return nil, refuse(ErrInvalid, "a member can be a moderator or not; to give the room away use the command room transfer")
	}
	s, who, m, err := ownedWith(tx, c.Room, c.Who, c.Header)
	switch {
	case err != nil:
		return nil, err
	case m.Role == Owner:
		return nil, refuse(ErrDenied, "%[1]s owns %[2]s and stays its owner; first give the room to somebody else", who.Name, s.label())
	case m.Role == c.Role && c.Role == Moderator:
		return nil, refuse(ErrConflict, "%[1]s is a moderator of %[2]s already; nothing to do", who.Name, s.label())
	case m.Role == c.Role:
		return nil, refuse(ErrConflict, "%[1]s is no moderator of %[2]s; nothing to do", who.Name, s.label())
	}
	m.Role = c.Role
	if err := tx.SetMembership(c.Room, c.Who, m); err != nil {
		return nil, err
	}
	return Appointed{Room: c.Room, Who: who, Role: c.Role, By: s.who, At: c.At}, record(tx, c.Header, c.Room)
}

func transfer(tx Tx, c Transfer) (Event, error) {
	s, who, m, err := ownedWith(tx, c.Room, c.Who, c.Header)
	if err == nil && m.Role == Owner {
		err = refuse(ErrConflict, "%[1]s owns %[2]s already; nothing to do", who.Name, s.label())
	}
	if err == nil && who.Bot {
		err = refuse(ErrDenied, "%s is a bot, and bots own no rooms; give it to somebody else", who.Name)
	}
	if err == nil {
		err = mayOwn(tx, who, c.By)
	}
	if err != nil {
		return nil, err
	}
	if former := s.room.Owner; former != 0 {
		was, _, err := tx.Membership(c.Room, former)
		if err != nil {
			return nil, err
		}
		was.Role = Moderator
		if err := tx.SetMembership(c.Room, former, was); err != nil {
			return nil, err
		}
	}
	m.Role = Owner
	if err := tx.SetMembership(c.Room, c.Who, m); err != nil {
		return nil, err
	}
	is := s.room
	is.Owner = c.Who
	return s.revise(c.Header, is)
}

// ownedWith is owned for what an owner does to a member of a room that is in
// use, whom it loads, too.
func ownedWith(tx Tx, id ID, who UserID, c Header) (sight, Person, Membership, error) {
	s, err := owned(tx, id, c)
	if err == nil {
		err = s.inUse()
	}
	if err != nil {
		return s, Person{}, Membership{}, err
	}
	p, err := somebody(tx, who)
	if err != nil {
		return s, p, Membership{}, err
	}
	m, in, err := tx.Membership(id, who)
	if err == nil && !in {
		err = refuse(ErrNotFound, "%[1]s is not in %[2]s; they have to join it first", p.Name, s.label())
	}
	return s, p, m, err
}
