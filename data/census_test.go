package data_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/sanction"
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
		if err := countServer(&b, r); err != nil {
			return err
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
	if a.Trusted {
		b.WriteString(", trusted")
	}
	if a.Keeper != 0 {
		fmt.Fprintf(b, ", a bot of %d, %d a minute", a.Keeper, a.Rate)
	}
	if a.Pending {
		fmt.Fprintf(b, ", waits: %q", a.Note)
	}
	b.WriteString("\n")
	if a.Suspended != (sanction.Sanction{}) {
		fmt.Fprintf(b, "  suspended %s\n", term(a.Suspended))
	}
	if a.Muted != (sanction.Sanction{}) {
		fmt.Fprintf(b, "  muted %s\n", term(a.Muted))
	}
	ring, err := r.Keyring(a.ID)
	for _, k := range ring {
		fmt.Fprintf(b, "  %s %s %q offered %v\n", k.Fingerprint, k.Type, k.Comment, k.Offered)
	}
	if err != nil {
		return err
	}
	notes, err := r.Notes(a.ID)
	for _, n := range notes {
		fmt.Fprintf(b, "  note %d of %d by %s: %s\n", n.Number, a.NoteCount, n.ByName, n.Text)
	}
	return err
}

// countServer writes down what is kept of the whole server.
func countServer(b *strings.Builder, r keys.Reader) error {
	settings, err := r.HouseSettings()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		fmt.Fprintf(b, "setting %s is %s\n", name, settings[name])
	}
	codes, err := r.InviteCodes()
	if err != nil {
		return err
	}
	for _, i := range codes {
		fmt.Fprintf(b, "code %s by %s, %d left, %d used, to room %d as %s\n", i.Place, i.ByName, i.Uses, i.Used, i.Room, i.Role)
	}
	all, err := r.Bans()
	if err != nil {
		return err
	}
	for _, one := range all {
		fmt.Fprintf(b, "ban %d of %s, guests %v, %s\n", one.ID, one.Target, one.Guests, term(one.Sanction))
	}
	if l, err := r.Lockdown(); err != nil {
		return err
	} else if l.Level != keys.Normal {
		fmt.Fprintf(b, "lockdown %d by %s: %s\n", l.Level, l.By, l.Why)
	}
	a, err := r.Announcement()
	if a.Text != "" {
		fmt.Fprintf(b, "announcement %d by %s: %s\n", a.Tone, a.By, a.Text)
	}
	return err
}

// term writes down a sanction.
func term(s sanction.Sanction) string {
	end := "for ever"
	if !s.Until.IsZero() {
		end = "for " + s.Until.Sub(s.At).String()
	}
	return fmt.Sprintf("from %s %s by %s: %s", s.At.Format(time.RFC3339), end, s.ByName, s.Reason)
}
