package keys

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"snug/keys/audit"
)

// AuditLog gives the log from its first entry to the one that is the newest when
// it begins, in short read transactions. Where more than MaxEntries are missing in
// one place, or one is damaged, it ends with an error that wraps audit.ErrBroken.
func (d *Directory) AuditLog() iter.Seq2[audit.Entry, error] {
	return func(yield func(audit.Entry, error) bool) {
		newest, err := d.lastEntry()
		if err != nil {
			yield(audit.Entry{}, err)
			return
		}
		// An entry that was put behind it all belongs there as little as a hole.
		if page, err := d.Audit(0, 1); err == nil && len(page) > 0 {
			newest = max(newest, page[0].Seq)
		}
		d.walk(newest, yield)
	}
}

// walk gives the entries up to a number.
func (d *Directory) walk(last uint64, yield func(audit.Entry, error) bool) {
	for first := uint64(1); first != 0 && first <= last; {
		// A page ends where it would if no entry were missing.
		end := first + MaxEntries
		if last-first < MaxEntries {
			end = last + 1
		}
		page, err := d.Audit(end, MaxEntries)
		if errors.Is(err, audit.ErrBroken) { // up to the one that is damaged
			page, err = d.sound(first, end)
		}
		page = slices.DeleteFunc(page, func(e audit.Entry) bool { return e.Seq < first || e.Seq > last })
		if err == nil && len(page) == 0 {
			err = fmt.Errorf("%w: entries %d to %d are missing", audit.ErrBroken, first, end-1)
		}
		for _, e := range slices.Backward(page) {
			if !yield(e, nil) {
				return
			}
		}
		if err != nil {
			yield(audit.Entry{}, err)
			return
		}
		first = end
	}
}

// sound returns the entries from a first number to before an end, of which one
// cannot be read: those before it, the newest first, and the error.
func (d *Directory) sound(first, end uint64) (page []audit.Entry, err error) {
	for seq := first; seq < end; seq++ {
		one, err := d.Audit(seq+1, 1)
		if err != nil {
			slices.Reverse(page)
			return page, err
		}
		page = append(page, one...)
	}
	return nil, fmt.Errorf("%w: entries %d to %d cannot be read", audit.ErrBroken, first, end-1)
}

// VerifyAudit checks the whole log, also that none of its newest entries is
// missing, and returns the last one that is sound. The error wraps
// audit.ErrBroken.
func (d *Directory) VerifyAudit() (last audit.Entry, err error) {
	written, err := d.lastEntry()
	if err != nil {
		return audit.Entry{}, err
	}
	last, err = audit.Verify(d.AuditLog())
	if err == nil && last.Seq < written {
		err = fmt.Errorf("%w: entries %d to %d are missing at its end", audit.ErrBroken, last.Seq+1, written)
	}
	return last, err
}

// lastEntry returns the number of the newest entry that was ever written.
func (d *Directory) lastEntry() (n uint64, err error) {
	err = d.store.View(func(r Reader) (err error) {
		n, err = r.LastEntry()
		return err
	})
	return n, because(err, "audit log")
}
