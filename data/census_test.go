package data_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"snug/data"
	"snug/keys"
)

// census writes down all that a store shows of its accounts, and of what it wrote
// down about them.
func census(t testing.TB, s *data.Store) string {
	t.Helper()
	var b strings.Builder
	err := s.Accounts().View(func(r keys.Reader) error {
		for id := keys.AccountID(1); ; id++ {
			a, err := r.AccountRecord(id)
			if errors.Is(err, keys.ErrNotFound) {
				break
			} else if err != nil {
				return err
			}
			if err := countIn(&b, r, a); err != nil {
				return err
			}
		}
		asked, err := r.Recoveries()
		if err != nil {
			return err
		}
		for _, q := range asked {
			fmt.Fprintf(&b, "recovery %d of %s by %s: %s\n", q.ID, q.Account.Name, q.Key.Fingerprint, q.Note)
		}
		log, err := r.Entries(0, 100)
		for _, e := range log {
			fmt.Fprintf(&b, "%d %s: %s %q %q to %q: %s\n", e.Seq, e.By.Name, e.Action, e.Object, e.Before, e.After, e.Result)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func countIn(b *strings.Builder, r keys.Reader, a keys.Record) error {
	fmt.Fprintf(b, "%d %s %q, role %d", a.ID, a.Name, a.Display, a.Granted)
	if a.Configured {
		b.WriteString(", by configuration an owner")
	}
	if !a.Deleted.IsZero() {
		b.WriteString(", deleted")
	}
	if a.Bio != "" {
		fmt.Fprintf(b, ", %q", a.Bio)
	}
	for _, f := range a.Former {
		fmt.Fprintf(b, ", was %s", f.Folded)
	}
	if a.Link != "" {
		fmt.Fprintf(b, ", has a code")
	}
	b.WriteString("\n")
	ring, err := r.Keyring(a.ID)
	for _, k := range ring {
		fmt.Fprintf(b, "  %s %s %q offered %v\n", k.Fingerprint, k.Type, k.Comment, k.Offered)
	}
	return err
}
