package room

import "context"

// A bot is in the rooms that its keeper has put it in, the lobby too, and nowhere
// else: not where everybody is, nor where its rank would take it. It is in none
// that its keeper is not in; so whoever is put out of a room does not read on
// through a program of theirs.

// PutIn is decided for its keeper, who must be in the room and may then ask
// others in as well.
func putIn(tx Tx, c PutIn) (Event, error) {
	s, bot, in, err := keeping(tx, c.Header, c.Room, c.Bot)
	if err == nil {
		err = s.enters()
	}
	switch {
	case err != nil:
		return nil, err
	case s.room.Conversation():
		return nil, refuse(ErrDenied, "nobody comes into the conversation %s later; begin another one with all of you", s.label())
	case s.room.Staff:
		return nil, s.isStaffs()
	case in:
		return nil, refuse(ErrConflict, "%[1]s is in %[2]s already; nothing to do", bot.Name, s.label())
	}
	if err := s.inUse(); err != nil {
		return nil, err
	}
	if err := s.mayReachOut(); err != nil {
		return nil, err
	}
	if err := s.mayComeIn(bot); err != nil {
		return nil, err
	}
	if s.room.MaxMembers > 0 && s.room.Members >= s.room.MaxMembers {
		return nil, s.full()
	}
	if err := roomLeft(tx, bot, c.By); err != nil {
		return nil, err
	}
	m := Membership{At: c.At, Since: s.room.Last}
	if err := tx.SetMembership(c.Room, c.Bot, m); err != nil {
		return nil, err
	}
	return Joined{Room: c.Room, Who: bot, At: c.At, Membership: m}, record(tx, c.Header, c.Room)
}

func takeOut(tx Tx, c TakeOut) (Event, error) {
	s, bot, in, err := keeping(tx, c.Header, c.Room, c.Bot)
	switch {
	case err != nil:
		return nil, err
	case s.room.Conversation():
		return nil, refuse(ErrDenied, "nobody is taken out of the conversation %s; block the bot there, or revoke it", s.label())
	case !in:
		return nil, refuse(ErrConflict, "%[1]s is not in %[2]s; nothing to do", bot.Name, s.label())
	}
	if err := tx.RemoveMember(c.Room, c.Bot); err != nil {
		return nil, err
	}
	return Left{Room: c.Room, Who: bot, At: c.At}, record(tx, c.Header, c.Room)
}

// keeping loads a room as a keeper sees it, and a bot of theirs; in says whether
// that is in the room.
func keeping(tx Tx, c Header, id ID, bot UserID) (s sight, p Person, in bool, err error) {
	if s, err = see(tx, id, c); err != nil {
		return s, p, false, err
	}
	if p, err = somebody(tx, bot); err != nil {
		return s, p, false, err
	}
	is, err := tx.Conduct(bot)
	switch {
	case err != nil:
		return s, p, false, err
	case is.Keeper == 0 || is.Keeper != c.By:
		return s, p, false, refuse(ErrDenied, "only who keeps %s does that; ask them", p.Name)
	}
	_, in, err = tx.Membership(id, bot)
	return s, p, in, err
}

// onlyPeople refuses a bot what no bot does.
func (s sight) onlyPeople() error {
	if s.who.Bot {
		return refuse(ErrDenied, "bots cannot do that; their keepers can")
	}
	return nil
}

// putOutBots takes the bots of somebody who leaves a room out of it as well, and
// returns them.
func putOutBots(tx Tx, in ID, keeper UserID) ([]Person, error) {
	out, err := botsIn(tx, in, keeper)
	if err != nil {
		return nil, err
	}
	for _, bot := range out {
		if err := tx.RemoveMember(in, bot.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// botsIn returns the bots of somebody that are in a room, by account.
func botsIn(tx Tx, in ID, keeper UserID) ([]Person, error) {
	kept, err := tx.KeptBy(keeper)
	if err != nil {
		return nil, err
	}
	var there []Person
	for _, bot := range kept {
		if _, is, err := tx.Membership(in, bot); err != nil {
			return nil, err
		} else if !is {
			continue
		}
		p, err := tx.Person(bot)
		if err != nil {
			return nil, err
		}
		there = append(there, p)
	}
	return there, nil
}

// PutBot puts a bot of by's into a room that by is in. Refusals wrap ErrNotFound,
// ErrDenied or ErrConflict.
func (b *Broker) PutBot(ctx context.Context, by, bot UserID, in ID) error {
	_, err := b.store.Do(ctx, PutIn{Header: header(ctx, by), Room: in, Bot: bot})
	return err
}

// TakeBot takes a bot of by's out of a room.
func (b *Broker) TakeBot(ctx context.Context, by, bot UserID, in ID) error {
	_, err := b.store.Do(ctx, TakeOut{Header: header(ctx, by), Room: in, Bot: bot})
	return err
}

// BotRooms returns the rooms that a bot is in, as far as by may know of them, the
// lobby first, then by name, and conversations are left out.
func (b *Broker) BotRooms(by, bot UserID) ([]Room, error) {
	in, err := b.store.Memberships(bot)
	if err != nil {
		return nil, err
	}
	p, err := b.asker(by, false)
	if err != nil {
		return nil, err
	}
	var hubs []*hub
	for id := range in {
		if h, _ := b.lookUp(id, 0); h != nil && h.kind == Common {
			hubs = append(hubs, h)
		}
	}
	var found []Listing
	for _, s := range p.viewings(hubs) {
		found = append(found, s.listing())
	}
	sortListings(found)
	rooms := make([]Room, len(found))
	for i, l := range found {
		rooms[i] = l.Room
	}
	return rooms, nil
}
