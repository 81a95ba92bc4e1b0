package roomtest

import (
	"crypto/sha256"
	"errors"
	"sync"

	"snug/room"
)

func missingBlobs(s *shelf) {
	s.lacks(room.Sum{1, 2, 3})
	s.remove(room.Sum{1, 2, 3}, true)
	s.lacks(room.Sum{1, 2, 3})
}

func usedBlobs(s *shelf) {
	want := []byte("in use")
	sum, release := s.keep(s.begin(want), want)
	release()
	s.remove(sum, false)
	s.has(sum, want)

	broken := errors.New("the store does not answer")
	if err := s.Remove(sum, func() (bool, error) { return true, broken }); !errors.Is(err, broken) {
		s.Errorf("Remove = %v, want %v", err, broken)
	}
	s.has(sum, want)
}

func heldBlobs(s *shelf) {
	want := []byte("about to be announced")
	sum, first := s.keep(s.begin(want), want)
	_, second := s.keep(s.begin(want), want)
	first()
	first() // counts once
	s.remove(sum, true)
	s.has(sum, want)
	second()
	s.remove(sum, true)
	s.lacks(sum)
}

func removedBlobs(s *shelf) {
	want := someBytes(100_000, 3)
	sum, release := s.keep(s.begin(want), want)
	release()
	b, err := s.Open(sum)
	if err != nil {
		s.Fatal(err)
	}
	s.remove(sum, true)
	s.lacks(sum)
	s.reads(b, want)
	if err := b.Close(); err != nil {
		s.Error(err)
	}
	_, release = s.keep(s.begin(want), want) // and it can be kept again
	release()
}

// oneBlobAtOnce has the same bytes kept, read and removed by many. Whoever holds
// them can read them.
func oneBlobAtOnce(s *shelf) {
	want := someBytes(1000, 4)
	sum := room.Sum(sha256.Sum256(want))
	var wg sync.WaitGroup
	var mu sync.Mutex
	used := 0 // as the store would count what refers to it
	for range 8 {
		wg.Go(func() {
			for range 25 {
				_, release := s.keep(s.begin(want), want)
				mu.Lock()
				used++
				mu.Unlock()
				release()
				s.has(sum, want) // it is in use
				mu.Lock()
				used--
				mu.Unlock()
				err := s.Remove(sum, func() (bool, error) {
					mu.Lock()
					defer mu.Unlock()
					return used == 0, nil
				})
				if err != nil {
					s.Error(err)
				}
			}
		})
	}
	wg.Wait()
	s.remove(sum, true)
	s.lacks(sum)
}
