package data

import (
	"errors"
	"fmt"

	"snug/room"
)

func (c *checker) user(k, v []byte) error {
	id, err := c.next(users, k)
	if err != nil {
		return err
	}
	var row userRow
	if err := users.unseal(k, v, &row); err != nil {
		return err
	}
	err = errors.Join(c.points(names, row.Folded, id), c.points(skeletons, row.Skeleton, id))
	if row.Display != "" {
		err = errors.Join(err, c.points(displays, row.DisplayFolded, id), c.points(displayLikes, row.DisplaySkeleton, id))
	}
	return err
}

func (c *checker) room(k, v []byte) error {
	id, err := c.next(rooms, k)
	if err != nil {
		return err
	}
	var row roomRow
	if err := rooms.unseal(k, v, &row); err != nil {
		return err
	}
	if row.Creator != 0 {
		err = c.need(users, key(row.Creator), &userRow{}, "a room")
	}
	return errors.Join(
		err,
		c.points(roomNames, row.Folded, id),
		c.points(roomLikes, row.Skeleton, id),
		c.counted(pins, k, row.Pins, rooms),
	)
}

func (c *checker) key(k, v []byte) error {
	var row numberRow
	if err := keyring.unseal(k, v, &row); err != nil {
		return err
	}
	return c.need(users, key(row.N), &userRow{}, "an index of keys")
}

// nameIn checks an index of usernames against the form of the name it is for.
func (c *checker) nameIn(index bucket, form func(userRow) string) func(k, v []byte) error {
	return func(k, v []byte) error {
		var at numberRow
		if err := index.unseal(k, v, &at); err != nil {
			return err
		}
		var row userRow
		err := c.need(users, key(at.N), &row, "an index of names")
		if err == nil && form(row) != string(k) {
			err = corrupt(index, k, fmt.Sprintf("not the name of account %d", at.N))
		}
		return err
	}
}

// roomNameIn is nameIn for rooms.
func (c *checker) roomNameIn(index bucket, form func(roomRow) string) func(k, v []byte) error {
	return func(k, v []byte) error {
		var at numberRow
		if err := index.unseal(k, v, &at); err != nil {
			return err
		}
		var row roomRow
		err := c.need(rooms, key(at.N), &row, "an index of names")
		if err == nil && form(row) != string(k) {
			err = corrupt(index, k, fmt.Sprintf("not the name of room %d", at.N))
		}
		return err
	}
}

func (c *checker) member(k, v []byte) error {
	in, user, ok := unpair(k)
	if !ok {
		return corrupt(members, k, "bad key")
	}
	return errors.Join(
		members.unseal(k, v, &memberRow{}),
		c.need(rooms, key(in), &roomRow{}, "a membership"),
		c.need(users, key(user), &userRow{}, "a membership"),
		c.need(userRooms, pair(user, in), &emptyRow{}, "members"),
	)
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

func (c *checker) message(k, v []byte) error {
	in, seq, ok := unpair(k)
	if !ok {
		return corrupt(messages, k, "bad key")
	}
	prev := c.prevB
	if in != c.prevA {
		prev = 0
	}
	if c.prevA, c.prevB = in, seq; seq != prev+1 {
		return corrupt(messages, k, fmt.Sprintf("follows number %d", prev))
	}
	var row messageRow
	if err := messages.unseal(k, v, &row); err != nil {
		return err
	}
	var o outcomeRow
	err := c.need(outcomes, row.ID[:], &o, "a message")
	if err == nil && (o.Room != in || o.Seq != seq) {
		err = corrupt(outcomes, row.ID[:], fmt.Sprintf("points to message %d of room %d instead of %d of %d", o.Seq, o.Room, seq, in))
	}
	return errors.Join(
		err,
		c.need(rooms, key(in), &roomRow{}, "a message"),
		c.need(users, key(row.Author), &userRow{}, "a message"),
		c.life(k, in, seq, row),
	)
}

func (c *checker) outcome(k, v []byte) error {
	var row outcomeRow
	if err := outcomes.unseal(k, v, &row); err != nil {
		return err
	}
	const by = "an outcome"
	switch {
	case row.Account != 0:
		return c.need(users, key(row.Account), &userRow{}, by)
	case row.Seq == 0:
		return c.need(rooms, key(row.Room), &roomRow{}, by)
	}
	// The ID may be that of something which happened to the message later. That
	// each message's own ID leads to it is checked there.
	return c.need(messages, pair(row.Room, row.Seq), &messageRow{}, by)
}

func (c *checker) mark(k, v []byte) error {
	user, in, ok := unpair(k)
	if !ok {
		return corrupt(marks, k, "bad key")
	}
	var row numberRow
	if err := marks.unseal(k, v, &row); err != nil {
		return err
	}
	last, err := c.last(room.ID(in))
	if err == nil && row.N > last {
		err = corrupt(marks, k, fmt.Sprintf("reads up to %d of %d", row.N, last))
	}
	return errors.Join(
		err,
		c.need(rooms, key(in), &roomRow{}, "a mark"),
		c.need(users, key(user), &userRow{}, "a mark"),
	)
}
