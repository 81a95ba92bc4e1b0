package keys

import "snug/keys/audit"

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
