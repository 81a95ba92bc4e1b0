package keys

import (
	"time"

	"snug/keys/audit"
)

// MaxEntries is the most entries of the audit log that are read at once.
const MaxEntries = 1000

// Audit returns at most limit entries of the audit log whose number is less than
// before, the newest first; zero is from the end.
func (d *Directory) Audit(before uint64, limit int) ([]audit.Entry, error) {
	var page []audit.Entry
	err := d.store.View(func(r Reader) (err error) {
		page, err = r.Entries(before, min(limit, MaxEntries))
		return err
	})
	return page, because(err, "audit log")
}

// An AuditQuery picks entries of the audit log; those match for which all holds
// that is set.
type AuditQuery struct {
	Before  uint64    // entries with a lower number; zero: from the end
	Limit   int       // at most MaxEntries
	Account AccountID // who did it
	Actor   string    // what they were called then, or the fingerprint of their key
	Action  string    // the command, or its first words
	Object  string    // whom or what it was about, or the first word of that
	Since   time.Time
	Until   time.Time
}

// AuditMatching returns entries, the newest first, and the Before to go on with,
// zero at the end. One call looks at some thousands at most, so a page may be
// short, or empty, before the end.
func (d *Directory) AuditMatching(q AuditQuery) (page []audit.Entry, next uint64, err error) {
	return nil, 0, errUnbuilt
}
