package roomtest

import "snug/room"

func (m *model) invite(c room.Invite) error {
	if d := c.Until.Sub(c.At); d <= 0 || d > room.MaxInviteFor {
		return room.ErrInvalid
	}
	r, err := m.enter(c.Header, c.Room)
	switch who := m.people[c.Who]; {
	case err != nil:
		return err
	case r.private(), r.staff:
		return room.ErrDenied
	case r.lobby():
		return room.ErrConflict
	case !r.in(c.By) && m.role(c.By, r) < room.Moderator:
		return room.ErrDenied
	case r.archived:
		return room.ErrConflict
	case m.reachesOut(c.By) != nil:
		return m.reachesOut(c.By)
	case who == nil || who.gone:
		return room.ErrNotFound
	case r.in(c.Who):
		return room.ErrConflict
	case r.penalty(c.Who).banned.After(c.At) && m.role(c.By, r) >= room.Moderator:
		return room.ErrConflict
	case r.penalty(c.Who).banned.After(c.At):
		return room.ErrDenied
	case m.people[c.By].blocks[c.Who] || who.blocks[c.By]:
		return room.ErrDenied
	case !r.invited[c.Who].Until.Before(c.Until):
		return room.ErrConflict
	}
	r.invited[c.Who] = room.Invitation{Room: r.id, Who: c.Who, By: c.By, At: c.At, Until: c.Until}
	return nil
}

func (m *model) uninvite(c room.Uninvite) error {
	r, err := m.enter(c.Header, c.Room)
	if err != nil {
		return err
	}
	mod := m.role(c.By, r) >= room.Moderator
	switch {
	case c.Who != c.By && !r.in(c.By) && !mod:
		return room.ErrDenied
	case !r.isInvited(c.Who, c.At):
		return room.ErrNotFound
	case c.Who != c.By && r.invited[c.Who].By != c.By && !mod:
		return room.ErrDenied
	}
	delete(r.invited, c.Who)
	return nil
}

// other returns a member whom an owner does something to.
func (m *model) other(c room.Header, id room.ID, who room.UserID) (*modelRoom, *room.Membership, error) {
	r, err := m.rule(c, id)
	switch p := m.people[who]; {
	case err != nil:
		return r, nil, err
	case r.lobby(), r.staff:
		return r, nil, room.ErrDenied
	case r.archived:
		return r, nil, room.ErrConflict
	case p == nil || p.gone || r.members[who] == nil:
		return r, nil, room.ErrNotFound
	}
	return r, r.members[who], nil
}

func (m *model) appoint(c room.Appoint) error {
	if c.Role > room.Moderator {
		return room.ErrInvalid
	}
	_, p, err := m.other(c.Header, c.Room, c.Who)
	switch {
	case err != nil:
		return err
	case p.Role == room.Owner:
		return room.ErrDenied
	case p.Role == c.Role:
		return room.ErrConflict
	}
	p.Role = c.Role
	return nil
}

func (m *model) transfer(c room.Transfer) error {
	r, p, err := m.other(c.Header, c.Room, c.Who)
	switch {
	case err != nil:
		return err
	case p.Role == room.Owner:
		return room.ErrConflict
	}
	if was := r.members[r.owner]; was != nil {
		was.Role = room.Moderator
	}
	p.Role, r.owner = room.Owner, c.Who
	return nil
}
