package roomtest

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"sync"
	"testing"

	"snug/room"
)

// TestBlobs runs what every implementation of [room.Blobs] must do. Each test calls
// open once, for blobs that hold nothing.
func TestBlobs(t *testing.T, open func(t *testing.T) room.Blobs) {
	for _, tt := range []struct {
		name string
		test func(*shelf)
	}{
		{"what was written is kept", keptBytes},
		{"what nobody wrote is zeros", keptHoles},
		{"a spool can be made longer and shorter", keptLength},
		{"the bytes say what they are", keptTypes},
		{"the same bytes are kept once", keptOnce},
		{"writes in any order from many goroutines", keptParts},
		{"of two writes to one place the sum is of the one that stays", keptOverlaps},
		{"nothing is taken after the end", endedSpools},
		{"what was dropped is not there", droppedSpools},
		{"what is not there", missingBlobs},
		{"blobs that somebody uses stay", usedBlobs},
		{"blobs that are held stay", heldBlobs},
		{"what is removed can be read until it is closed", removedBlobs},
		{"many keep and remove one blob", oneBlobAtOnce},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.test(&shelf{t, open(t)}) })
	}
}

// A shelf is blobs in a test.
type shelf struct {
	*testing.T
	room.Blobs
}

// begin makes a spool with bytes in it.
func (s *shelf) begin(b []byte) room.Spool {
	s.Helper()
	p, err := s.Begin()
	if err != nil {
		s.Fatal(err)
	}
	if n, err := p.WriteAt(b, 0); n != len(b) || err != nil {
		s.Fatalf("WriteAt = %d, %v", n, err)
	}
	return p
}

// keep keeps a spool and holds what it says against the bytes.
func (s *shelf) keep(p room.Spool, want []byte) (sum room.Sum, release func()) {
	s.Helper()
	c, release, err := p.Keep()
	if err != nil {
		s.Fatal(err)
	}
	if c.Sum != sha256.Sum256(want) || c.Size != int64(len(want)) {
		s.Fatalf("Keep says %d bytes of sum %s, want %d of %x", c.Size, c.Sum, len(want), sha256.Sum256(want))
	}
	s.has(c.Sum, want)
	return c.Sum, release
}

// has holds what is kept under a sum against the bytes.
func (s *shelf) has(sum room.Sum, want []byte) {
	s.Helper()
	b, err := s.Open(sum)
	if err != nil {
		s.Fatal(err)
	}
	s.reads(b, want)
	if err := b.Close(); err != nil {
		s.Error(err)
	}
}

func (s *shelf) reads(b room.Blob, want []byte) {
	s.Helper()
	got, err := io.ReadAll(io.NewSectionReader(b, 0, 1<<40))
	if err != nil || !bytes.Equal(got, want) || b.Size() != int64(len(want)) {
		s.Errorf("%d bytes are kept, their size is said to be %d, %v; want %d and these", len(got), b.Size(), err, len(want))
	}
}

func (s *shelf) lacks(sum room.Sum) {
	s.Helper()
	b, err := s.Open(sum)
	if err == nil {
		_ = b.Close()
	}
	if !errors.Is(err, room.ErrNotFound) {
		s.Errorf("Open of what is not there: %v, want an error that wraps %q", err, room.ErrNotFound)
	}
}

func (s *shelf) remove(sum room.Sum, unused bool) {
	s.Helper()
	if err := s.Remove(sum, func() (bool, error) { return unused, nil }); err != nil {
		s.Errorf("Remove: %v", err)
	}
}

// someBytes returns bytes that are the same for the same numbers and are nothing
// in particular.
func someBytes(n int, seed uint64) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}).Read(b)
	return b
}

func keptBytes(s *shelf) {
	for i, n := range []int{0, 1, 4095, 4096, 4097, 32<<10 - 1, 32 << 10, 32<<10 + 1, 256 << 10, 1 << 20} {
		want := someBytes(n, uint64(i))
		p := s.begin(want)
		if p.Size() != int64(n) {
			s.Errorf("Size = %d, want %d", p.Size(), n)
		}
		_, release := s.keep(p, want)
		release()
	}
}

