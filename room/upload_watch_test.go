package room_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
	"snug/room/roomtest"
)

func TestAnUploadEndsWithItsContext(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	for _, closes := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		over := make(chan room.Progress, 1)
		u, err := a.Upload(ctx, ana.ID, a.lobby(), room.Offer{Name: "x", Told: func(p room.Progress) {
			if p.Ended {
				over <- p
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		write(t, u, "half", 0)
		cancel()
		if closes {
			_, err = u.Close()
			wantRefusal(t, err, room.ErrUnavailable)
		}
		if p := <-over; p.Err == nil || p.Done != 4 {
			t.Errorf("the uploader is told %+v", p)
		}
		wantRefusal(t, second(u.WriteAt([]byte("x"), 4)), room.ErrUnavailable)
		a.holds(0)
	}
	if err := a.Close(t.Context()); err != nil { // waits for whatever cancel has begun
		t.Fatal(err)
	}
}

func TestAnUploadThatStallsEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := openArchive(t)
		ana := a.person("ana")
		slow, stuck := a.begin(ana, a.lobby(), "slow"), a.begin(ana, a.lobby(), "stuck")
		idle, trickling := a.begin(ana, a.lobby(), "idle"), a.begin(ana, a.lobby(), "trickling")
		piece := strings.Repeat("x", 59<<10)
		for n := range int64(10) {
			time.Sleep(59 * time.Second)
			write(t, slow, piece, n*int64(len(piece)))
			_, _ = idle.WriteAt(nil, n) // after a minute it is refused
			_ = idle.Truncate(n)
			_, _ = trickling.WriteAt([]byte("x"), n) // and this after two
		}
		for _, ended := range []*room.Upload{stuck, idle, trickling} {
			wantRefusal(t, second(ended.Close()), room.ErrUnavailable)
		}
		if m, err := slow.Close(); err != nil || m.File.Size != int64(10*len(piece)) {
			t.Errorf("one that is slow is announced as %+v, %v", m, err)
		}
		time.Sleep(time.Hour)
		a.holds(1)
	})
}

func TestProgressIsToldFourTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := openArchive(t)
		ana := a.person("ana")
		var told []room.Progress
		u, err := a.Upload(t.Context(), ana.ID, a.lobby(), room.Offer{Name: "x", Size: 100, Told: func(p room.Progress) { told = append(told, p) }})
		if err != nil {
			t.Fatal(err)
		}
		for n := range int64(100) {
			write(t, u, "x", n)
			time.Sleep(20 * time.Millisecond)
		}
		u.Abort(errors.New("enough"))
		write2 := second(u.WriteAt([]byte("x"), 0))
		if n := len(told); n < 7 || n > 10 || told[n-1].Err == nil || told[n-1].Done != 100 || write2 == nil {
			t.Errorf("in two seconds it was told %d times, at last %+v", n, told[n-1])
		}
		for i := range told[1:] {
			if told[i+1].Done <= told[i].Done && !told[i+1].Ended || told[i].Ended || told[i].ID != told[0].ID || told[i].Size != 100 {
				t.Errorf("%+v is followed by %+v", told[i], told[i+1])
			}
		}
	})
}

func TestTheBrokerEndsWhatIsUnderWay(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	u := a.begin(ana, a.lobby(), "x")
	write(t, u, "half", 0)
	if err := a.Broker.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, second(u.Close()), room.ErrUnavailable)
	wantRefusal(t, second(a.Upload(t.Context(), ana.ID, a.lobby(), room.Offer{Name: "y"})), room.ErrUnavailable)
	a.holds(0)
}

// A stoppingBlobs stops the server when a spool is made.
type stoppingBlobs struct {
	*roomtest.Blobs
	stop func()
}

func (s *stoppingBlobs) Begin() (room.Spool, error) {
	s.stop()
	return s.Blobs.Begin()
}

func TestTheBrokerEndsWhatIsAboutToBegin(t *testing.T) {
	stopping := new(stoppingBlobs)
	a := openArchiveOver(t, func(b *roomtest.Blobs) room.Blobs {
		stopping.Blobs = b
		return stopping
	})
	ana := a.person("ana")
	stopping.stop = func() {
		if err := a.Broker.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	var told []room.Progress
	_, err := a.Upload(t.Context(), ana.ID, a.lobby(), room.Offer{Name: "x", Told: func(p room.Progress) { told = append(told, p) }})
	wantRefusal(t, err, room.ErrUnavailable)
	if n := len(told); n != 2 || told[0].Ended || !told[1].Ended || !errors.Is(told[1].Err, err) {
		t.Errorf("the uploader was told %+v", told)
	}
	a.holds(0)
}
