package data

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"

	"snug/room"
)

// AddReport implements [room.Tx].
func (t *tx) AddReport(r room.Report) (room.Report, error) {
	id, err := t.count(lastReportKey)
	if err != nil {
		return r, err
	}
	row := reportRowOf(r)
	for _, to := range []struct {
		index bucket
		who   uint64
	}{{reportsBy, row.By}, {reportsAbout, row.About}} {
		if err := t.put(to.index, pair(to.who, id), emptyRow{}); err != nil {
			return r, err
		}
	}
	r.ID = id
	return r, t.putReport(id, reportRow{Told: true, State: uint8(room.ReportDismissed)}, row)
}

// SetReport implements [room.Tx].
func (t *tx) SetReport(r room.Report) error {
	was, err := t.reportRow(r.ID)
	if err != nil {
		return err
	}
	is := was
	is.change(r)
	return t.putReport(r.ID, was, is)
}

// putReport writes a report and lets the indices of what is open and untold
// follow it.
func (t *tx) putReport(id uint64, was, is reportRow) error {
	for _, follow := range []struct {
		index   bucket
		key     []byte
		was, is bool
	}{
		{openReports, key(id), was.open(), is.open()},
		{untold, pair(is.By, id), was.untold(), is.untold()},
	} {
		var err error
		switch {
		case follow.is && !follow.was:
			err = t.put(follow.index, follow.key, emptyRow{})
		case follow.was && !follow.is:
			err = t.remove(follow.index, follow.key)
		}
		if err != nil {
			return err
		}
	}
	return t.put(reports, key(id), is)
}

// reportRow reads the row of a report that must be there.
func (t *tx) reportRow(id uint64) (reportRow, error) {
	var row reportRow
	found, err := t.get(reports, key(id), &row)
	if err == nil && !found {
		err = fmt.Errorf("report %d: %w", id, room.ErrNotFound)
	}
	return row, err
}

// Report implements [room.Tx].
func (t *tx) Report(id uint64) (room.Report, error) {
	row, err := t.reportRow(id)
	if err != nil {
		return room.Report{}, err
	}
	r := row.report(id)
	for _, who := range []*room.Person{&r.By, &r.About, &r.Judge} {
		switch who.ID {
		case room.Operator:
			who.Name = room.OperatorName
			continue
		case 0:
			continue
		}
		if *who, err = t.Person(who.ID); err != nil {
			return room.Report{}, corrupt(reports, key(id), err.Error())
		}
	}
	return r, nil
}

// OpenReports implements [room.Tx].
func (t *tx) OpenReports(by room.UserID) ([]room.Report, error) {
	var open []room.Report
	err := t.newestReports(reportsBy, by, 0, true, func(id uint64) error {
		r, err := t.Report(id)
		open = append(open, r)
		return err
	})
	slices.Reverse(open)
	return open, err
}

// ThreadAbout implements [room.Tx]: the newest report that was shown there has it.
func (t *tx) ThreadAbout(who room.UserID) (uint64, error) {
	var thread uint64
	err := t.newestReports(reportsAbout, who, 0, false, func(id uint64) error {
		row, err := t.reportRow(id)
		if thread = row.Thread; thread != 0 {
			return errEnough
		}
		return err
	})
	return thread, err
}

// Untold implements [room.Tx].
func (t *tx) Untold(by room.UserID) ([]room.Report, error) {
	var all []room.Report
	err := t.newestReports(untold, by, 0, false, func(id uint64) error {
		r, err := t.Report(id)
		all = append(all, r)
		return err
	})
	slices.Reverse(all)
	return all, err
}

// newestReports visits the reports that an index has of a person, or all of it
// for nobody, the newest first and those with a number less than until, zero from
// the end; of all or the open ones. It ends when visit returns errEnough, which is
// no error here.
func (t *tx) newestReports(index bucket, of room.UserID, until uint64, open bool, visit func(id uint64) error) error {
	in, err := t.in(index)
	if err != nil {
		return err
	}
	if until == 0 {
		until = math.MaxUint64
	}
	var prefix []byte
	if of != 0 {
		prefix = key(of) // with room for another number
	}
	c := in.Cursor()
	for k, v := before(c, append(prefix, key(until)...)); bytes.HasPrefix(k, prefix) && k != nil; k, v = c.Prev() {
		id, ok := one(k[len(prefix):])
		if !ok {
			return corrupt(index, k, "bad key")
		}
		if err := index.unseal(k, v, &emptyRow{}); err != nil { // of a whole row, too: it has the fields and more
			return err
		}
		if open {
			if is, err := t.get(openReports, key(id), &emptyRow{}); err != nil {
				return err
			} else if !is {
				continue
			}
		}
		switch err := visit(id); {
		case errors.Is(err, errEnough):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}

// forgetExcerpts takes out of the reports about somebody what they had said, if
// all that they have said is to go.
func (t *tx) forgetExcerpts(who room.UserID, from []byte) (next []byte, err error) {
	d, _, err := t.departureRow(who)
	if err != nil || !d.Erase {
		return nil, err
	}
	first, _ := one(from) // of no key it is zero
	found, err := t.keysFrom(reportsAbout, pair(who, first), key(who), sweepBatch)
	for _, k := range found {
		_, id, ok := unpair(k)
		if !ok {
			return nil, corrupt(reportsAbout, k, "bad key")
		}
		if err == nil {
			err = t.forgetExcerpt(id)
		}
		next = key(id + 1)
	}
	if len(found) < sweepBatch {
		next = nil
	}
	return next, err
}

func (t *tx) forgetExcerpt(id uint64) error {
	row, err := t.reportRow(id)
	if err != nil || row.Excerpt == "" {
		return err
	}
	row.Excerpt = ""
	return t.put(reports, key(id), row)
}
