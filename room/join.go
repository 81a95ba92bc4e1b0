package room

func join(tx Tx, c Join) (Event, error) {
	s, err := see(tx, c.Room, c.Header)
	if err != nil {
		return nil, err
	}
	if c.By == Operator {
		_, err := actor(tx, c.By)
		return nil, err
	}
	if err := s.onlyPeople(); err != nil {
		return nil, err
	}
	switch {
	case s.In:
		return nil, refuse(ErrConflict, "you are in that room already; nothing to do")
	case s.Banned.In(c.At):
		return nil, s.banned()
	case s.room.InviteOnly && !s.Invited:
		return nil, refuse(ErrDenied, "joining %s needs an invitation; ask one of its members", s.label())
	case s.room.MaxMembers > 0 && s.room.Members >= s.room.MaxMembers:
		return nil, s.full()
	}
	if err := roomLeft(tx, s.who, c.By); err != nil {
		return nil, err
	}
	m := Membership{At: c.At, Since: s.room.Last}
	if err := tx.SetMembership(c.Room, c.By, m); err != nil {
		return nil, err
	}
	if err := tx.RemoveInvitation(c.Room, c.By); err != nil {
		return nil, err
	}
	return Joined{Room: c.Room, Who: s.who, At: c.At, Membership: m}, record(tx, c.Header, c.Room)
}

func (s sight) full() error {
	return refuse(ErrConflict, "%s is full with %d members; try again when somebody has left", s.label(), s.room.Members)
}

func leave(tx Tx, c Leave) (Event, error) {
	s, err := see(tx, c.Room, c.Header)
	switch {
	case err != nil:
		return nil, err
	case s.room.Open():
		return nil, refuse(ErrDenied, "nobody can leave %s, it is everybody's room; join another one instead", s.label())
	case s.room.Staff:
		return nil, s.isStaffs()
	case !s.In:
		return nil, refuse(ErrConflict, "you are not in %s; nothing to do", s.label())
	case s.room.Kind == Direct:
		return nil, refuse(ErrDenied, "nobody can leave %s, a conversation of two; block them, or be told nothing of it", s.label())
	}
	if err := s.mayGo(); err != nil {
		return nil, err
	}
	if err := tx.RemoveMember(c.Room, c.By); err != nil {
		return nil, err
	}
	e := Left{Room: c.Room, Who: s.who, At: c.At}
	if !s.room.Conversation() {
		if e.Bots, err = putOutBots(tx, c.Room, c.By); err != nil {
			return nil, err
		}
	}
	_, is, err := settle(tx, c.Header, c.Room, c.By)
	if err != nil {
		return nil, err
	}
	e.Ended = !is.Deleted.IsZero()
	return e, record(tx, c.Header, c.Room)
}

// mayGo refuses the owner of a room in which others are than their bots.
func (s sight) mayGo() error {
	if s.room.Owner != s.who.ID || s.room.Members == 1 {
		return nil
	}
	bots, err := botsIn(s.tx, s.room.ID, s.who.ID)
	if err != nil || s.room.Members == 1+len(bots) {
		return err
	}
	return refuse(ErrConflict, "you own %[1]s and others are in it; give it to one of them with the command room transfer %[2]s, or delete it", s.label(), s.room.Name)
}

// settle makes a room fit what is left of it when somebody has left: it has
// another owner, or none, and is deleted when nobody could enter it any more.
func settle(tx Tx, c Header, id ID, left UserID) (was, is Room, err error) {
	if was, err = tx.Room(id); err != nil {
		return was, was, err
	}
	is = was
	if was.Owner == left {
		if is.Owner, err = succeed(tx, id); err != nil {
			return was, is, err
		}
	}
	if is.Members == 0 && (is.Private || is.Conversation()) {
		is.Deleted = c.At
	}
	if is != was {
		err = tx.SetRoom(is)
	}
	return was, is, err
}

// succeed makes somebody the owner of a room that has none, and returns them.
func succeed(tx Tx, id ID) (UserID, error) {
	next, err := heir(tx, id)
	if err != nil || next == 0 {
		return 0, err
	}
	m, _, err := tx.Membership(id, next)
	if err != nil {
		return 0, err
	}
	m.Role = Owner
	return next, tx.SetMembership(id, next, m)
}

// heir returns who owns a room next: the moderator with the lowest account, or
// else the member with the lowest, or else nobody.
func heir(tx Tx, id ID) (UserID, error) {
	for _, role := range []Role{Moderator, Member} {
		for after := UserID(0); ; {
			user, found, err := tx.MemberWith(id, role, after)
			if err != nil {
				return 0, err
			} else if !found {
				break
			}
			if p, err := tx.Person(user); err != nil || !p.Gone && !p.Bot {
				return user, err
			}
			after = user
		}
	}
	return 0, nil
}
