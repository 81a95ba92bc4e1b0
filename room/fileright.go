package room

import "time"

// mayPut refuses whoever may not put a file into the room, whatever else they may say
// there. House is what the server's settings say, which bind the staff, too.
func (s sight) mayPut(house House) error {
	switch {
	case !house.Files:
		return refuse(ErrDenied, "this server takes no files; ask the people who run it")
	case house.StaffFiles && !s.who.staff():
		return refuse(ErrDenied, "only the staff of this server puts files into rooms; ask one of them")
	case s.room.Files == FilesOff:
		return refuse(ErrDenied, "%s takes no files; use another room, or ask its owner", s.label())
	case s.room.Files == FilesByModerators && !s.Moderates():
		return refuse(ErrDenied, "only the moderators of %s put files into it; ask one of them", s.label())
	}
	return nil
}

// inMemory returns a room as the person sees it who must be in it, with what a rule
// asks that needs no transaction. It is quick: each piece of a file asks.
func (b *Broker) inMemory(p *person, in ID, now time.Time) (sight, error) {
	h, _ := b.lookUp(in, 0)
	p.mu.Lock()
	v, ok := p.sees(h, now)
	s := sight{at: now, who: p.is(), room: v.room, Standing: v.Standing, conduct: p.conduct.is}
	if ok {
		pl, _ := p.at(in)
		pl.hub = h
		s.toStaff = pl.toStaff()
	}
	p.mu.Unlock()
	switch {
	case s.who.Gone:
		return s, noAccount()
	case s.conduct.Suspended.In(now):
		return s, s.suspended()
	case !ok:
		return s, noRoom()
	case !s.In:
		return s, v.keptOut()
	}
	if house := b.house.Load(); !s.who.staff() {
		s.house = *house
		s.house.ReadOnly = house.in(now)
	}
	return s, nil
}

// stillMayPut refuses whoever may not put a file into a room any more, as far as
// memory tells. What it does not tell, such as a block, is decided with the message.
func (b *Broker) stillMayPut(p *person, in ID) error {
	s, err := b.inMemory(p, in, time.Now())
	if err == nil {
		err = s.mayWriteIn()
	}
	if err == nil {
		err = s.mayPut(*b.house.Load())
	}
	return err
}
