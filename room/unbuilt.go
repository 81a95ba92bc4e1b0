package room

import (
	"context"
	"errors"
	"time"
)

var errUnbuilt = errors.New("not built yet")

// Standing returns what somebody may do in a room that they may know of.
func (b *Broker) Standing(by UserID, in ID) (Standing, error) { return Standing{}, errUnbuilt }

// Rename gives a room another name and returns it as it is then.
func (b *Broker) Rename(ctx context.Context, by UserID, in ID, name string) (Room, error) {
	return Room{}, errUnbuilt
}

// Describe changes a room's topic or description; nil leaves it as it is.
func (b *Broker) Describe(ctx context.Context, by UserID, in ID, topic, description *string) (Room, error) {
	return Room{}, errUnbuilt
}

// Configure changes a room's settings by what change does to them, whose
// error it returns.
func (b *Broker) Configure(ctx context.Context, by UserID, in ID, change func(*Settings) error) (Room, error) {
	return Room{}, errUnbuilt
}

// Archive makes a room one that is only read, or brings it back.
func (b *Broker) Archive(ctx context.Context, by UserID, in ID, on bool) (Room, error) {
	return Room{}, errUnbuilt
}

// Discard deletes a room.
func (b *Broker) Discard(ctx context.Context, by UserID, in ID) error { return errUnbuilt }

// Invite lets somebody join a room for a time; zero is InviteFor.
func (b *Broker) Invite(ctx context.Context, by UserID, in ID, who string, lasting time.Duration) (Person, Invitation, error) {
	return Person{}, Invitation{}, errUnbuilt
}

// Uninvite takes an invitation back.
func (b *Broker) Uninvite(ctx context.Context, by UserID, in ID, who string) (Person, error) {
	return Person{}, errUnbuilt
}

// Decline gives back an invitation of by's own.
func (b *Broker) Decline(ctx context.Context, by UserID, name string) (Room, error) {
	return Room{}, errUnbuilt
}

// Invitations returns the rooms that somebody is invited to, by name.
func (b *Broker) Invitations(by UserID) ([]Listing, error) { return nil, errUnbuilt }

// An Invitee is somebody who is invited, and by whom.
type Invitee struct {
	Who, By   Person
	At, Until time.Time
}

// InvitationsTo returns who is invited to a room that by is a member of.
func (b *Broker) InvitationsTo(by UserID, in ID) ([]Invitee, error) { return nil, errUnbuilt }

// Appoint gives a member another role.
func (b *Broker) Appoint(ctx context.Context, by UserID, in ID, who string, role Role) (Person, error) {
	return Person{}, errUnbuilt
}

// Transfer makes another member the owner.
func (b *Broker) Transfer(ctx context.Context, by UserID, in ID, who string) (Person, error) {
	return Person{}, errUnbuilt
}

// Members returns at most limit members of a room that by may read, whose
// account is later than after, by account. The owner's role is in it.
func (b *Broker) Members(by UserID, in ID, after UserID, limit int) ([]Participant, error) {
	return nil, errUnbuilt
}

// Converse returns the conversation with people, given by their names, and
// makes it if there is none.
func (b *Broker) Converse(ctx context.Context, by UserID, names ...string) (Room, error) {
	return Room{}, errUnbuilt
}

// Block keeps somebody from writing to by in private, or lets them again.
func (b *Broker) Block(ctx context.Context, by UserID, who string, on bool) (Person, error) {
	return Person{}, errUnbuilt
}

// Blocked returns whom somebody blocks, by account.
func (b *Broker) Blocked(by UserID) ([]Person, error) { return nil, errUnbuilt }

// Shared returns the common rooms, without the open ones, that two people are
// both in, by name.
func (b *Broker) Shared(by, who UserID) ([]Room, error) { return nil, errUnbuilt }

// SaidBy gives every message of somebody that stands, room by room, oldest
// first, also of rooms that they have left.
func (b *Broker) SaidBy(ctx context.Context, by UserID, give func(Room, *Message) error) error {
	return errUnbuilt
}

// Depart takes a deleted account out of its rooms, and returns when nothing is
// left of it there.
func (b *Broker) Depart(ctx context.Context, who UserID) error { return errUnbuilt }
