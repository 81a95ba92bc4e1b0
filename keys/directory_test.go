package keys_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
)

func openDirectory(t *testing.T, owners ...keys.Fingerprint) *keys.Directory {
	t.Helper()
	store, err := data.Open(t.TempDir(), data.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return keys.NewDirectory(store.Accounts(), owners)
}

// by is a session of somebody.
func by(who keys.Identity) audit.Actor {
	return audit.Actor{Account: uint64(who.Account.ID), Key: who.Fingerprint.String(), Via: "exec"}
}

func TestSignUpBindsAKeyToAName(t *testing.T) {
	ana, eve := keystest.NewKey(t), keystest.NewKey(t)
	d := openDirectory(t, keys.FingerprintOf(ana))

	before, err := d.Identify(ana)
	if err != nil || before.SignedUp() || before.Role != keys.Guest {
		t.Fatalf("unknown key = %+v, %v; want a guest", before, err)
	}
	made, err := d.SignUp(t.Context(), ana, "Ana", "")
	if err != nil {
		t.Fatal(err)
	}
	after, err := d.Identify(ana)
	if err != nil || after != made || after.Account.Name != "Ana" || after.Role != keys.Owner {
		t.Errorf("known key = %+v, %v; want %+v, an owner called Ana", after, err, made)
	}
	if other, err := d.Identify(eve); err != nil || other.SignedUp() {
		t.Errorf("another key = %+v, %v; want a guest", other, err)
	}
	if _, err := d.SignUp(t.Context(), ana, "anabel", ""); !errors.Is(err, keys.ErrKeyTaken) {
		t.Errorf("second sign-up of a key = %v, want %v", err, keys.ErrKeyTaken)
	}
	member, err := d.SignUp(t.Context(), eve, "eve", "")
	if err != nil || member.Role != keys.Member {
		t.Errorf("sign-up of a key that is no owner's = %+v, %v", member, err)
	}
}

func TestUsernamePolicy(t *testing.T) {
	d := openDirectory(t)
	if _, err := d.SignUp(t.Context(), keystest.NewKey(t), "marlin", ""); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		username string
		kind     error // nil: free
	}{
		{"plain", "alice", nil},
		{"with capitals", "AliceB", nil},
		{"digits and separators", "a-1_b2", nil},
		{"longest", strings.Repeat("abcd", 8), nil},
		{"taken", "marlin", keys.ErrNameTaken},
		{"taken in capitals", "MARLIN", keys.ErrNameTaken},
		{"one for l", "mar1in", keys.ErrNameTaken},
		{"capital i for l", "marIin", keys.ErrNameTaken},
		{"rn for m", "rnarlin", keys.ErrNameTaken},
		{"empty", "", keys.ErrBadName},
		{"too short", "ab", keys.ErrBadName},
		{"too long", strings.Repeat("x", 33), keys.ErrBadName},
		{"begins with a digit", "1abc", keys.ErrBadName},
		{"ends with a separator", "abc-", keys.ErrBadName},
		{"space", "a b c", keys.ErrBadName},
		{"at sign", "a@bc", keys.ErrBadName},
		{"escape sequence", "abc\x1b[31m", keys.ErrBadName},
		{"line break", "abc\nroot", keys.ErrBadName},
		{"right-to-left override", "abc\u202edef", keys.ErrBadName},
		{"cyrillic a", "m\u0430rlin", keys.ErrBadName},
		{"not UTF-8", "abc\xff\xfe", keys.ErrBadName},
		{"reserved", "admin", keys.ErrBadName},
		{"reserved in capitals", "Root", keys.ErrBadName},
		{"looks reserved", "adrnin", keys.ErrBadName},
		{"the operator of the admin socket", "operator", keys.ErrBadName},
		{"looks like the operator", "0perator", keys.ErrBadName},
		{"all moderators", "moderators", keys.ErrBadName},
		{"reserved prefix", "guest-7", keys.ErrBadName},
		{"looks like the name of who is gone", "de1eted_7", keys.ErrBadName},
		{"everybody", "everyone", keys.ErrBadName},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := d.Check(tt.username)
			_, signUpErr := d.SignUp(t.Context(), keystest.NewKey(t), tt.username, "")
			if tt.kind == nil {
				if err != nil || signUpErr != nil {
					t.Errorf("check = %v, sign-up = %v; want both to pass", err, signUpErr)
				}
				return
			}
			for _, err := range []error{err, signUpErr} {
				var r *keys.Refusal
				if !errors.As(err, &r) || !errors.Is(err, tt.kind) {
					t.Fatalf("error = %v, want a refusal: %v", err, tt.kind)
				}
				if strings.ContainsAny(r.Error(), "\x1b\n\u202e") {
					t.Errorf("the refusal repeats what is hostile: %q", r.Text)
				}
			}
		})
	}
}

func TestA7FiftyWantOneName(t *testing.T) {
	d := openDirectory(t)
	people := make([]ssh.PublicKey, 50)
	for i := range people {
		people[i] = keystest.NewKey(t)
	}
	wantOneWinner(t, keys.ErrNameTaken, func(i int) error {
		// Every other one asks for a name that only looks the same.
		_, err := d.SignUp(t.Context(), people[i], []string{"wellington", "we11ington"}[i%2], "")
		return err
	})
}

func TestA7FiftyNamesForOneKey(t *testing.T) {
	d := openDirectory(t)
	k := keystest.NewKey(t)
	wantOneWinner(t, keys.ErrKeyTaken, func(i int) error {
		_, err := d.SignUp(t.Context(), k, fmt.Sprintf("person%02dx", i), "")
		return err
	})
}

// wantOneWinner has fifty try at once and fails the test unless one succeeds
// and the others are told why not.
func wantOneWinner(t *testing.T, why error, try func(i int) error) {
	t.Helper()
	results := make([]error, 50)
	var rush sync.WaitGroup
	for i := range results {
		rush.Go(func() { results[i] = try(i) })
	}
	rush.Wait()
	winners := 0
	for _, err := range results {
		switch {
		case err == nil:
			winners++
		case !errors.Is(err, why):
			t.Errorf("a loser was told %v", err)
		}
	}
	if winners != 1 {
		t.Errorf("%d of 50 succeeded, want 1", winners)
	}
}

func TestLastRoomIsKeptAndIsNoSetting(t *testing.T) {
	d := keys.NewDirectory(newMemory(), nil)
	id, err := d.SignUp(t.Context(), keystest.NewKey(t), "alice", "")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := d.LastRoom(id.Account.ID); n != 0 || err != nil {
		t.Errorf("LastRoom at first = %d, %v; want none", n, err)
	}
	if err := d.KeepLastRoom(t.Context(), id.Account.ID, 7); err != nil {
		t.Fatal(err)
	}
	if n, err := d.LastRoom(id.Account.ID); n != 7 || err != nil {
		t.Errorf("LastRoom = %d, %v; want 7", n, err)
	}
	if set, err := d.Settings(id.Account.ID); len(set) != 0 || err != nil {
		t.Errorf("Settings = %v, %v; want none", set, err)
	}
	if _, err := d.Set(t.Context(), by(id), ".room", "9"); err == nil {
		t.Error("the last room can be set like a setting")
	}
}
