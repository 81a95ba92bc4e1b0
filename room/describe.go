package room

func rename(tx Tx, c Rename) (Event, error) {
	s, err := owned(tx, c.Room, c.Header)
	if err == nil {
		err = s.mayBeHeard()
	}
	if err == nil {
		err = s.inUse()
	}
	if err != nil {
		return nil, err
	}
	is := s.room
	if is.Name = c.Name; is.Name == s.room.Name {
		return nil, refuse(ErrConflict, "%s is called that already; nothing to do", s.label())
	}
	if err := nameFree(tx, c.By, is); err != nil {
		return nil, err
	}
	return s.revise(c.Header, is)
}

func describe(tx Tx, c Describe) (Event, error) {
	if c.Topic == nil && c.Description == nil {
		return nil, refuse(ErrInvalid, "there is nothing to change; give a topic or a description")
	}
	s, err := see(tx, c.Room, c.Header)
	if err == nil {
		err = s.mayDescribe(c)
	}
	if err == nil {
		err = s.mayBeHeard()
	}
	if err == nil {
		err = s.inUse()
	}
	for _, said := range []*string{c.Topic, c.Description} {
		if err == nil && said != nil {
			err = s.mayLink(*said)
		}
	}
	if err != nil {
		return nil, err
	}
	is := s.room
	if c.Topic != nil {
		is.Topic = *c.Topic
	}
	if c.Description != nil {
		is.Description = *c.Description
	}
	if is == s.room {
		return nil, refuse(ErrConflict, "%s is described like that already; nothing to do", s.label())
	}
	return s.revise(c.Header, is)
}

// mayDescribe refuses whoever may not change what a command changes.
func (s sight) mayDescribe(c Describe) error {
	if s.room.Staff {
		return s.isStaffs()
	}
	switch {
	case s.room.Kind == Direct, s.room.Kind == Group && c.Description != nil:
		return refuse(ErrDenied, "%s is a conversation: only one of more than two people has a topic, and none a description; make a room for that", s.label())
	case s.room.Kind == Group, s.Moderates():
		return nil
	case c.Description != nil:
		return refuse(ErrDenied, "only the moderators of %s can change its description; ask one of them", s.label())
	case !s.In:
		return notIn(s.room, s.who)
	case !s.room.OpenTopic:
		return refuse(ErrDenied, "only the moderators of %s can change its topic; ask one of them", s.label())
	}
	return nil
}
