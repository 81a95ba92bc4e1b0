package data

import (
	"errors"
	"fmt"
	"slices"
)

// life checks what happened to a message against the buckets that hold the rest
// of it.
func (c *checker) life(k []byte, in, seq uint64, row messageRow) error {
	var errs []error
	for _, its := range []struct {
		in    bucket
		count uint64
	}{{edits, row.Versions}, {reacts, row.Reacts}, {threads, row.Replies}} {
		if its.count > 0 { // that there are more than none is found out there
			errs = append(errs, c.counted(its.in, k, its.count, messages))
		}
	}
	if row.Rev != 0 {
		errs = append(errs, c.revised(k, in, seq, row.Rev))
	}
	if row.Pinned {
		errs = append(errs, c.need(pins, k, &emptyRow{}, "a pinned message"))
	}
	if row.Deleted != 0 {
		errs = append(errs, c.need(tombstones, k, &emptyRow{}, "a deleted message"))
	} else if row.Removed {
		errs = append(errs, corrupt(messages, k, "removed, but not deleted"))
	}
	for _, who := range row.Mentions {
		errs = append(errs, c.named(who, in, seq))
	}
	if row.File != nil {
		errs = append(errs, c.filed(k, in, seq, row))
	}
	switch {
	case row.Root == 0 && row.Reply == 0:
	case row.Root == 0 || row.Root > row.Reply || row.Reply >= seq:
		errs = append(errs, corrupt(messages, k, fmt.Sprintf("answers message %d in the thread of %d", row.Reply, row.Root)))
	default:
		errs = append(errs, c.need(threads, triple(in, row.Root, seq), &emptyRow{}, "a reply"))
	}
	return errors.Join(errs...)
}

// named checks that a mention is indexed. Of a deleted account it need not be:
// what it has not read is of no use, and the message still says whom it named.
func (c *checker) named(who, in, seq uint64) error {
	const by = "a message"
	var row userRow
	if err := c.need(users, key(who), &row, by); err != nil || row.Deleted != 0 {
		return err
	}
	return c.need(mentions, triple(who, in, seq), &emptyRow{}, by)
}

// about reads the message that a record with a key of three numbers is about.
func (c *checker) about(index bucket, k []byte, in, seq uint64) (messageRow, error) {
	var row messageRow
	err := c.need(messages, pair(in, seq), &row, fmt.Sprintf("%s, key %x", index.name, k))
	return row, err
}

func (c *checker) version(k, v []byte) error {
	in, seq, n, ok := untriple(k)
	if !ok {
		return corrupt(edits, k, "bad key")
	}
	row, err := c.about(edits, k, in, seq)
	if err == nil && (n == 0 || n > row.Versions) {
		err = corrupt(edits, k, fmt.Sprintf("the message has %d versions", row.Versions))
	}
	return errors.Join(err, edits.unseal(k, v, &versionRow{}))
}

func (c *checker) reaction(k, v []byte) error {
	in, seq, _, ok := untriple(k)
	if !ok {
		return corrupt(reacts, k, "bad key")
	}
	var row reactRow
	if err := reacts.unseal(k, v, &row); err != nil {
		return err
	}
	m, err := c.about(reacts, k, in, seq)
	errs := []error{err}
	if err == nil && m.Reacts == 0 {
		errs = append(errs, corrupt(reacts, k, "the message has no reactions"))
	}
	if len(row.By) == 0 || row.Emoji == "" {
		errs = append(errs, corrupt(reacts, k, fmt.Sprintf("%d people under %q", len(row.By), row.Emoji)))
	}
	for i, by := range row.By {
		if slices.ContainsFunc(row.By[:i], func(other reactor) bool { return other.User == by.User }) {
			errs = append(errs, corrupt(reacts, k, fmt.Sprintf("account %d is there twice", by.User)))
		}
		errs = append(errs, c.need(users, key(by.User), &userRow{}, "a reaction"))
	}
	return errors.Join(errs...)
}

func (c *checker) mention(k, v []byte) error {
	user, in, seq, ok := untriple(k)
	if !ok {
		return corrupt(mentions, k, "bad key")
	}
	row, err := c.about(mentions, k, in, seq)
	if err == nil && !slices.Contains(row.Mentions, user) {
		err = corrupt(mentions, k, "the message does not name them")
	}
	return errors.Join(
		err,
		mentions.unseal(k, v, &emptyRow{}),
		c.present(user, mentions, k),
	)
}

func (c *checker) reply(k, v []byte) error {
	in, root, seq, ok := untriple(k)
	if !ok {
		return corrupt(threads, k, "bad key")
	}
	row, err := c.about(threads, k, in, seq)
	if err == nil && row.Root != root {
		err = corrupt(threads, k, fmt.Sprintf("the message is in the thread of %d", row.Root))
	}
	return errors.Join(err, c.threadStart(k, in, root), threads.unseal(k, v, &emptyRow{}))
}

// threadStart checks what a thread starts with, which may have been trimmed.
func (c *checker) threadStart(k []byte, in, root uint64) error {
	of, err := c.roomAt(in, threads, k)
	if err != nil || root <= of.Trimmed {
		return err
	}
	first, err := c.about(threads, k, in, root)
	if err == nil && first.Replies == 0 {
		err = corrupt(threads, k, "the thread counts no replies")
	}
	return err
}

func (c *checker) tombstone(k, v []byte) error {
	in, seq, ok := unpair(k)
	if !ok {
		return corrupt(tombstones, k, "bad key")
	}
	row, err := c.about(tombstones, k, in, seq)
	if err == nil && row.Deleted == 0 {
		err = corrupt(tombstones, k, "the message is not deleted")
	}
	return errors.Join(err, tombstones.unseal(k, v, &emptyRow{}))
}

func (c *checker) pin(k, v []byte) error {
	in, seq, ok := unpair(k)
	if !ok {
		return corrupt(pins, k, "bad key")
	}
	row, err := c.about(pins, k, in, seq)
	if err == nil && !row.Pinned {
		err = corrupt(pins, k, "the message is not pinned")
	}
	return errors.Join(err, pins.unseal(k, v, &emptyRow{}))
}
