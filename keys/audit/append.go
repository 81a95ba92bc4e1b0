package audit

// A Log is the log as one transaction sees it.
type Log interface {
	// Entries returns at most limit entries whose number is less than before,
	// the newest first; zero is from the end.
	Entries(before uint64, limit int) ([]Entry, error)
	// LastEntry returns the number of the newest entry that was ever written.
	LastEntry() (uint64, error)
	// AddEntry stores the next entry, with its number.
	AddEntry(e Entry) error
}

// Append writes an entry behind the newest one. Where entries have gone from the
// end of the log it leaves the hole, which [Verify] finds: with their numbers
// the new ones would hide it.
func Append(log Log, e Entry) error {
	newest, err := log.Entries(0, 1)
	if err != nil {
		return err
	}
	var last Entry
	if len(newest) > 0 {
		last = newest[0]
	}
	written, err := log.LastEntry()
	if err != nil {
		return err
	}
	next := last.Next(e)
	next.Seq = max(next.Seq, written+1)
	return log.AddEntry(next)
}
