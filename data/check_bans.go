package data

import (
	"bytes"
	"errors"
	"fmt"

	"snug/keys"
)

func (c *checker) ban(k, v []byte) error {
	target, ok := untargetKey(k)
	if !ok {
		return corrupt(bans, k, "bad key")
	}
	var row banRow
	if err := bans.unseal(k, v, &row); err != nil {
		return err
	}
	var errs []error
	if row.Is == nil {
		errs = append(errs, corrupt(bans, k, "does not say since when"))
	}
	if n := len(row.Lifted); n != 0 && n != len(keys.Ban{}.Lifted) {
		errs = append(errs, corrupt(bans, k, "was ended by no command"))
	}
	if target.Account != 0 { // deleted or not
		errs = append(errs, c.need(users, key(target.Account), &userRow{}, "a ban"))
	}
	var at targetRow
	err := c.need(banIDs, key(row.ID), &at, "a ban")
	if err == nil && !bytes.Equal(at.Target, k) {
		err = corrupt(banIDs, key(row.ID), "leads to another ban")
	}
	return errors.Join(append(errs, err)...)
}

func (c *checker) banID(k, v []byte) error {
	id, ok := one(k)
	if !ok {
		return corrupt(banIDs, k, "bad key")
	}
	var at targetRow
	if err := banIDs.unseal(k, v, &at); err != nil {
		return err
	}
	var row banRow
	err := c.need(bans, at.Target, &row, "numbers of bans")
	if err == nil && row.ID != id {
		err = corrupt(banIDs, k, fmt.Sprintf("leads to ban %d", row.ID))
	}
	return errors.Join(err, c.upTo(banIDs, k, id, lastBanKey))
}

// upTo checks that a number is not higher than the highest that was given out.
func (c *checker) upTo(b bucket, k []byte, id uint64, counter []byte) error {
	last, err := c.number(meta, counter)
	if err == nil && id > last {
		err = corrupt(b, k, fmt.Sprintf("the highest ever is number %d", last))
	}
	return err
}

func (c *checker) inviteCode(k, v []byte) error {
	var row inviteCodeRow
	if err := inviteCodes.unseal(k, v, &row); err != nil {
		return err
	}
	var errs []error
	if row.Uses == 0 || row.Tries == 0 {
		errs = append(errs, corrupt(inviteCodes, k, "used up, and still there"))
	}
	if row.By != 0 { // whose account may be gone since
		errs = append(errs, c.need(users, key(row.By), &userRow{}, "an invitation to the server"))
	}
	if row.Room != 0 {
		errs = append(errs, c.need(rooms, key(row.Room), &roomRow{}, "an invitation to the server"))
	}
	return errors.Join(errs...)
}

func (c *checker) ownerKey(k, v []byte) error {
	if len(k) != len(keys.Fingerprint{}) {
		return corrupt(ownerKeys, k, "bad key")
	}
	return ownerKeys.unseal(k, v, &emptyRow{})
}

// house checks the settings of the server and what lies beside them.
func (c *checker) house(k, v []byte) error {
	var row any
	switch {
	case bytes.Equal(k, lockdownKey):
		row = &lockdownRow{}
	case bytes.Equal(k, announceKey):
		row = &announcementRow{}
	case bytes.HasPrefix(k, houseSetting):
		row = &settingRow{}
	default:
		return corrupt(house, k, "bad key")
	}
	return house.unseal(k, v, row)
}

// meta checks the counters, and what else has a number.
func (c *checker) meta(k, v []byte) error {
	var row numberRow
	if err := meta.unseal(k, v, &row); err != nil || !bytes.Equal(k, staffRoomKey) {
		return err
	}
	var is roomRow
	err := c.need(rooms, key(row.N), &is, "bucket meta")
	if err == nil && !(is.Staff && is.Private && is.Deleted == 0) {
		err = corrupt(meta, k, fmt.Sprintf("room %d is not the staff's", row.N))
	}
	return err
}
