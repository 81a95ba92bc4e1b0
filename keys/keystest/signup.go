package keystest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"snug/keys"
	"snug/text"
)

// alike are two names that are not the same and look it.
const aName, alike = "bill", "bi1l"

func found(h *house) {
	bill := h.person("Bill")
	made := h.account(bill)
	if made.ID != 2 || made.Name != "Bill" || made.Role != keys.Member || made.Created.IsZero() {
		h.Fatalf("account = %+v; want account 2", made)
	}
	err := h.store.View(func(r keys.Reader) error {
		for _, look := range []struct {
			how string
			got func() (keys.Account, error)
		}{
			{"number", func() (keys.Account, error) { return r.Account(2) }},
			{"key", func() (keys.Account, error) { return r.AccountByKey(bill.print()) }},
			{"name", func() (keys.Account, error) { return r.AccountByName(text.Fold("BILL")) }},
		} {
			if got, err := look.got(); err != nil || got != made {
				h.Errorf("by %s: %+v, %v; want %+v", look.how, got, err, made)
			}
		}
		for _, look := range []struct {
			how string
			got func() (keys.Account, error)
		}{
			{"number", func() (keys.Account, error) { return r.Account(77) }},
			{"number zero", func() (keys.Account, error) { return r.Account(0) }},
			{"key", func() (keys.Account, error) { return r.AccountByKey(keys.Fingerprint{1}) }},
			{"name", func() (keys.Account, error) { return r.AccountByName("bob") }},
			{"empty name", func() (keys.Account, error) { return r.AccountByName("") }},
		} {
			if got, err := look.got(); !errors.Is(err, keys.ErrNotFound) {
				h.Errorf("by a strange %s: %+v, %v; want %q", look.how, got, err, keys.ErrNotFound)
			}
		}
		return nil
	})
	if err != nil {
		h.Fatal(err)
	}
	if text.Fold(aName) == text.Fold(alike) || text.Skeleton(aName) != text.Skeleton(alike) {
		h.Fatalf("%s and %s are no example of names that look alike", aName, alike)
	}
	for name, taken := range map[string]bool{aName: true, alike: true, "bob": false} {
		if err := h.dir.Check(name); errors.Is(err, keys.ErrNameTaken) != taken {
			h.Errorf("Check(%s) = %v; taken is %v", name, err, taken)
		}
	}
}

// rivals signs up 50 times at once and checks that one wins and the others fail
// with an error that wraps want.
func rivals(h *house, what string, want error, try func(i int) error) {
	const n = 50
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		wg.Go(func() { errs[i] = try(i) })
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		h.refused(what, err, want)
	}
	if won != 1 {
		h.Errorf("%s: %d of %d won, want one", what, won, n)
	}
}

func oneName(h *house) {
	rivals(h, "sign-up", keys.ErrNameTaken, func(int) error {
		_, err := h.dir.SignUp(h.Context(), NewKey(h.T), "ann", "")
		return err
	})
	if next := h.person("next"); next.id != 3 {
		h.Errorf("the next account has number %d, want 3", next.id)
	}
}

func oneKey(h *house) {
	k := NewKey(h.T)
	rivals(h, "sign-up", keys.ErrKeyTaken, func(i int) error {
		_, err := h.dir.SignUp(h.Context(), k, word("pat", i), "")
		return err
	})
}

// word spells a number in letters of which no two look alike.
func word(prefix string, n int) string {
	b := []byte(fmt.Sprintf("%s%03d", prefix, n))
	for i := len(prefix); i < len(b); i++ {
		b[i] = "abcdefghjk"[b[i]-'0']
	}
	return string(b)
}

func repeated(h *house) {
	now := time.Now().UTC().Truncate(time.Microsecond)
	k := NewKey(h.T)
	su := keys.SignUp{Header: header(h.boss, now), Key: keys.Key{Fingerprint: keys.FingerprintOf(k)}, Name: "ann"}
	ann := person{2, k}
	for _, c := range []keys.Command{
		su,
		keys.Rename{Header: header(ann, now), Name: "anna"},
		keys.SetRole{Header: header(h.boss, now), Account: 2, Role: keys.Moderator},
		keys.Delete{Header: header(ann, now), Account: 2},
	} {
		first, err := h.do(c)
		if err != nil {
			h.Fatalf("%T: %v", c, err)
		}
		log := len(h.entries())
		if again, err := h.do(c); err != nil || again.Account != first.Account || first.Account.ID != 2 {
			h.Errorf("%T again = %+v, %v; want %+v", c, again.Account, err, first.Account)
		}
		if got := len(h.entries()); got != log {
			h.Errorf("%T again made %d entries of the audit log", c, got-log)
		}
	}
	// The account as it is now, not as it was then.
	if a, err := h.do(su); err != nil || a.Account.Deleted.IsZero() {
		h.Errorf("the sign-up of a deleted account again = %+v, %v", a.Account, err)
	}
	if next := h.person("next"); next.id != 3 {
		h.Errorf("the next account has number %d, want 3", next.id)
	}
}
