package room

func configure(tx Tx, c Configure) (Event, error) {
	if err := checkSettings(c.Is); err != nil {
		return nil, err
	}
	s, err := see(tx, c.Room, c.Header)
	if err == nil && s.room.Staff {
		err = s.isStaffs()
	}
	if err == nil {
		err = s.owns()
	}
	if err == nil {
		err = s.inUse()
	}
	switch is := c.Is; {
	case err != nil:
		return nil, err
	case s.room.Open() && (is.Private || is.InviteOnly || is.MaxMembers > 0):
		return nil, refuse(ErrDenied, "%s is everybody's room and always stays that; do it to another room", s.label())
	case s.room.Settings != c.Was:
		return nil, refuse(ErrConflict, "the settings of %s have changed meanwhile; look at them and try again", s.label())
	case is == c.Was:
		return nil, refuse(ErrConflict, "%s is set like that already; nothing to do", s.label())
	}
	is := s.room
	is.Settings = c.Is
	if s.room.Private && !is.Private {
		if err := nameFree(tx, c.By, is); err != nil {
			return nil, err
		}
	}
	return s.revise(c.Header, is)
}

// checkSettings refuses settings that no room can have.
func checkSettings(s Settings) error {
	switch {
	case s.Slow < 0 || s.Slow > MaxSlow:
		return refuse(ErrInvalid, "slow mode lasts up to %d hours; give a shorter time, or off", int(MaxSlow.Hours()))
	case s.History > HistoryNone:
		return refuse(ErrInvalid, "there is no such history; choose all, joined or none")
	case s.KeepFor != 0 && s.KeepFor < MinKeepFor:
		return refuse(ErrInvalid, "messages are kept for an hour at least; give a longer time, or off to keep them")
	case s.KeepLast < 0:
		return refuse(ErrInvalid, "at least one message is kept; give a larger number, or off to keep all")
	case s.Files > FilesOff:
		return refuse(ErrInvalid, "nobody is meant by that; files are put in by members, moderators, or off")
	case s.FilesFor != 0 && s.FilesFor < MinKeepFor:
		return refuse(ErrInvalid, "files are kept for an hour at least; give a longer time, or off to keep them as the server does")
	case s.MaxMembers < 0:
		return refuse(ErrInvalid, "a room has one member at least; give a larger number, or off for no limit")
	}
	return nil
}

func archive(tx Tx, c Archive) (Event, error) {
	s, err := owned(tx, c.Room, c.Header)
	if err != nil {
		return nil, err
	}
	switch archived := !s.room.Archived.IsZero(); {
	case archived && c.On:
		return nil, refuse(ErrConflict, "%s is archived already; nothing to do", s.label())
	case !archived && !c.On:
		return nil, refuse(ErrConflict, "%s is not archived; nothing to do", s.label())
	}
	is := s.room
	is.Archived = stampIf(c.On, c.At)
	return s.revise(c.Header, is)
}

// discard deletes a room, also an archived one. That is all it does: a room has
// more records than one command may take the time to remove.
func discard(tx Tx, c Discard) (Event, error) {
	s, err := owned(tx, c.Room, c.Header)
	if err != nil {
		return nil, err
	}
	is := s.room
	is.Deleted = c.At
	if err := tx.SetRoom(is); err != nil {
		return nil, err
	}
	return Discarded{Room: is, By: s.who, At: c.At}, record(tx, c.Header, c.Room)
}
