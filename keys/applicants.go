package keys

// An Applicant is an account that waits for approval.
type Applicant struct {
	Account Account
	Note    string // what its person wrote; clean, possibly empty
	Key     Key    // with which it was made
}

// Applicants returns the accounts that wait for approval, at most [MaxPending],
// the oldest first.
func (d *Directory) Applicants() ([]Applicant, error) {
	var all []Applicant
	err := d.store.View(func(r Reader) error {
		ids, err := r.Pending()
		if err != nil {
			return err
		}
		for _, id := range ids {
			one, err := r.AccountRecord(id)
			if err != nil {
				return err
			}
			ring, err := r.Keyring(id)
			if err != nil {
				return err
			}
			a := Applicant{Account: one.Account(), Note: one.Note}
			for _, k := range ring {
				if !k.Offered {
					a.Key = k
				}
			}
			all = append(all, a)
		}
		return nil
	})
	return all, because(err, "accounts that wait")
}
