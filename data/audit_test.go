package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"snug/data"
	"snug/keys/audit"
)

// TestVerifyFindsDamage has bits flipped in the file, and says behind which entry:
// in one in the middle, and in the newest one, which no other holds the hash of.
func TestVerifyFindsDamage(t *testing.T) {
	path := settled(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, filepath.Dir(path), data.Options{})
	newest := entries(t, s)[0].Seq
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, seq := range []uint64{1, 3, newest} {
		for bit := range 8 {
			if err := os.WriteFile(path, whole, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := data.DamageEntry(path, seq, func(v []byte) { v[len(v)/2] ^= 1 << bit }); err != nil {
				t.Fatal(err)
			}
			s := open(t, filepath.Dir(path), data.Options{})
			last, err := directory(s).VerifyAudit()
			if !errors.Is(err, audit.ErrBroken) || !errors.Is(err, data.ErrCorrupt) || last.Seq != seq-1 {
				t.Errorf("bit %d of entry %d: VerifyAudit = number %d, %v", bit, seq, last.Seq, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestNewEntriesDoNotHideMissingOnes cuts the newest entries off the file and has
// the server go on.
func TestNewEntriesDoNotHideMissingOnes(t *testing.T) {
	path := settled(t)
	for range 2 {
		if err := data.RemoveLast(path, "audit"); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, filepath.Dir(path), data.Options{})
	left := entries(t, s)[0].Seq
	for i := range byte(4) {
		if _, err := directory(s).SignUp(t.Context(), sshKey(t, 40+i), "new-"+string(rune('a'+i)), ""); err != nil {
			t.Fatal(err)
		}
	}
	if last, err := directory(s).VerifyAudit(); !errors.Is(err, audit.ErrBroken) || last.Seq != left {
		t.Errorf("VerifyAudit = number %d, %v; want it broken behind %d", last.Seq, err, left)
	}
	if err := s.Check(t.Context()); !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
	}
}
