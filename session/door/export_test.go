package door

// Remembered returns how many sources and accounts are kept.
func (d *Door) Remembered() (sources, accounts int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.sources.entries), len(d.accounts.entries)
}
