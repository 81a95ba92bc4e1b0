package room_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"snug/room"
	"snug/room/roomtest"
)

// A strictBlobs gives spools that must not be used once they have ended, or be ended
// twice.
type strictBlobs struct {
	room.Blobs
	t testing.TB
}

type strictSpool struct {
	room.Spool
	t     testing.TB
	using atomic.Int32
	ended atomic.Bool
}

func (b strictBlobs) Begin() (room.Spool, error) {
	s, err := b.Blobs.Begin()
	return &strictSpool{Spool: s, t: b.t}, err
}

func (s *strictSpool) WriteAt(p []byte, off int64) (int, error) {
	s.using.Add(1)
	defer s.using.Add(-1)
	if s.ended.Load() {
		s.t.Error("a spool is written to after its end")
	}
	return s.Spool.WriteAt(p, off)
}

func (s *strictSpool) Size() int64 {
	if s.ended.Load() {
		s.t.Error("a spool is asked after its end")
	}
	return s.Spool.Size()
}

func (s *strictSpool) end() {
	if s.ended.Swap(true) || s.using.Load() > 0 {
		s.t.Error("a spool is ended twice, or while it is written to")
	}
}

func (s *strictSpool) Keep() (room.Content, func(), error) {
	s.end()
	return s.Spool.Keep()
}

func (s *strictSpool) Drop() error {
	s.end()
	return s.Spool.Drop()
}

// However many write at once, and whoever ends it meanwhile, a spool ends once, when
// nobody uses it any more, and everybody is told the same.
func TestManyWriteAtOnceWhileItEnds(t *testing.T) {
	enough := errors.New("enough")
	for name, end := range map[string]func(a *archive, u *room.Upload, ban func()){
		"closed":    func(_ *archive, u *room.Upload, _ func()) { _, _ = u.Close() },
		"aborted":   func(_ *archive, u *room.Upload, _ func()) { u.Abort(enough) },
		"disk full": func(a *archive, _ *room.Upload, _ func()) { a.blobs.Fail(enough) },
		"banned":    func(_ *archive, _ *room.Upload, ban func()) { ban() },
	} {
		t.Run(name, func(t *testing.T) {
			a := openArchiveOver(t, func(b *roomtest.Blobs) room.Blobs { return strictBlobs{b, t} })
			boss, who := a.person("boss"), a.person("who")
			den := a.create(boss, "cellar").ID
			a.join(who, "cellar")
			u := a.begin(who, den, "x")
			var writers sync.WaitGroup
			var wrote atomic.Int64
			begun := make(chan struct{}, 8)
			ends := make([]error, 8)
			for i := range ends {
				writers.Go(func() {
					for n := int64(0); ends[i] == nil; n = (n + 1) % 100 {
						_, ends[i] = u.WriteAt([]byte(strings.Repeat("x", 100)), (n*8+int64(i))*100)
						wrote.Add(1)
						select {
						case begun <- struct{}{}:
						default:
						}
					}
				})
			}
			for range cap(begun) {
				<-begun
			}
			end(a, u, func() { a.penalize(boss, den, who, room.Ban, time.Hour) })
			writers.Wait()
			m, err := u.Close()
			if (name == "closed") != (err == nil) || (m != nil) != (err == nil) {
				t.Errorf("it came to %+v, %v", m, err)
			}
			for _, one := range ends {
				if name != "closed" && !errors.Is(one, err) {
					t.Errorf("of %d pieces one ended with %v, and the upload with %v", wrote.Load(), one, err)
				}
			}
			if err == nil {
				if got, err := a.read(who.ID, m.File.ID); err != nil || strings.Trim(got, "x\x00") != "" || int64(len(got)) != m.File.Size {
					t.Errorf("it has %d bytes, %v", len(got), err)
				}
				a.holds(1)
			} else {
				a.holds(0)
			}
		})
	}
}
