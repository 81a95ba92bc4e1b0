package data

import (
	"bytes"
	"time"

	"snug/room"
)

// Invitation implements [room.Tx].
func (t *tx) Invitation(in room.ID, user room.UserID) (room.Invitation, bool, error) {
	var row inviteRow
	found, err := t.get(invites, pair(in, user), &row)
	if err != nil || !found {
		return room.Invitation{}, false, err
	}
	return row.invitation(in, user), true, nil
}

// Invitations implements [room.Tx].
func (t *tx) Invitations(in room.ID, now time.Time) (int, error) {
	n := 0
	err := t.eachInvited(in, func(i room.Invitation) {
		if now.Before(i.Until) {
			n++
		}
	})
	return n, err
}

// eachInvited visits the invitations to a room, ended ones too.
func (t *tx) eachInvited(in room.ID, visit func(room.Invitation)) error {
	return t.scan(invites, key(in), func(k, v []byte) error {
		_, user, ok := unpair(k)
		if !ok {
			return corrupt(invites, k, "bad key")
		}
		var row inviteRow
		err := invites.unseal(k, v, &row)
		visit(row.invitation(in, room.UserID(user)))
		return err
	})
}

// eachInviting visits the invitations of a person, ended ones too.
func (t *tx) eachInviting(user room.UserID, visit func(room.Invitation)) error {
	return t.scan(userInvites, key(user), func(k, v []byte) error {
		_, in, ok := unpair(k)
		if !ok {
			return corrupt(userInvites, k, "bad key")
		}
		if err := userInvites.unseal(k, v, &emptyRow{}); err != nil {
			return err
		}
		i, found, err := t.Invitation(room.ID(in), user)
		if err == nil && !found {
			err = corrupt(userInvites, k, "there is no such invitation")
		}
		visit(i)
		return err
	})
}

// SetInvitation implements [room.Tx].
func (t *tx) SetInvitation(i room.Invitation) error {
	if err := t.RemoveInvitation(i.Room, i.Who); err != nil {
		return err
	}
	row := inviteRow{By: uint64(i.By), At: stamp(i.At), Until: stamp(i.Until)}
	if err := t.put(invites, pair(i.Room, i.Who), row); err != nil {
		return err
	}
	if err := t.put(userInvites, pair(i.Who, i.Room), emptyRow{}); err != nil {
		return err
	}
	return t.put(inviteEnds, endKey(row.Until, i.Room, i.Who), emptyRow{})
}

// RemoveInvitation implements [room.Tx].
func (t *tx) RemoveInvitation(in room.ID, user room.UserID) error {
	var row inviteRow
	found, err := t.get(invites, pair(in, user), &row)
	if err != nil || !found {
		return err
	}
	if err := t.remove(inviteEnds, endKey(row.Until, in, user)); err != nil {
		return err
	}
	if err := t.remove(userInvites, pair(user, in)); err != nil {
		return err
	}
	return t.remove(invites, pair(in, user))
}

// endKey orders invitations by their end, which lies behind 1970.
func endKey(until int64, in room.ID, user room.UserID) []byte {
	return triple(uint64(until), in, user)
}

// EndedInvitations implements [room.Tx].
func (t *tx) EndedInvitations(now time.Time, limit int) ([]room.Invitation, error) {
	index, err := t.in(inviteEnds)
	if err != nil {
		return nil, err
	}
	var ended []room.Invitation
	end := key(uint64(stamp(now)) + 1)
	c := index.Cursor()
	for k, _ := c.First(); k != nil && len(ended) < limit && bytes.Compare(k, end) < 0; k, _ = c.Next() {
		_, in, user, ok := untriple(k)
		if !ok {
			return nil, corrupt(inviteEnds, k, "bad key")
		}
		i, found, err := t.Invitation(room.ID(in), room.UserID(user))
		if err == nil && !found {
			err = corrupt(inviteEnds, k, "there is no such invitation")
		}
		if err != nil {
			return nil, err
		}
		ended = append(ended, i)
	}
	return ended, nil
}
