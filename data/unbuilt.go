package data

import (
	"errors"
	"time"

	"snug/room"
)

var errUnbuilt = errors.New("not built yet")

func (t *tx) Invitation(room.ID, room.UserID) (room.Invitation, bool, error) {
	return room.Invitation{}, false, errUnbuilt
}
func (t *tx) Invitations(room.ID, time.Time) (int, error)                { return 0, errUnbuilt }
func (t *tx) SetInvitation(room.Invitation) error                        { return errUnbuilt }
func (t *tx) RemoveInvitation(room.ID, room.UserID) error                { return errUnbuilt }
func (t *tx) EndedInvitations(time.Time, int) ([]room.Invitation, error) { return nil, errUnbuilt }
func (t *tx) Blocks(_, _ room.UserID) (bool, error)                      { return false, errUnbuilt }
func (t *tx) Blocked(room.UserID) (int, error)                           { return 0, errUnbuilt }
func (t *tx) SetBlocked(_, _ room.UserID, _ bool) error                  { return errUnbuilt }
func (t *tx) Policy(room.UserID) (room.Policy, error)                    { return 0, errUnbuilt }
func (t *tx) Posted(room.ID, room.UserID) (time.Time, error)             { return time.Time{}, errUnbuilt }
func (t *tx) SetPosted(room.ID, room.UserID, time.Time) error            { return errUnbuilt }
func (t *tx) Trim(room.ID, uint64) (uint64, error)                       { return 0, errUnbuilt }
func (t *tx) Sweep(room.ID) (bool, error)                                { return false, errUnbuilt }
func (t *tx) Departure(room.UserID) (room.Departure, bool, error) {
	return room.Departure{}, false, errUnbuilt
}
func (t *tx) SetDeparture(room.UserID, room.Departure) error { return errUnbuilt }
func (t *tx) EndDeparture(room.UserID) error                 { return errUnbuilt }
func (t *tx) ForgetPerson(room.UserID) (bool, error)         { return false, errUnbuilt }
func (t *tx) SaidBy(room.ID, room.UserID, uint64, int) ([]uint64, uint64, error) {
	return nil, 0, errUnbuilt
}

func (r Rooms) Discarded() ([]room.ID, error)                                 { return nil, nil }
func (r Rooms) Members(room.ID, room.UserID, int) ([]room.Participant, error) { return nil, errUnbuilt }
func (r Rooms) Invitations(room.UserID, time.Time) ([]room.Invitation, error) { return nil, errUnbuilt }
func (r Rooms) InvitationsTo(room.ID, time.Time) ([]room.Invitation, error)   { return nil, errUnbuilt }
func (r Rooms) Conversation([]room.UserID) (room.ID, error)                   { return 0, errUnbuilt }
func (r Rooms) Blocked(room.UserID) ([]room.UserID, error)                    { return nil, errUnbuilt }
func (r Rooms) Tombstones(room.ID) ([]uint64, error)                          { return nil, nil }
func (r Rooms) Departing() ([]room.UserID, error)                             { return nil, nil }
