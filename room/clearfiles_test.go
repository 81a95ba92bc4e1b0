package room_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"snug/data/blob"
	"snug/keys"
	"snug/room"
	"snug/room/roomtest"
)

// kept fails unless there are so many blobs.
func (a *archive) kept(want int) {
	a.t.Helper()
	if kept, _, _ := a.blobs.Count(); kept != want {
		a.t.Errorf("there are %d blobs, want %d", kept, want)
	}
}

func TestBytesGoWithTheLastMessageThatHasThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := openArchive(t)
		ana, ben := a.person("ana"), a.person("ben")
		den := a.create(ana, "cellar").ID
		first := a.put(ana, a.lobby(), "a", "the same")
		second := a.put(ben, a.lobby(), "b", "the same")
		third := a.put(ana, den, "c", "the same")
		a.kept(1)
		a.must(a.Delete(t.Context(), ana.ID, a.lobby(), first.Seq))
		time.Sleep(3 * time.Second)
		a.kept(1)
		if got, err := a.read(ana.ID, second.File.ID); err != nil || got != "the same" {
			t.Errorf("the other has %q, %v", got, err)
		}
		if err := a.Discard(t.Context(), ana.ID, den); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
		a.kept(1)
		d := a.open(ana.ID, second.File.ID)
		a.must(a.Delete(t.Context(), ben.ID, a.lobby(), second.Seq))
		time.Sleep(3 * time.Second)
		a.kept(0)
		_, err := d.ReadAt(make([]byte, 1), 0)
		wantRefusal(t, err, room.ErrNotFound)
		if third.File.ID != 3 {
			t.Errorf("the third file has number %d", third.File.ID)
		}
		again := a.put(ana, a.lobby(), "d", "the same")
		if again.File.ID != 4 {
			t.Errorf("the next has number %d", again.File.ID)
		}
		a.kept(1)
	})
}

// What was left when the server stopped goes when it starts.
func TestUnusedBytesGoAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := openArchive(t)
		ana := a.person("ana")
		m := a.put(ana, a.lobby(), "a", "bytes")
		if err := a.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		gone := room.Delete{Header: room.Header{ID: room.NewCommandID(), At: time.Now(), By: ana.ID}, Room: m.Room, Seq: m.Seq}
		if _, err := a.store.Rooms().Do(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		a.kept(1)
		a.house = a.reopen(a.store.Rooms())
		a.use(a.blobs)
		if a.UseBlobs(roomtest.NewBlobs()) == nil {
			t.Error("the broker takes other blobs")
		}
		time.Sleep(3 * time.Second)
		a.kept(0)
		if left, err := a.store.Rooms().Unused(9); err != nil || len(left) != 0 {
			t.Errorf("the store still knows of %v, %v", left, err)
		}
	})
}

func TestFilesExpire(t *testing.T) {
	for _, tt := range []struct {
		name  string
		room  time.Duration
		house string
		want  time.Duration // after which it is gone; zero: never
	}{
		{"as the room says", 2 * time.Hour, "0s", 2 * time.Hour},
		{"as the server says", 0, "3h", 3 * time.Hour},
		{"as the room says first", 5 * time.Hour, "3h", 5 * time.Hour},
		{"never", 0, "0s", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := openArchive(t)
				ana := a.person("ana")
				den := a.create(ana, "cellar").ID
				a.set(keys.HouseFileKeep, tt.house)
				if tt.room > 0 {
					a.configure(ana, den, func(s *room.Settings) { s.FilesFor = tt.room })
				}
				s := a.sit(ana)
				enter(t, s, den)
				m := a.put(ana, den, "x", "bytes")
				if tt.want == 0 {
					time.Sleep(1000 * time.Hour)
					a.kept(1)
					return
				}
				time.Sleep(tt.want - 2*time.Minute)
				if got := a.names(ana.ID, den); got != "x" {
					t.Errorf("shortly before there is %s", got)
				}
				s.Pull()
				time.Sleep(4 * time.Minute)
				if got := a.names(ana.ID, den); got != "" {
					t.Errorf("afterwards there is %s", got)
				}
				a.kept(0)
				_, is, err := a.File(t.Context(), ana.ID, m.File.ID)
				if err != nil || is.File.Expired.IsZero() || is.File.Name != "x" || is.Seq != m.Seq {
					t.Errorf("what is left is %+v, %v", is, err)
				}
				if e, ok := last(s.Pull().Events).(room.Changed); !ok || e.Change != room.WasExpired || e.Message.Seq != m.Seq {
					t.Errorf("who looks hears %+v", e)
				}
				wantRefusal(t, second(a.OpenFile(t.Context(), ana.ID, m.File.ID)), room.ErrNotFound)
			})
		})
	}
}

// Many files expire, and what people say meanwhile is not kept waiting by them all.
func TestManyFilesExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := openArchive(t)
		ana := a.person("ana")
		for n := range 250 {
			a.put(ana, a.lobby(), fmt.Sprint(n), fmt.Sprint("bytes ", n))
		}
		a.kept(250)
		a.set(keys.HouseFileKeep, "1h")
		time.Sleep(2 * time.Hour)
		a.kept(0)
		if got := a.names(ana.ID, a.lobby()); got != "" {
			t.Errorf("there are %s", got)
		}
	})
}

