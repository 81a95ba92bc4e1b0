package data

import (
	"errors"
	"fmt"

	"snug/keys"
)

// kept checks a bot against its keeper: a person, who is there while the bot is, and
// is no less than it on the server.
func (c *checker) kept(k []byte, id uint64, row userRow) error {
	var keeper userRow
	if err := c.need(users, key(row.Keeper), &keeper, "a bot"); err != nil {
		return err
	}
	var errs []error
	wrong := func(what string) { errs = append(errs, corrupt(users, k, what)) }
	if keeper.Keeper != 0 {
		wrong(fmt.Sprintf("its keeper, account %d, is a bot", row.Keeper))
	}
	if row.Deleted != 0 {
		return errors.Join(errs...)
	}
	is, most := row.record(keys.AccountID(id)).Account(), keeper.record(keys.AccountID(row.Keeper)).Account()
	switch {
	case keeper.Deleted != 0:
		wrong(fmt.Sprintf("its keeper, account %d, is deleted", row.Keeper))
	case is.Role > min(most.Role, keys.Moderator):
		wrong(fmt.Sprintf("is a bot and a %s, kept by a %s", is.Role, most.Role))
	}
	if row.Rate == 0 || row.Pending || row.Configured {
		wrong("is no bot that was made by anybody")
	}
	return errors.Join(append(errs, c.need(bots, key(row.Keeper, id), &emptyRow{}, "an account"))...)
}

func (c *checker) bot(k, v []byte) error {
	keeper, id, ok := unpair(k)
	if !ok {
		return corrupt(bots, k, "bad key")
	}
	if err := bots.unseal(k, v, &emptyRow{}); err != nil {
		return err
	}
	var row userRow
	err := c.need(users, key(id), &row, "bots")
	if err == nil && (row.Keeper != keeper || row.Deleted != 0) {
		err = corrupt(bots, k, fmt.Sprintf("account %d is not this one's bot", id))
	}
	return err
}
