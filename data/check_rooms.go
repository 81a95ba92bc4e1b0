package data

import (
	"bytes"
	"errors"
	"fmt"

	"snug/room"
)

func (c *checker) room(k, v []byte) error {
	id, err := c.next(rooms, k)
	if err != nil {
		return err
	}
	var row roomRow
	if err := rooms.unseal(k, v, &row); err != nil {
		return err
	}
	errs := []error{
		c.counted(pins, k, row.Pins, rooms),
		c.counted(members, k, row.Members, rooms),
	}
	if row.Creator != 0 {
		errs = append(errs, c.need(users, key(row.Creator), &userRow{}, "a room"))
	}
	if row.named() {
		errs = append(errs, c.points(roomNames, row.Folded, id), c.points(roomLikes, row.Skeleton, id))
	}
	if row.complete() {
		errs = append(errs, c.indexedConversation(id))
	}
	if row.Staff {
		errs = append(errs, c.staffRoom(k, id))
	}
	if row.Owner != 0 && row.Deleted == 0 {
		errs = append(errs, c.owner(k, id, row.Owner))
	}
	if row.Deleted == 0 && (row.Swept != 0 || row.Clear) {
		errs = append(errs, corrupt(rooms, k, "cleared away, but not deleted"))
	}
	return errors.Join(errs...)
}

// staffRoom checks that there is no room of the staff but one.
func (c *checker) staffRoom(k []byte, id uint64) error {
	its, err := c.number(meta, staffRoomKey)
	if err == nil && its != id {
		err = corrupt(rooms, k, fmt.Sprintf("the staff's room is number %d", its))
	}
	return err
}

// owner checks that the owner of a room is a member with that role.
func (c *checker) owner(k []byte, id, owner uint64) error {
	var row memberRow
	err := c.need(members, pair(id, owner), &row, "a room")
	if err == nil && room.Role(row.Role) != room.Owner {
		err = corrupt(rooms, k, fmt.Sprintf("owner %d has role %d there", owner, row.Role))
	}
	return err
}

// indexedConversation checks that the people of a conversation lead to it.
func (c *checker) indexedConversation(id uint64) error {
	people, err := c.Members(room.ID(id), 0, room.MaxGroup)
	if err != nil {
		return err
	}
	return c.points(conversations, string(peopleKey(people)), id)
}

func (c *checker) conversation(k, v []byte) error {
	var at numberRow
	if err := conversations.unseal(k, v, &at); err != nil {
		return err
	}
	row, err := c.roomAt(at.N, conversations, k)
	if err != nil {
		return err
	}
	people, err := c.Members(room.ID(at.N), 0, room.MaxGroup)
	if err == nil && (!row.complete() || !bytes.Equal(peopleKey(people), k)) {
		err = corrupt(conversations, k, fmt.Sprintf("not the people of room %d", at.N))
	}
	return err
}

// roomNameIn checks an index of room names against the form of the name that it
// is for.
func (c *checker) roomNameIn(index bucket, form func(*roomRow) string) func(k, v []byte) error {
	return func(k, v []byte) error {
		var at numberRow
		if err := index.unseal(k, v, &at); err != nil {
			return err
		}
		row, err := c.roomAt(at.N, index, k)
		if err == nil && (!row.named() || form(row) != string(k)) {
			err = corrupt(index, k, fmt.Sprintf("not the name of room %d", at.N))
		}
		return err
	}
}

// roomAt reads the room that a record is about: it is there, and has not been
// cleared away. Records of one room mostly follow each other, so the last room
// is remembered.
func (c *checker) roomAt(id uint64, b bucket, k []byte) (*roomRow, error) {
	if c.at == nil || c.atID != id {
		row := new(roomRow)
		if err := c.need(rooms, key(id), row, "bucket "+string(b.name)); err != nil {
			return nil, err
		}
		c.at, c.atID = row, id
	}
	if c.at.Clear {
		return nil, corrupt(b, k, fmt.Sprintf("room %d was cleared away", id))
	}
	return c.at, nil
}

func (c *checker) member(k, v []byte) error {
	in, user, ok := unpair(k)
	if !ok {
		return corrupt(members, k, "bad key")
	}
	var row memberRow
	if err := members.unseal(k, v, &row); err != nil {
		return err
	}
	err := c.need(userRooms, pair(user, in), &emptyRow{}, "members")
	of, missing := c.roomAt(in, members, k)
	switch {
	case missing != nil || of.Deleted != 0 || room.Kind(of.Kind) == room.Direct: // where deleted accounts stay
		return errors.Join(err, missing, c.need(users, key(user), &userRow{}, "a membership"))
	case room.Role(row.Role) == room.Owner && of.Owner != user:
		err = errors.Join(err, corrupt(members, k, fmt.Sprintf("the room's owner is %d", of.Owner)))
	}
	return errors.Join(err, c.present(user, members, k))
}

func (c *checker) userRoom(k, v []byte) error {
	user, in, ok := unpair(k)
	if !ok {
		return corrupt(userRooms, k, "bad key")
	}
	return errors.Join(
		userRooms.unseal(k, v, &emptyRow{}),
		c.need(members, pair(in, user), &memberRow{}, "userrooms"),
	)
}

func (c *checker) invite(k, v []byte) error {
	in, user, ok := unpair(k)
	if !ok {
		return corrupt(invites, k, "bad key")
	}
	var row inviteRow
	if err := invites.unseal(k, v, &row); err != nil {
		return err
	}
	_, err := c.roomAt(in, invites, k)
	return errors.Join(
		err, c.present(user, invites, k),
		c.doer(row.By, "an invitation"),
		c.need(userInvites, pair(user, in), &emptyRow{}, "invites"),
		c.need(inviteEnds, endKey(row.Until, room.ID(in), room.UserID(user)), &emptyRow{}, "invites"),
	)
}

func (c *checker) userInvite(k, v []byte) error {
	user, in, ok := unpair(k)
	if !ok {
		return corrupt(userInvites, k, "bad key")
	}
	return errors.Join(
		userInvites.unseal(k, v, &emptyRow{}),
		c.need(invites, pair(in, user), &inviteRow{}, "userinvites"),
	)
}

func (c *checker) inviteEnd(k, v []byte) error {
	until, in, user, ok := untriple(k)
	if !ok {
		return corrupt(inviteEnds, k, "bad key")
	}
	var row inviteRow
	err := c.need(invites, pair(in, user), &row, "inviteends")
	if err == nil && uint64(row.Until) != until {
		err = corrupt(inviteEnds, k, "the invitation ends at another time")
	}
	return errors.Join(err, inviteEnds.unseal(k, v, &emptyRow{}))
}

func (c *checker) pace(k, v []byte) error {
	in, user, ok := unpair(k)
	if !ok {
		return corrupt(paces, k, "bad key")
	}
	_, err := c.roomAt(in, paces, k)
	return errors.Join(err, c.present(user, paces, k), paces.unseal(k, v, &timeRow{}))
}
