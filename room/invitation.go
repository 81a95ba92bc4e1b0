package room

import (
	"cmp"
	"context"
	"errors"
	"time"
)

// An invitation is one of a person's that is open, and who it is from.
type invitation struct {
	Invitation
	hub *hub
	by  Person
}

// invitedTo is how a person hears of an invitation.
type invitedTo struct {
	Invited
	hub *hub
}

// invite takes an invitation in; uninvite takes it away. The caller holds mu.
func (p *person) invite(e invitedTo) {
	if p.invited == nil {
		p.invited = make(map[ID]invitation)
	}
	p.invited[e.Room.ID] = invitation{
		Invitation: Invitation{Room: e.Room.ID, Who: e.Who, By: e.By.ID, At: e.At, Until: e.Until},
		hub:        e.hub, by: e.By,
	}
	p.invitesMoved()
}

func (p *person) uninvite(in ID) {
	delete(p.invited, in)
	p.invitesMoved()
}

// invitesMoved lets every seat, but no tap, have the rooms that the person is
// invited to anew. The caller holds mu.
func (p *person) invitesMoved() {
	for s := range p.seats {
		if s.tap == nil {
			s.invitesStale.Store(true)
			s.wake()
		}
	}
}

// Invite lets somebody join a room for a time; zero is InviteFor.
func (b *Broker) Invite(ctx context.Context, by UserID, in ID, who string, lasting time.Duration) (Person, Invitation, error) {
	if _, err := b.memberOf(by, in); err != nil {
		return Person{}, Invitation{}, err
	}
	p, err := b.FindPerson(by, who)
	if err != nil {
		return Person{}, Invitation{}, err
	}
	if err := b.mayInvite(by); err != nil {
		return Person{}, Invitation{}, err
	}
	h := header(ctx, by)
	e, err := b.store.Do(ctx, Invite{Header: h, Room: in, Who: p.ID, Until: h.At.Add(cmp.Or(lasting, InviteFor))})
	if err != nil {
		return Person{}, Invitation{}, err
	}
	is := e.(Invited)
	return p, Invitation{Room: in, Who: p.ID, By: by, At: is.At, Until: is.Until}, nil
}

// Uninvite takes an invitation back, which the inviter and moderators may.
func (b *Broker) Uninvite(ctx context.Context, by UserID, in ID, who string) (Person, error) {
	if _, err := b.look(by, in); err != nil {
		return Person{}, err
	}
	p, err := b.FindPerson(by, who)
	if err != nil {
		return Person{}, err
	}
	_, err = b.store.Do(ctx, Uninvite{Header: header(ctx, by), Room: in, Who: p.ID})
	return p, err
}

// Decline gives back an invitation of by's own.
func (b *Broker) Decline(ctx context.Context, by UserID, name string) (Room, error) {
	r, err := b.findAmong(by, name, func(s viewing) bool { return s.Invited })
	if err != nil {
		return Room{}, err
	}
	_, err = b.store.Do(ctx, Uninvite{Header: header(ctx, by), Room: r.ID, Who: by})
	return r, err
}

// Invitations returns the rooms that somebody is invited to, by name.
func (b *Broker) Invitations(by UserID) ([]Listing, error) {
	p, err := b.asker(by, false)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.invitations(time.Now()), nil
}

// An Invitee is somebody who is invited, and by whom.
type Invitee struct {
	Who, By   Person
	At, Until time.Time
}

// InvitationsTo returns who is invited to a room that by is a member of.
func (b *Broker) InvitationsTo(by UserID, in ID) ([]Invitee, error) {
	if _, err := b.memberOf(by, in); err != nil {
		return nil, err
	}
	open, err := b.store.InvitationsTo(in, time.Now())
	if err != nil {
		return nil, err
	}
	invitees := make([]Invitee, 0, len(open))
	for _, i := range open {
		who, err := b.store.Person(i.Who)
		if errors.Is(err, ErrNotFound) {
			continue
		} else if err != nil {
			return nil, err
		}
		from, err := b.inviter(i)
		if err != nil {
			return nil, err
		}
		invitees = append(invitees, Invitee{Who: who, By: from, At: i.At, Until: i.Until})
	}
	return invitees, nil
}

// inviter returns who an invitation is from, who may have no account any more or
// never had one.
func (b *Broker) inviter(i Invitation) (Person, error) {
	if i.By == Operator {
		return operator, nil
	}
	by, err := b.store.Person(i.By)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return by, err
}
