package data_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
)

// settled writes a store in which no bucket of the accounts is empty, and returns
// its closed file.
func settled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := open(t, dir, data.Options{})
	d := directory(s)
	var by []audit.Actor // accounts 1 and 2
	for i, name := range []string{"ann", "bob"} {
		id, err := d.SignUp(t.Context(), sshKey(t, byte(i)), name, "")
		if err != nil {
			t.Fatal(err)
		}
		by = append(by, audit.Actor{Account: uint64(id.Account.ID), Key: id.Fingerprint.String()})
	}
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range byte(2) {
		must(d.Offer(t.Context(), by[i], string(ssh.MarshalAuthorizedKey(sshKey(t, 10+i)))))
		must(d.Recover(t.Context(), audit.Actor{}, sshKey(t, 20+i), []string{"ann", "bob"}[i], ""))
		must(d.Rename(t.Context(), by[i], []string{"anna", "bobby"}[i]))
		_, _, err := d.Link(t.Context(), by[i])
		must(nil, err)
		who, err := d.Identify(sshKey(t, i))
		must(nil, err)
		must(nil, d.Seen(t.Context(), who))
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "snug.db")
}

// sshKey makes a key of a number.
func sshKey(t *testing.T, n byte) ssh.PublicKey {
	t.Helper()
	seed := [ed25519.SeedSize]byte{n}
	k, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(seed[:]).Public())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// Check misses what is gone from the accounts, and finds what does not belong.
func TestCheckOfAccounts(t *testing.T) {
	whole, err := os.ReadFile(settled(t))
	if err != nil {
		t.Fatal(err)
	}
	gone := func(bucket string) func(string) error {
		return func(path string) error { return data.RemoveLast(path, bucket) }
	}
	// copied puts the last record of a bucket under another key.
	copied := func(bucket string, change func(key []byte)) func(string) error {
		return func(path string) error {
			return data.Repeat(path, bucket, func(k []byte) []byte {
				change(k)
				return k
			})
		}
	}
	first := func(k []byte) { k[0] ^= 0x80 }
	last := func(k []byte) { k[len(k)-1] ^= 0x80 }
	for name, damage := range map[string]func(path string) error{
		"no key":                            gone("keys"),
		"no record of a key":                gone("userkeys"),
		"no offer":                          gone("offers"),
		"no code":                           gone("links"),
		"no former name":                    gone("heldnames"),
		"no look of a former name":          gone("heldlikes"),
		"no newest entry of the audit log":  gone("audit"),
		"key of nobody":                     copied("userkeys", first),
		"key that leads nowhere":            copied("userkeys", last),
		"key of an account that has it not": copied("keys", last),
		"offer of nobody":                   copied("offers", last),
		"offer of another key":              copied("offers", first),
		"code of somebody else":             copied("links", last),
		"former name of nobody":             copied("heldnames", last),
		"look of nobody":                    copied("heldlikes", last),
		"recovery that was never asked for": copied("recoveries", last),
		"somebody who is nobody was there":  copied("seen", first),
		"an entry that was never written":   copied("audit", last),
		"a forged reason":                   forged(t, func(e *audit.Entry) { e.Reason = "forged" }),
		"a forged time":                     forged(t, func(e *audit.Entry) { e.At = e.At.AddDate(0, 0, 1) }),
		"a forged actor":                    forged(t, func(e *audit.Entry) { e.By.Account = 2 }),
	} {
		t.Run(name, func(t *testing.T) {
			if err := checkDamaged(t, whole, damage); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
			}
		})
	}
}

// forged changes the first entry of the audit log by whoever can write the file,
// so that its checksum is right.
func forged(t *testing.T, change func(*audit.Entry)) func(path string) error {
	return func(path string) error {
		s := open(t, filepath.Dir(path), data.Options{})
		return errors.Join(s.Change(func(tx data.WriteTx) error {
			all, err := tx.Entries(0, 100)
			if err != nil {
				return err
			}
			e := all[len(all)-1]
			change(&e)
			return errors.Join(tx.AddEntry(e), tx.AddEntry(all[0])) // the newest counts
		}), s.Close())
	}
}

// Two entries that changed places are each sound, and together are not.
func TestCheckOfReorderedAudit(t *testing.T) {
	path := settled(t)
	s := open(t, filepath.Dir(path), data.Options{})
	err := s.Change(func(tx data.WriteTx) error {
		all, err := tx.Entries(0, 100)
		if err != nil {
			return err
		}
		a, b := all[3], all[4]
		a.Seq, b.Seq = b.Seq, a.Seq
		return errors.Join(tx.AddEntry(a), tx.AddEntry(b), tx.AddEntry(all[0]))
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Check(context.Background())
	if !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), "audit") {
		t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
	}
}

// Two commands for one account in one transaction: the second sees the first.
func TestAccountsInOneTransaction(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann := keys.AccountID(signUp(t, s, "ann"))
	err := s.Change(func(tx data.WriteTx) error {
		for _, name := range []string{"anna", "annie"} {
			r, err := tx.AccountRecord(ann)
			if err != nil {
				return err
			}
			r.Name, r.NameForm = name, keys.Form{Folded: name, Skeleton: name}
			if err := tx.SetAccount(r); err != nil {
				return err
			}
		}
		if a, err := tx.AccountByName("anna"); !errors.Is(err, keys.ErrNotFound) {
			t.Errorf("the name in between leads to %+v, %v", a, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if a, err := byName(s, "annie"); err != nil || a.ID != ann {
		t.Errorf("the last name leads to %+v, %v", a, err)
	}
	sound(t, s)
}
