package data

import (
	"context"
	"errors"
	"fmt"

	"snug/keys/audit"
)

// maxProblems is how many problems one check reports before it gives up.
const maxProblems = 20

// Check reads the whole file and reports what is wrong with it, nil when nothing
// is: damaged records, numbers with holes, indices that disagree with what they
// index, and bbolt's own pages. What is wrong wraps [ErrCorrupt]. It takes seconds
// for each gigabyte; commands go on meanwhile but for some milliseconds.
func (s *Store) Check(ctx context.Context) error {
	for _, step := range []func(context.Context) error{s.checkRecords, s.checkRuns, s.checkPages} {
		if err := errors.Join(step(ctx), ctx.Err()); err != nil {
			return wrap("check store", err)
		}
	}
	return nil
}

// checkRecords checks all that this package wrote.
func (s *Store) checkRecords(ctx context.Context) error {
	return s.view(func(t *tx) error {
		c := &checker{tx: t, counts: newTally()}
		for _, r := range c.rules() {
			if err := c.bucket(ctx, r); err != nil {
				return errors.Join(append(c.problems, err)...)
			}
		}
		return errors.Join(c.problems...)
	})
}

// A checker collects problems in one transaction.
type checker struct {
	*tx
	problems []error

	newest audit.Entry // of the audit log, so far
	counts tally       // of files, so far

	// The numbers in the key before this one, of the same bucket.
	prevA, prevB uint64

	// The room that was looked at last, nil before the first.
	at   *roomRow
	atID uint64
}

// A rule checks the records of one bucket, in order.
type rule struct {
	bucket bucket
	check  func(k, v []byte) error
	count  []byte // the counter that equals the highest key, if there is one
}

func (c *checker) rules() []rule {
	return []rule{
		{bucket: meta, check: c.meta},
		{bucket: users, check: c.user, count: lastUserKey},
		{bucket: names, check: c.nameIn(names)},
		{bucket: skeletons, check: c.nameIn(skeletons)},
		{bucket: keyring, check: c.key},
		{bucket: rooms, check: c.room, count: lastRoomKey},
		{bucket: roomNames, check: c.roomNameIn(roomNames, func(r *roomRow) string { return r.Folded })},
		{bucket: roomLikes, check: c.roomNameIn(roomLikes, func(r *roomRow) string { return r.Skeleton })},
		{bucket: members, check: c.member},
		{bucket: userRooms, check: c.userRoom},
		{bucket: messages, check: c.message},
		{bucket: outcomes, check: c.outcome},
		{bucket: marks, check: c.mark},
		{bucket: displays, check: c.nameIn(displays)},
		{bucket: displayLikes, check: c.nameIn(displayLikes)},
		{bucket: settings, check: c.setting},
		{bucket: edits, check: c.version},
		{bucket: reacts, check: c.reaction},
		{bucket: mentions, check: c.mention},
		{bucket: threads, check: c.reply},
		{bucket: pins, check: c.pin},
		{bucket: drafts, check: c.draft},
		{bucket: levels, check: c.level},
		{bucket: ignores, check: c.between(ignores)},
		{bucket: invites, check: c.invite},
		{bucket: userInvites, check: c.userInvite},
		{bucket: inviteEnds, check: c.inviteEnd},
		{bucket: conversations, check: c.conversation},
		{bucket: blocks, check: c.between(blocks)},
		{bucket: tombstones, check: c.tombstone},
		{bucket: paces, check: c.pace},
		{bucket: departing, check: c.departure},
		{bucket: userKeys, check: c.userKey},
		{bucket: offers, check: c.offer},
		{bucket: links, check: c.link},
		{bucket: heldNames, check: c.nameIn(heldNames)},
		{bucket: heldLikes, check: c.nameIn(heldLikes)},
		{bucket: recoveries, check: c.recovery},
		{bucket: auditLog, check: c.entry, count: lastEntryKey},
		{bucket: seen, check: c.seen},
		{bucket: bans, check: c.ban},
		{bucket: banIDs, check: c.banID},
		{bucket: inviteCodes, check: c.inviteCode},
		{bucket: notes, check: c.note},
		{bucket: pendings, check: c.pending},
		{bucket: house, check: c.house},
		{bucket: ownerKeys, check: c.ownerKey},
		{bucket: penalties, check: c.penalty},
		{bucket: userPenalties, check: c.userPenalty},
		{bucket: penaltyEnds, check: c.penaltyEnd},
		{bucket: newPaces, check: c.newPace},
		{bucket: reports, check: c.report, count: lastReportKey},
		{bucket: openReports, check: c.openReport},
		{bucket: reportsBy, check: c.reportOf(reportsBy, func(r *reportRow) uint64 { return r.By })},
		{bucket: reportsAbout, check: c.reportOf(reportsAbout, func(r *reportRow) uint64 { return r.About })},
		{bucket: untold, check: c.untold},
		{bucket: revisions, check: c.revision},
		{bucket: bots, check: c.bot},
		{bucket: files, check: c.file},
		{bucket: roomFiles, check: c.roomFile},
		{bucket: blobs, check: c.blob},
		{bucket: loose, check: c.loose},
		{bucket: usage, check: c.usage},
	}
}

func (c *checker) problem(err error) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, err)
	}
}

// bucket checks every record of one bucket; a problem with one does not end it.
// Its error is why the whole check cannot go on.
func (c *checker) bucket(ctx context.Context, r rule) error {
	in, err := c.in(r.bucket)
	if err != nil {
		return err
	}
	c.prevA, c.prevB = 0, 0
	cursor := in.Cursor()
	for k, v := cursor.First(); k != nil; k, v = cursor.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.check(k, v); err != nil {
			c.problem(err)
		}
		if len(c.problems) == maxProblems {
			return errors.New("too many problems to go on")
		}
	}
	if r.count == nil {
		return nil
	}
	highest, err := c.number(meta, r.count)
	if err == nil && highest != c.prevA {
		err = corrupt(r.bucket, key(highest), fmt.Sprintf("the highest is number %d", c.prevA))
	}
	if err != nil {
		c.problem(err)
	}
	return nil
}

// need reads a record that another one points to.
func (c *checker) need(b bucket, key []byte, row any, because string) error {
	found, err := c.get(b, key, row)
	if err == nil && !found {
		err = corrupt(b, key, "missing, but in "+because)
	}
	return err
}

// points checks that an index leads from by to id.
func (c *checker) points(index bucket, by string, id uint64) error {
	var row numberRow
	err := c.need(index, []byte(by), &row, "a name")
	if err == nil && row.N != id {
		err = corrupt(index, []byte(by), fmt.Sprintf("points to %d instead of %d", row.N, id))
	}
	return err
}

// counted checks that as many records of an index begin with a key as another
// record says.
func (c *checker) counted(index bucket, prefix []byte, want uint64, by bucket) error {
	n, err := c.countOf(index, prefix)
	if err == nil && uint64(n) != want {
		err = corrupt(by, prefix, fmt.Sprintf("counts %d records of bucket %s that are %d", want, index.name, n))
	}
	return err
}

// next checks that a key of one number follows the one before without a hole.
func (c *checker) next(b bucket, k []byte) (uint64, error) {
	id, ok := one(k)
	if !ok {
		return 0, corrupt(b, k, "bad key")
	}
	prev := c.prevA
	if c.prevA = id; id != prev+1 {
		return 0, corrupt(b, k, fmt.Sprintf("follows number %d", prev))
	}
	return id, nil
}
