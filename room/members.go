package room

import (
	"context"
	"slices"
	"strings"
)

// Join makes somebody a member of a room. Whoever is one already is told so
// with ErrConflict, together with the room.
func (b *Broker) Join(ctx context.Context, by UserID, name string) (Room, error) {
	r, err := b.findAmong(by, name, func(s viewing) bool { return !s.In })
	if err != nil {
		return Room{}, err
	}
	if err := b.mayMove(by); err != nil {
		return Room{}, err
	}
	_, err = b.store.Do(ctx, Join{Header: header(ctx, by), Room: r.ID})
	return r, err
}

// Leave ends a membership. Nobody can leave the lobby, and an owner leaves a room
// only as the last one.
func (b *Broker) Leave(ctx context.Context, by UserID, name string) (Room, error) {
	r, err := b.Find(by, name)
	if err != nil {
		return Room{}, err
	}
	if err := b.mayMove(by); err != nil {
		return Room{}, err
	}
	_, err = b.store.Do(ctx, Leave{Header: header(ctx, by), Room: r.ID})
	return r, err
}

// Appoint gives a member another role.
func (b *Broker) Appoint(ctx context.Context, by UserID, in ID, who string, role Role) (Person, error) {
	return b.about(ctx, by, in, who, func(h Header, who UserID) Command {
		return Appoint{Header: h, Room: in, Who: who, Role: role}
	})
}

// Transfer makes another member the owner.
func (b *Broker) Transfer(ctx context.Context, by UserID, in ID, who string) (Person, error) {
	return b.about(ctx, by, in, who, func(h Header, who UserID) Command {
		return Transfer{Header: h, Room: in, Who: who}
	})
}

// about has the store decide something about somebody in a room.
func (b *Broker) about(ctx context.Context, by UserID, in ID, who string, command func(Header, UserID) Command) (Person, error) {
	if _, err := b.look(by, in); err != nil {
		return Person{}, err
	}
	p, err := b.FindPerson(by, who)
	if err != nil {
		return Person{}, err
	}
	_, err = b.store.Do(ctx, command(header(ctx, by), p.ID))
	return p, err
}

// Members returns at most limit members of a room that by is in, whose account
// is later than after, by account. The owner's role is in it.
func (b *Broker) Members(by UserID, in ID, after UserID, limit int) ([]Participant, error) {
	if _, err := b.memberOf(by, in); err != nil {
		return nil, err
	}
	return b.store.Members(in, after, min(limit, MaxPage))
}

// Moderators returns the moderators and the owner of a room that by is in, by
// account.
func (b *Broker) Moderators(by UserID, in ID) ([]Participant, error) {
	if _, err := b.memberOf(by, in); err != nil {
		return nil, err
	}
	return b.store.Moderators(in)
}

// Present returns the members of a room who have a session, each once: by name,
// who is away or idle behind the others. The list is shared: do not change it.
func (b *Broker) Present(by UserID, in ID) ([]Presence, error) {
	s, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	return s.hub.whoIsThere(), nil
}

// Shared returns the common rooms, without the open ones, that two people are
// both in, by name.
func (b *Broker) Shared(by, who UserID) ([]Room, error) {
	mine, err := b.joined(by, true)
	if err != nil {
		return nil, err
	}
	theirs, err := b.store.Memberships(who)
	if err != nil {
		return nil, err
	}
	var shared []Room
	for _, m := range mine {
		if _, in := theirs[m.hub.id]; in && m.hub.kind == Common {
			if r, _ := m.hub.snapshot(); !r.Open() {
				shared = append(shared, r)
			}
		}
	}
	slices.SortFunc(shared, func(a, b Room) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return shared, nil
}
