package room

func kick(tx Tx, c Kick) (Event, error) {
	s, who, in, err := disciplined(tx, c.Room, c.Who, c.Header)
	switch {
	case err != nil:
		return nil, err
	case s.room.Open() && !who.Bot:
		return nil, refuse(ErrDenied, "nobody can be taken out of %s, it is everybody's room; mute them there instead", s.label())
	case !in:
		return nil, refuse(ErrConflict, "%[1]s is not in %[2]s; nothing to do", who.Name, s.label())
	}
	r, err := s.expel(c.Header, c.Who)
	if err != nil {
		return nil, err
	}
	return Kicked{Room: c.Room, Who: who, By: s.who, At: c.At, Reason: c.Reason, Removal: r}, record(tx, c.Header, c.Room)
}
