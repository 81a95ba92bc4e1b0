package data

import (
	"errors"
	"fmt"
)

func (c *checker) message(k, v []byte) error {
	in, seq, ok := unpair(k)
	if !ok {
		return corrupt(messages, k, "bad key")
	}
	of, err := c.roomAt(in, messages, k)
	if err != nil {
		return err
	}
	prev := c.prevB
	if in != c.prevA {
		prev = of.Trimmed
	}
	if c.prevA, c.prevB = in, seq; seq != prev+1 {
		return corrupt(messages, k, fmt.Sprintf("follows number %d", prev))
	}
	var row messageRow
	if err := messages.unseal(k, v, &row); err != nil {
		return err
	}
	var o outcomeRow
	err = c.need(outcomes, row.ID[:], &o, "a message")
	if err == nil && (o.Room != in || o.Seq != seq) {
		err = corrupt(outcomes, row.ID[:], fmt.Sprintf("points to message %d of room %d instead of %d of %d", o.Seq, o.Room, seq, in))
	}
	return errors.Join(
		err,
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
	if row.Account != 0 {
		return c.need(users, key(row.Account), &userRow{}, by)
	}
	var of roomRow
	err := c.need(rooms, key(row.Room), &of, by)
	switch {
	case err != nil:
		return err
	case row.Seq <= of.Trimmed && row.Body != 0:
		return corrupt(outcomes, k, fmt.Sprintf("keeps what message %d said, which is gone", row.Seq))
	case row.Seq <= of.Trimmed:
		return nil // of the room, or of a message that is gone, or of what happened to it
	}
	// The ID may be that of something which happened to the message later. That
	// each message's own ID leads to it is checked there.
	return c.need(messages, pair(row.Room, row.Seq), &messageRow{}, by)
}