// A room that keeps files longer by now is left alone, whoever looked before.
func TestWhatIsNotOldEnoughDoesNotExpire(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	m := a.put(ana, a.lobby(), "x", "bytes")
	for name, by := range map[string]room.UserID{"the server": 0, "somebody": ana.ID} {
		e := room.Expire{Header: room.Header{ID: room.NewCommandID(), At: time.Now(), By: by}, Room: m.Room, Seq: m.Seq}
		if _, err := a.store.Rooms().Do(t.Context(), e); err == nil {
			t.Errorf("%s ends a file that stays", name)
		}
	}
	if got, err := a.read(ana.ID, m.File.ID); err != nil || got != "bytes" {
		t.Errorf("it has %q, %v", got, err)
	}
}

// Two put the same bytes in while others delete them: whatever is announced can be read.
func TestTheSameBytesComeWhileTheyGo(t *testing.T) {
	for name, open := range map[string]func(t *testing.T) room.Blobs{
		"in memory": func(*testing.T) room.Blobs { return roomtest.NewBlobs() },
		"on disk": func(t *testing.T) room.Blobs {
			b, err := blob.Open(t.TempDir(), blob.Options{Reserve: 1})
			if err != nil {
				t.Fatal(err)
			}
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := openArchiveOver(t, func(*roomtest.Blobs) room.Blobs { return open(t) })
			var people, janitor sync.WaitGroup
			ctx, stop := context.WithCancel(t.Context())
			janitor.Go(func() {
				for ctx.Err() == nil {
					if err := a.ClearBlobs(ctx); err != nil && ctx.Err() == nil {
						t.Errorf("clearing gives %v", err)
					}
				}
			})
			for n := range 4 {
				who := a.person(fmt.Sprint("p", n))
				people.Go(func() {
					for range 15 {
						m, err := a.tryPut(ctx, who, a.lobby(), room.Offer{Name: "x", Size: -1}, "the same bytes")
						if err != nil {
							t.Errorf("putting gives %v", err)
							return
						}
						if got, err := a.read(who.ID, m.File.ID); err != nil || got != "the same bytes" {
							t.Errorf("file %d has %q, %v", m.File.ID, got, err)
						}
						if _, err := a.Delete(ctx, who.ID, a.lobby(), m.Seq); err != nil {
							t.Errorf("deleting gives %v", err)
						}
					}
				})
			}
			people.Wait()
			stop()
			janitor.Wait()
		})
	}
}

// A stubbornBlobs does not remove anything, so many times.
type stubbornBlobs struct {
	*roomtest.Blobs
	left atomic.Int32
}

func (s *stubbornBlobs) Remove(sum room.Sum, unused func() (bool, error)) error {
	if s.left.Add(-1) >= 0 {
		return errors.New("stubborn")
	}
	return s.Blobs.Remove(sum, unused)
}

func TestWhatCannotBeRemovedIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s *stubbornBlobs
		a := openArchiveOver(t, func(b *roomtest.Blobs) room.Blobs {
			s = &stubbornBlobs{Blobs: b}
			return s
		})
		ana := a.person("ana")
		m := a.put(ana, a.lobby(), "x", "bytes")
		s.left.Store(3)
		a.must(a.Delete(t.Context(), ana.ID, a.lobby(), m.Seq))
		time.Sleep(2 * time.Minute)
		a.kept(1)
		time.Sleep(3 * time.Minute)
		a.kept(0)
	})
}

// A crossedBlobs has something happen once, when the janitor has just seen that a blob
// is gone.
type crossedBlobs struct {
	*roomtest.Blobs
	behind atomic.Pointer[func()]
}

func (c *crossedBlobs) Open(sum room.Sum) (room.Blob, error) {
	b, err := c.Blobs.Open(sum)
	if do := c.behind.Swap(nil); do != nil {
		(*do)()
	}
	return b, err
}

// Bytes that come back, and go again, before the store has forgotten them leave nothing.
func TestBytesThatComeBackWhileTheyAreRemoved(t *testing.T) {
	for name, deleted := range map[string]bool{"to stay": false, "to go": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				crossed := new(crossedBlobs)
				a := openArchiveOver(t, func(b *roomtest.Blobs) room.Blobs {
					crossed.Blobs = b
					return crossed
				})
				ana := a.person("ana")
				m := a.put(ana, a.lobby(), "x", "bytes")
				back := func() {
					again := a.put(ana, a.lobby(), "y", "bytes")
					if deleted {
						a.must(a.Delete(t.Context(), ana.ID, a.lobby(), again.Seq))
					}
				}
				crossed.behind.Store(&back)
				a.must(a.Delete(t.Context(), ana.ID, a.lobby(), m.Seq))
				time.Sleep(5 * time.Minute)
				if deleted {
					a.kept(0)
				} else {
					a.kept(1)
				}
				if left, err := a.store.Rooms().Unused(9); err != nil || len(left) != 0 {
					t.Errorf("the store still knows of %v, %v", left, err)
				}
			})
		})
	}
}

// Nothing expires by a clock that may be wrong.
func TestFilesStayWhenTheClockHasJumped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := openArchive(t)
		ana := a.person("ana")
		den := a.create(ana, "cellar").ID
		a.put(ana, den, "x", "bytes")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		a.JumpClock()
		a.configure(ana, den, func(s *room.Settings) { s.FilesFor = time.Hour })
		time.Sleep(3 * time.Hour)
		if got := a.names(ana.ID, den); got != "x" {
			t.Errorf("there is %s", got)
		}
	})
}
