package data

import "snug/room"

// Report implements [room.Store].
func (r Rooms) Report(id uint64) (room.Report, error) {
	var found room.Report
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.Report(id)
		return err
	})
	return found, wrap("read report", err)
}

// Reports implements [room.Store].
func (r Rooms) Reports(about room.UserID, open bool, before uint64, limit int) ([]room.Report, error) {
	index := reportsAbout
	switch {
	case about != 0:
	case open:
		index, open = openReports, false // it has no others
	default:
		index = reports
	}
	return r.reports(index, about, open, before, limit)
}

// ReportsBy implements [room.Store].
func (r Rooms) ReportsBy(by room.UserID, before uint64, limit int) ([]room.Report, error) {
	return r.reports(reportsBy, by, false, before, limit)
}

// reports reads a page of reports through an index.
func (r Rooms) reports(index bucket, of room.UserID, open bool, before uint64, limit int) ([]room.Report, error) {
	var page []room.Report
	err := r.s.view(func(t *tx) error {
		return t.newestReports(index, of, before, open, func(id uint64) error {
			if len(page) >= min(limit, room.MaxPage) {
				return errEnough
			}
			one, err := t.Report(id)
			page = append(page, one)
			return err
		})
	})
	return page, wrap("list reports", err)
}

// Untold implements [room.Store].
func (r Rooms) Untold(by room.UserID) ([]room.Report, error) {
	var all []room.Report
	err := r.s.view(func(t *tx) (err error) {
		all, err = t.Untold(by)
		return err
	})
	return all, wrap("list reports", err)
}
