package keys

import (
	"time"

	"snug/text"
)

// Account returns what others see of an account.
func (r Record) Account() Account {
	return Account{
		ID: r.ID, Name: r.Name, Display: r.Display, Bio: r.Bio,
		Created: r.Created, Deleted: r.Deleted, Role: r.role(), Configured: r.Configured,
		Suspended: r.Suspended, Muted: r.Muted, Trusted: r.Trusted, Pending: r.Pending,
		Keeper: r.Keeper, Rate: r.Rate,
	}
}

// role is what the account is now: what the configuration says goes before what
// was granted.
func (r Record) role() Role {
	switch {
	case !r.Deleted.IsZero(), r.Pending:
		return Guest
	case r.Configured:
		return Owner
	}
	return max(r.Granted, Member)
}

// nameForm and displayForm return how a username and a display name are looked
// for.
func nameForm(name string) Form { return Form{text.Fold(name), text.Skeleton(name)} }

func displayForm(display string) Form { return Form{text.Fold(display), look(display)} }

// matches reports whether two names are the same, or look so. The zero form is
// no name's.
func (f Form) matches(other Form) bool {
	return f != (Form{}) && (f.Folded == other.Folded || f.Skeleton == other.Skeleton)
}

// has reports whether an account has a name, or keeps one that it has given up.
func (r Record) has(f Form, now time.Time) bool {
	if r.NameForm.matches(f) || r.DisplayForm.matches(f) {
		return true
	}
	for _, former := range r.Former {
		if former.held(now) && former.matches(f) {
			return true
		}
	}
	return false
}

// heldFor is how long a username that was given up is kept from others.
const heldFor = 90 * 24 * time.Hour

func (f Former) held(now time.Time) bool { return now.Before(f.At.Add(heldFor)) }

// forget drops the former names that are held no more.
func (r *Record) forget(now time.Time) {
	var kept []Former
	for _, f := range r.Former {
		if f.held(now) {
			kept = append(kept, f)
		}
	}
	r.Former = kept
}

// taken reports whether an account other than one has a name.
func taken(r Reader, f Form, except AccountID, now time.Time) (bool, error) {
	ids, err := r.Called(f)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if id == except {
			continue
		}
		switch one, err := r.AccountRecord(id); {
		case err != nil:
			return false, err
		case one.has(f, now):
			return true, nil
		}
	}
	return false, nil
}

// claim makes others forget that they have had a name, which is not taken.
func claim(tx Tx, f Form, by AccountID, now time.Time) error {
	ids, err := tx.Called(f)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if id == by {
			continue
		}
		one, err := tx.AccountRecord(id)
		if err != nil {
			return err
		}
		one.forget(now)
		if err := tx.SetAccount(one); err != nil {
			return err
		}
	}
	return nil
}
