package keys

import (
	"slices"
	"strings"
	"time"

	"snug/text"
)

// A Query picks accounts; those match for which all hold that is set.
type Query struct {
	After     AccountID // later than this one
	Limit     int       // at most 1000
	Role      Role      // of just this role; Guest: of any
	Words     string    // part of the username or display name, letter case does not count
	Suspended bool
	Muted     bool
	Pending   bool
	New       bool // on probation
}

const (
	maxPage  = 1000 // accounts that one query returns
	maxRead  = 4000 // that it looks at, some 10 ms of work
	readOnce = 500  // that it reads at once
)

// Accounts returns accounts that are not deleted, by ID, and the After to go on
// with, zero at the end. One call looks at some thousands at most, so a page may
// be short, or empty, before the end.
func (d *Directory) Accounts(q Query) (page []Account, next AccountID, err error) {
	q.Limit = min(q.Limit, maxPage)
	switch {
	case q.Limit <= 0:
		return nil, q.After, nil
	case q.After+1 == 0: // there is none behind the last number
		return nil, 0, nil
	}
	err = d.store.View(func(r Reader) error {
		fits, err := q.fits(r, time.Now())
		if err != nil {
			return err
		}
		read := q.read
		if q.Pending {
			read = q.readPending
		}
		page, next, err = read(r, fits)
		return err
	})
	return page, next, because(err, "accounts after %d", q.After)
}

// read looks at the accounts one after the other.
func (q Query) read(r Reader, fits func(Record) bool) (page []Account, next AccountID, err error) {
	for after, n := q.After, 0; n < maxRead; n += readOnce {
		some, err := r.Accounts(after, readOnce)
		if err != nil {
			return nil, 0, err
		}
		for _, one := range some {
			after = one.ID
			if fits(one) {
				page = append(page, one.Account())
			}
			if len(page) == q.Limit {
				return page, after, nil
			}
		}
		if len(some) < readOnce {
			return page, 0, nil
		}
		next = after
	}
	return page, next, nil
}

// readPending looks at those that wait for approval, who are few.
func (q Query) readPending(r Reader, fits func(Record) bool) (page []Account, next AccountID, err error) {
	all, err := r.Pending()
	if err != nil {
		return nil, 0, err
	}
	all = slices.DeleteFunc(all, func(id AccountID) bool { return id <= q.After })
	for _, id := range all {
		one, err := r.AccountRecord(id)
		switch {
		case err != nil:
			return nil, 0, err
		case !fits(one):
			continue
		case len(page) == q.Limit:
			return page, page[len(page)-1].ID, nil
		}
		page = append(page, one.Account())
	}
	return page, 0, nil
}

// fits returns what tells whether an account matches.
func (q Query) fits(r Reader, now time.Time) (func(Record) bool, error) {
	settings, err := r.HouseSettings()
	if err != nil {
		return nil, err
	}
	probation := HouseOf(settings, Lockdown{}, now).Probation
	words := text.Fold(strings.TrimSpace(q.Words[:min(len(q.Words), maxDisplayBytes)]))
	return func(one Record) bool {
		return one.Deleted.IsZero() &&
			(q.Role == Guest || one.role() == q.Role) &&
			(!q.Suspended || one.Suspended.In(now)) &&
			(!q.Muted || one.Muted.In(now)) &&
			(!q.Pending || one.Pending) &&
			(!q.New || one.isNew(now, probation)) &&
			(words == "" || strings.Contains(one.NameForm.Folded, words) || strings.Contains(one.DisplayForm.Folded, words))
	}, nil
}

// isNew reports whether an account is on probation, which lasts so long. A bot is
// not: it has a rate of its own, and a keeper who was not.
func (r Record) isNew(now time.Time, probation time.Duration) bool {
	return probation > 0 && !r.Trusted && !r.Pending && r.Keeper == 0 && r.role() < Moderator && now.Sub(r.Created) < probation
}
