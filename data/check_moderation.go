package data

import (
	"errors"
	"fmt"
	"slices"

	"snug/room"
)

func (c *checker) penalty(k, v []byte) error {
	in, user, ok := unpair(k)
	if !ok {
		return corrupt(penalties, k, "bad key")
	}
	var row penaltyRow
	if err := penalties.unseal(k, v, &row); err != nil {
		return err
	}
	_, err := c.roomAt(in, penalties, k)
	errs := []error{
		err, c.present(user, penalties, k),
		c.need(userPenalties, pair(user, in), &emptyRow{}, "penalties"),
	}
	if row.none() {
		errs = append(errs, corrupt(penalties, k, "neither muted nor banned"))
	}
	for _, end := range row.ends() {
		errs = append(errs, c.need(penaltyEnds, endKey(end, room.ID(in), room.UserID(user)), &emptyRow{}, "penalties"))
	}
	return errors.Join(errs...)
}

func (c *checker) userPenalty(k, v []byte) error {
	user, in, ok := unpair(k)
	if !ok {
		return corrupt(userPenalties, k, "bad key")
	}
	return errors.Join(
		userPenalties.unseal(k, v, &emptyRow{}),
		c.need(penalties, pair(in, user), &penaltyRow{}, "userpenalties"),
	)
}

func (c *checker) penaltyEnd(k, v []byte) error {
	at, in, user, ok := untriple(k)
	if !ok {
		return corrupt(penaltyEnds, k, "bad key")
	}
	var row penaltyRow
	err := c.need(penalties, pair(in, user), &row, "penaltyends")
	if err == nil && !slices.Contains(row.ends(), int64(at)) {
		err = corrupt(penaltyEnds, k, "the penalty ends at another time")
	}
	return errors.Join(err, penaltyEnds.unseal(k, v, &emptyRow{}))
}

func (c *checker) newPace(k, v []byte) error {
	user, ok := one(k)
	if !ok {
		return corrupt(newPaces, k, "bad key")
	}
	return errors.Join(newPaces.unseal(k, v, &paceRow{}), c.present(user, newPaces, k))
}

func (c *checker) note(k, v []byte) error {
	user, number, ok := unpair(k)
	if !ok {
		return corrupt(notes, k, "bad key")
	}
	var row userRow
	err := c.need(users, key(user), &row, "a note")
	if err == nil && (number == 0 || number > row.NoteCount) {
		err = corrupt(notes, k, fmt.Sprintf("account %d has had %d notes", user, row.NoteCount))
	}
	return errors.Join(err, notes.unseal(k, v, &noteRow{}))
}

func (c *checker) pending(k, v []byte) error {
	var row userRow
	err := c.need(users, k, &row, "accounts that wait")
	if err == nil && !row.Pending {
		err = corrupt(pendings, k, "the account does not wait")
	}
	return errors.Join(err, pendings.unseal(k, v, &emptyRow{}))
}

func (c *checker) report(k, v []byte) error {
	id, err := c.next(reports, k)
	if err != nil {
		return err
	}
	var row reportRow
	if err := reports.unseal(k, v, &row); err != nil {
		return err
	}
	const by = "a report"
	errs := []error{
		c.need(users, key(row.By), &userRow{}, by), c.need(reportsBy, pair(row.By, id), &emptyRow{}, by),
		c.need(users, key(row.About), &userRow{}, by), c.need(reportsAbout, pair(row.About, id), &emptyRow{}, by),
	}
	if row.open() {
		errs = append(errs, c.need(openReports, k, &emptyRow{}, by))
	}
	if row.untold() {
		errs = append(errs, c.need(untold, pair(row.By, id), &emptyRow{}, by))
	}
	if row.open() != (row.Decided == 0) {
		errs = append(errs, corrupt(reports, k, "decided, or open, but not both"))
	}
	if row.Judge != 0 {
		errs = append(errs, c.doer(row.Judge, by))
	}
	if row.Room != 0 {
		errs = append(errs, c.need(rooms, key(row.Room), &roomRow{}, by))
	}
	return errors.Join(errs...)
}

func (c *checker) openReport(k, v []byte) error {
	var row reportRow
	err := c.need(reports, k, &row, "open reports")
	if err == nil && !row.open() {
		err = corrupt(openReports, k, "the report is decided")
	}
	return errors.Join(err, openReports.unseal(k, v, &emptyRow{}))
}

// reportOf checks an index of reports by one of the people in them.
func (c *checker) reportOf(index bucket, who func(*reportRow) uint64) func(k, v []byte) error {
	return func(k, v []byte) error {
		user, id, ok := unpair(k)
		if !ok {
			return corrupt(index, k, "bad key")
		}
		var row reportRow
		err := c.need(reports, key(id), &row, string(index.name))
		if err == nil && who(&row) != user {
			err = corrupt(index, k, fmt.Sprintf("the report has account %d there", who(&row)))
		}
		return errors.Join(err, index.unseal(k, v, &emptyRow{}))
	}
}

func (c *checker) untold(k, v []byte) error {
	user, id, ok := unpair(k)
	if !ok {
		return corrupt(untold, k, "bad key")
	}
	var row reportRow
	err := c.need(reports, key(id), &row, "untold")
	if err == nil && !(row.untold() && row.By == user) {
		err = corrupt(untold, k, "they have nothing to hear of")
	}
	return errors.Join(err, untold.unseal(k, v, &emptyRow{}))
}
