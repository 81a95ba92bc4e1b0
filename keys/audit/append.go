package audit

// A Log is the log as one transaction sees it.
type Log interface {
	// Entries returns at most limit entries whose number is less than before,
	// the newest first; zero is from the end.
	Entries(before uint64, limit int) ([]Entry, error)
	// AddEntry stores the next entry, with its number.
	AddEntry(e Entry) error
}

// Append writes an entry behind the newest one.
func Append(log Log, e Entry) error {
	newest, err := log.Entries(0, 1)
	if err != nil {
		return err
	}
	var last Entry
	if len(newest) > 0 {
		last = newest[0]
	}
	return log.AddEntry(last.Next(e))
}
