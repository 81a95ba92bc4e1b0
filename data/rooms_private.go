package data

import (
	"time"

	"snug/room"
)

// Conversation implements [room.Store].
func (r Rooms) Conversation(people []room.UserID) (room.ID, error) {
	var found room.Room
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.Conversation(people)
		return err
	})
	return found.ID, wrap("find conversation", err)
}

// Blocked implements [room.Store].
func (r Rooms) Blocked(user room.UserID) ([]room.UserID, error) {
	ids, err := seconds(r.s, blocks, user)
	return convert[room.UserID](ids), wrap("read who is blocked", err)
}

// Invitations implements [room.Store].
func (r Rooms) Invitations(user room.UserID, now time.Time) ([]room.Invitation, error) {
	return r.invitations(now, func(t *tx, visit func(room.Invitation)) error { return t.eachInviting(user, visit) })
}

// InvitationsTo implements [room.Store].
func (r Rooms) InvitationsTo(in room.ID, now time.Time) ([]room.Invitation, error) {
	return r.invitations(now, func(t *tx, visit func(room.Invitation)) error { return t.eachInvited(in, visit) })
}

// invitations collects those that still count: neither ended nor to a deleted
// room.
func (r Rooms) invitations(now time.Time, each func(*tx, func(room.Invitation)) error) ([]room.Invitation, error) {
	var open []room.Invitation
	err := r.s.view(func(t *tx) error {
		var all []room.Invitation
		if err := each(t, func(i room.Invitation) { all = append(all, i) }); err != nil {
			return err
		}
		for _, i := range all {
			if !now.Before(i.Until) {
				continue
			}
			row, err := t.roomRow(i.Room)
			if err != nil {
				return err
			}
			if row.Deleted == 0 {
				open = append(open, i)
			}
		}
		return nil
	})
	return open, wrap("read invitations", err)
}
