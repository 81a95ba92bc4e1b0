package data_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// withBots returns the file of a closed store in which account 1 keeps the bots 3
// and 4, account 2 keeps 5, and 4 is deleted.
func withBots(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := open(t, dir, data.Options{})
	d := directory(s)
	by := func(n byte) audit.Actor {
		return audit.Actor{Account: uint64(n) + 1, Key: keys.FingerprintOf(sshKey(t, n)).String()}
	}
	for i, name := range []string{"ann", "bob"} {
		if _, err := d.SignUp(t.Context(), sshKey(t, byte(i)), name, ""); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"first", "second", "third"} {
		_, err := s.Accounts().Do(t.Context(), keys.CreateBot{
			Header: keys.Header{ID: room.NewCommandID(), At: header(0).At, By: by(byte(i / 2))},
			Key:    keys.Key{Fingerprint: sha256.Sum256([]byte(name))}, Name: name, Rate: 60,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.RevokeBot(t.Context(), by(0), 4); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "snug.db")
}

// Check finds a bot that nobody keeps, or that is more than it can be.
func TestCheckOfBots(t *testing.T) {
	whole, err := os.ReadFile(withBots(t))
	if err != nil {
		t.Fatal(err)
	}
	// altered changes fields of an account by their numbers in a row.
	altered := func(id uint64, fields map[uint64]any) func(string) error {
		return func(path string) error {
			return data.Alter(path, "users", data.Key(id), func(row map[uint64]any) {
				for n, v := range fields {
					row[n] = v
				}
			})
		}
	}
	for name, damage := range map[string]func(path string) error{
		"not among its keeper's": func(path string) error { return data.RemoveLast(path, "bots") },
		"among a stranger's": func(path string) error {
			return data.Repeat(path, "bots", func(k []byte) []byte { k[7] ^= 3; return k })
		},
		"a bot that is deleted": func(path string) error {
			return data.Repeat(path, "bots", func(k []byte) []byte { k[15] = 4; return k })
		},
		"a person among them": func(path string) error {
			return data.Repeat(path, "bots", func(k []byte) []byte { k[15] = 1; return k })
		},
		"kept by nobody":               altered(3, map[uint64]any{20: 99}),
		"kept by another":              altered(3, map[uint64]any{20: 2}),
		"kept by a bot":                altered(3, map[uint64]any{20: 5}),
		"more than its keeper":         altered(3, map[uint64]any{9: uint64(keys.Moderator)}),
		"an owner":                     altered(3, map[uint64]any{10: true}),
		"without a rate":               altered(3, map[uint64]any{21: 0}),
		"a person that somebody keeps": altered(1, map[uint64]any{20: 2, 21: 60}),
	} {
		t.Run(name, func(t *testing.T) {
			if err := checkDamaged(t, whole, damage); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
			}
		})
	}
}

// In one transaction rooms see at once what has happened to a bot's keeper.
func TestABotIsAsItsKeeperIsWithinATransaction(t *testing.T) {
	s := open(t, filepath.Dir(withBots(t)), data.Options{})
	at := header(0).At
	err := s.Change(func(tx data.WriteTx) error {
		before, err := tx.Conduct(3)
		if err != nil || before.Keeper != 1 || before.Rate != 60 || before.Muted.In(at) {
			t.Errorf("before it is %+v, %v", before, err)
		}
		r, err := tx.AccountRecord(1)
		if err != nil {
			return err
		}
		r.Muted.At, r.Trusted = at, true
		if err := tx.SetAccount(r); err != nil {
			return err
		}
		after, err := tx.Conduct(3)
		if err != nil || !after.Muted.In(at) || !after.Trusted {
			t.Errorf("after that it is %+v, %v", after, err)
		}
		kept, err := tx.KeptBy(1)
		if !slices.Equal(kept, []room.UserID{3}) {
			t.Errorf("kept are %v", kept)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Check(context.Background()); err != nil {
		t.Error(err)
	}
}
