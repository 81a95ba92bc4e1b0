package data

import (
	"errors"
	"fmt"
)

// revised checks that the revision of a message leads to it.
func (c *checker) revised(k []byte, in, seq, rev uint64) error {
	var at numberRow
	err := c.need(revisions, pair(in, rev), &at, "a message")
	if err == nil && at.N != seq {
		err = corrupt(messages, k, fmt.Sprintf("revision %d is of message %d", rev, at.N))
	}
	return err
}

// revision checks that a revision is the latest of its message, and none that the
// room has not given out.
func (c *checker) revision(k, v []byte) error {
	in, rev, ok := unpair(k)
	if !ok {
		return corrupt(revisions, k, "bad key")
	}
	var at numberRow
	if err := revisions.unseal(k, v, &at); err != nil {
		return err
	}
	of, err := c.roomAt(in, revisions, k)
	if err == nil && (rev == 0 || rev > of.Rev) {
		err = corrupt(revisions, k, fmt.Sprintf("the room's last one is %d", of.Rev))
	}
	m, missing := c.about(revisions, k, in, at.N)
	if missing == nil && m.Rev != rev {
		missing = corrupt(revisions, k, fmt.Sprintf("message %d has revision %d", at.N, m.Rev))
	}
	return errors.Join(err, missing)
}
