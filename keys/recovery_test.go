package keys_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"testing"
	"time"

	"snug/keys"
)

// Keys cost nothing, so whoever makes many could ask for everybody's account.
func TestRequestsAreBoundedInAll(t *testing.T) {
	m := newMemory()
	now := time.Now()
	made := uint64(0)
	header := func(at time.Time) (h keys.Header, k keys.Key) {
		made++
		binary.BigEndian.PutUint64(h.ID[:], made)
		binary.BigEndian.PutUint64(k.Fingerprint[:], made)
		h.At = at
		return h, k
	}
	for i := range 400 {
		h, k := header(now)
		if _, err := m.Do(t.Context(), keys.SignUp{Header: h, Key: k, Name: fmt.Sprintf("%c%c%cname", 'a'+i/100, 'p'+i/10%10, 'p'+i%10)}); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(i int, at time.Time) error {
		h, k := header(at)
		_, err := m.Do(t.Context(), keys.Recover{Header: h, Key: k, Name: m.accounts[i].NameForm.Folded})
		return err
	}
	for i := range 1000 {
		if err := ask(i%400, now); err != nil {
			t.Fatalf("request %d: %v", i, err)
		}
	}
	if err := ask(399, now); !errors.Is(err, keys.ErrLimited) {
		t.Errorf("one more: %v, want %q", err, keys.ErrLimited)
	}
	if err := ask(399, now.Add(7*24*time.Hour)); err != nil || len(m.recoveries) != 1 {
		t.Errorf("one when the others have ended: %v, and %d are kept", err, len(m.recoveries))
	}
}
