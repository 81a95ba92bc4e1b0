package data

import (
	"errors"
	"fmt"

	"snug/room"
)

// present checks that the account which a record belongs to is there. A deleted
// one keeps nothing but what others see of it, once it has been cleared away.
func (c *checker) present(user uint64, b bucket, k []byte) error {
	var row userRow
	if err := c.need(users, key(user), &row, "bucket "+string(b.name)); err != nil || row.Deleted == 0 {
		return err
	}
	_, clearing, err := c.departureRow(room.UserID(user))
	if err == nil && !clearing {
		err = corrupt(b, k, fmt.Sprintf("account %d was deleted", user))
	}
	return err
}

// doer checks that whoever did something has or had an account, or is at the
// machine.
func (c *checker) doer(user uint64, by string) error {
	if room.UserID(user) == room.Operator {
		return nil
	}
	return c.need(users, key(user), &userRow{}, by)
}

func (c *checker) departure(k, v []byte) error {
	user, ok := one(k)
	if !ok {
		return corrupt(departing, k, "bad key")
	}
	var row userRow
	err := c.need(users, k, &row, "bucket departing")
	if err == nil && row.Deleted == 0 {
		err = corrupt(departing, k, fmt.Sprintf("account %d was not deleted", user))
	}
	return errors.Join(err, departing.unseal(k, v, &departureRow{}))
}

func (c *checker) setting(k, v []byte) error {
	user, _, ok := unsettingKey(k)
	if !ok {
		return corrupt(settings, k, "bad key")
	}
	var row userRow
	err := c.need(users, key(user), &row, "a setting")
	if err == nil && row.Deleted != 0 { // they go with the account, not later
		err = corrupt(settings, k, fmt.Sprintf("account %d was deleted", user))
	}
	return errors.Join(err, settings.unseal(k, v, &settingRow{}))
}

func (c *checker) mark(k, v []byte) error {
	var row numberRow
	if err := c.personal(marks, k, v, &row); err != nil {
		return err
	}
	_, in, _ := unpair(k)
	last, err := c.last(room.ID(in))
	if err == nil && row.N > max(last, c.at.Trimmed) {
		err = corrupt(marks, k, fmt.Sprintf("reads up to %d of %d", row.N, last))
	}
	return err
}

func (c *checker) draft(k, v []byte) error { return c.personal(drafts, k, v, &draftRow{}) }

func (c *checker) level(k, v []byte) error {
	var row numberRow
	err := c.personal(levels, k, v, &row)
	if err == nil && room.Level(row.N) == room.Mentions {
		err = corrupt(levels, k, "the first level has no record")
	}
	return err
}

// personal checks a record that somebody has for a room.
func (c *checker) personal(b bucket, k, v []byte, row any) error {
	user, in, ok := unpair(k)
	if !ok {
		return corrupt(b, k, "bad key")
	}
	_, err := c.roomAt(in, b, k)
	return errors.Join(err, b.unseal(k, v, row), c.present(user, b, k))
}

// between checks a bucket of what people have set about each other.
func (c *checker) between(b bucket) func(k, v []byte) error {
	return func(k, v []byte) error {
		user, who, ok := unpair(k)
		if !ok {
			return corrupt(b, k, "bad key")
		}
		return errors.Join(b.unseal(k, v, &emptyRow{}), c.present(user, b, k), c.present(who, b, k))
	}
}
