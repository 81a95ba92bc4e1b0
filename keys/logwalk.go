package keys

import (
	"fmt"
	"iter"
	"slices"

	"snug/keys/audit"
)

// AuditLog gives the log from its first entry to the one that is the newest when
// it begins, in short read transactions. Where more than MaxEntries are missing in
// one place it ends with an error that wraps audit.ErrBroken.
func (d *Directory) AuditLog() iter.Seq2[audit.Entry, error] {
	return func(yield func(audit.Entry, error) bool) {
		newest, err := d.Audit(0, 1)
		if err != nil {
			yield(audit.Entry{}, err)
			return
		}
		if len(newest) > 0 {
			d.walk(newest[0].Seq, yield)
		}
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
		page = slices.DeleteFunc(page, func(e audit.Entry) bool { return e.Seq < first || e.Seq > last })
		if err == nil && len(page) == 0 {
			err = fmt.Errorf("%w: entries %d to %d are missing", audit.ErrBroken, first, end-1)
		}
		if err != nil {
			yield(audit.Entry{}, err)
			return
		}
		for _, e := range slices.Backward(page) {
			if !yield(e, nil) {
				return
			}
		}
		first = end
	}
}

// VerifyAudit checks the whole log, also that none of its newest entries is
// missing, and returns the last one that is sound. The error wraps
// audit.ErrBroken.
func (d *Directory) VerifyAudit() (last audit.Entry, err error) {
	var written uint64
	err = d.store.View(func(r Reader) (err error) {
		written, err = r.LastEntry()
		return err
	})
	if err != nil {
		return audit.Entry{}, because(err, "audit log")
	}
	last, err = audit.Verify(d.AuditLog())
	if err == nil && last.Seq < written {
		err = fmt.Errorf("%w: entries %d to %d are missing at its end", audit.ErrBroken, last.Seq+1, written)
	}
	return last, err
}