func keptHoles(s *shelf) {
	p := s.begin([]byte("front"))
	if _, err := p.WriteAt([]byte("back"), 10000); err != nil {
		s.Fatal(err)
	}
	if p.Size() != 10004 {
		s.Errorf("Size = %d, want 10004", p.Size())
	}
	want := append(append([]byte("front"), make([]byte, 9995)...), "back"...)
	_, release := s.keep(p, want)
	release()
}

func keptLength(s *shelf) {
	p := s.begin([]byte("too much of it"))
	for _, size := range []int64{3, 5} {
		if err := p.Truncate(size); err != nil || p.Size() != size {
			s.Fatalf("Truncate(%d) = %v, and the size is %d", size, err, p.Size())
		}
	}
	_, release := s.keep(p, []byte("too\x00\x00"))
	release()
}

func keptTypes(s *shelf) {
	for content, want := range map[string]string{
		"":                                    "text/plain",
		"plain words\n":                       "text/plain",
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": "image/png",
		"%PDF-1.7\n":                          "application/pdf",
		"\x00\x01\x02\xfe":                    "application/octet-stream",
	} {
		c, release, err := s.begin([]byte(content)).Keep()
		if err != nil {
			s.Fatal(err)
		}
		release()
		if c.Type != want {
			s.Errorf("%q is said to be %q, want %q", content, c.Type, want)
		}
	}
}

func keptOnce(s *shelf) {
	want := someBytes(5000, 1)
	sum, first := s.keep(s.begin(want), want)
	_, second := s.keep(s.begin(want), want)
	first()
	second()
	s.remove(sum, true)
	s.lacks(sum)
}

func keptParts(s *shelf) {
	const part, parts = 32 << 10, 64
	want := someBytes(part*parts-7, 2)
	p := s.begin(nil)
	var wg sync.WaitGroup
	order := rand.Perm(parts)
	for g := range 8 {
		wg.Go(func() {
			for i := g; i < parts; i += 8 {
				from := order[i] * part
				to := min(from+part, len(want))
				if _, err := p.WriteAt(want[from:to], int64(from)); err != nil {
					s.Error(err)
				}
			}
		})
	}
	wg.Wait()
	_, release := s.keep(p, want)
	release()
}

// keptOverlaps writes as somebody would who wants bytes to be kept under a sum that
// is not theirs, in order to have them in the file of whoever sends that next.
func keptOverlaps(s *shelf) {
	for round := range 20 {
		p := s.begin(nil)
		var wg sync.WaitGroup
		for g := range 4 {
			wg.Go(func() {
				b := bytes.Repeat([]byte{byte(round), byte(g)}, 16<<10)
				for at := range 8 {
					if _, err := p.WriteAt(b, int64(at*len(b)/2)); err != nil {
						s.Error(err)
					}
				}
			})
		}
		wg.Wait()
		c, release, err := p.Keep()
		if err != nil {
			s.Fatal(err)
		}
		b, err := s.Open(c.Sum)
		if err != nil {
			s.Fatal(err)
		}
		h := sha256.New()
		if _, err := io.Copy(h, io.NewSectionReader(b, 0, b.Size())); err != nil {
			s.Fatal(err)
		}
		if got := room.Sum(h.Sum(nil)); got != c.Sum {
			s.Errorf("kept under %s: bytes of sum %s", c.Sum, got)
		}
		_ = b.Close()
		release()
	}
}

func endedSpools(s *shelf) {
	for name, end := range map[string]func(room.Spool){
		"Keep": func(p room.Spool) { s.keep(p, []byte("whole")) },
		"Drop": func(p room.Spool) {
			if err := p.Drop(); err != nil {
				s.Error(err)
			}
		},
	} {
		p := s.begin([]byte("whole"))
		end(p)
		if _, err := p.WriteAt([]byte("more"), 5); err == nil {
			s.Errorf("after %s: WriteAt takes more", name)
		}
		if err := p.Truncate(1); err == nil {
			s.Errorf("after %s: Truncate succeeds", name)
		}
		if _, _, err := p.Keep(); err == nil {
			s.Errorf("after %s: Keep succeeds", name)
		}
	}
	s.has(sha256.Sum256([]byte("whole")), []byte("whole"))
}

func droppedSpools(s *shelf) {
	p := s.begin([]byte("never mind"))
	s.lacks(sha256.Sum256([]byte("never mind"))) // nor while it comes
	if err := p.Drop(); err != nil {
		s.Error(err)
	}
	s.lacks(sha256.Sum256([]byte("never mind")))
}
