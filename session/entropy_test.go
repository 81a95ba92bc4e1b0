package session

import (
	"bytes"
	"sync"
	"testing"
)

// TestRandomnessIsHandedOutOnce has several connections take padding and keys at
// once.
func TestRandomnessIsHandedOutOnce(t *testing.T) {
	var e entropy
	var mu sync.Mutex
	had := make(map[[16]byte]bool)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 1000 {
				p := make([]byte, []int{16, 17, mostPadding, mostPadding + 1, 4096}[i%5])
				if n, err := e.Read(p); n != len(p) || err != nil {
					t.Errorf("Read = %d, %v, want all of %d bytes", n, err, len(p))
				}
				mu.Lock()
				first, last := [16]byte(p), [16]byte(p[len(p)-16:])
				if had[first] || len(p) >= 2*16 && had[last] {
					t.Error("the same bytes came twice")
				}
				had[first], had[last] = true, true
				mu.Unlock()
			}
		})
	}
	all.Wait()
}

// TestRandomnessThatWasHadIsForgotten looks for it where it was fetched to.
func TestRandomnessThatWasHadIsForgotten(t *testing.T) {
	var e entropy
	p := make([]byte, mostPadding)
	for range 100 {
		if _, err := e.Read(p); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(e.fetched[:], p) {
			t.Fatal("what was handed out is still there")
		}
	}
}

func TestNoRandomnessIsAskedForInPieces(t *testing.T) {
	var e entropy
	if n, err := e.Read(nil); n != 0 || err != nil {
		t.Errorf("Read of nothing = %d, %v", n, err)
	}
	for n := range mostPadding + 1 {
		p := make([]byte, n)
		if got, err := e.Read(p); got != n || err != nil {
			t.Errorf("Read of %d bytes = %d, %v", n, got, err)
		}
	}
}
