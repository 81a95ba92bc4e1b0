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

	"snug/keys"
	"snug/room"
	"snug/room/roomtest"
)

// A counter counts what the store is asked to do.
type counter struct {
	room.Store
	asked atomic.Int64
}

func (c *counter) Do(ctx context.Context, do room.Command) (room.Event, error) {
	c.asked.Add(1)
	return c.Store.Do(ctx, do)
}

// inPacedHouse runs a test in a house in which people are held to the send rate,
// whose time is the bubble's.
func inPacedHouse(t *testing.T, test func(t *testing.T, h *house, asked *atomic.Int64)) {
	synctest.Test(t, func(t *testing.T) {
		h := buildHouse(t)
		c := &counter{Store: h.store.Rooms()}
		paced := h.paced(c)
		synctest.Wait() // until the janitor has asked what it asks at the start
		test(t, paced, &c.asked)
	})
}

// most returns how often in a row something is taken, at most limit times, and the
// refusal that ends it.
func most(limit int, do func(n int) error) (int, error) {
	for n := range limit {
		if err := do(n); err != nil {
			return n, err
		}
	}
	return limit, nil
}

// later returns when a refusal says that it is worth trying again.
func later(t *testing.T, err error) time.Duration {
	t.Helper()
	var r *room.Refusal
	if !errors.As(err, &r) || !errors.Is(err, room.ErrLimited) || r.After <= 0 {
		t.Fatalf("%v, want ErrLimited that says when", err)
	}
	return r.After
}

func TestFiveAtOnceThenTwoASecond(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, asked *atomic.Int64) {
		ana := h.person("ana")
		before := asked.Load()
		n, err := most(100, func(int) error { return h.speaks(ana, h.lobby()) })
		if wait := later(t, err); n != 5 || wait > 500*time.Millisecond {
			t.Fatalf("%d messages at once, then %v, want 5 and half a second", n, wait)
		}
		if got := err.Error(); got != "you write faster than 2 messages a second; wait 1 s and try again" {
			t.Errorf("it says %q", got)
		}
		if got := asked.Load() - before; got != 5 {
			t.Errorf("the store was asked %d times, want 5", got)
		}
		for range 10 { // a flood makes nobody wait longer than the refusal says
			time.Sleep(later(t, h.speaks(ana, h.lobby())))
			if err := h.speaks(ana, h.lobby()); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Hour)
		if n, _ := most(100, func(int) error { return h.speaks(ana, h.lobby()) }); n != 5 {
			t.Errorf("after an hour %d at once, want 5", n)
		}
		if got := h.Activity(); got.TooFast != 12 || got.Refused != 0 {
			t.Errorf("counted %d as too fast and %d otherwise, want 12 and 0", got.TooFast, got.Refused)
		}
	})
}

// An account has one allowance: sessions, rooms, conversations and ways in do not
// add to it.
func TestTheRateIsOfTheAccount(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		ana, ben := h.person("ana"), h.person("ben")
		books := h.create(ana, "books")
		talk := h.converse(ana, "ben")
		tap, err := h.Tap(ana, room.SitOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer tap.Close()
		var said atomic.Int64
		var all sync.WaitGroup
		for _, in := range []room.ID{h.lobby(), books.ID, talk.ID} {
			for range 16 { // as many as one may have, and two rooms more
				s := h.sit(ana)
				if _, err := s.Enter(context.Background(), in); err != nil {
					t.Fatal(err)
				}
				all.Go(func() {
					for range 20 {
						if _, err := s.Say(context.Background(), room.Saying{Text: "spam"}); err == nil {
							said.Add(1)
						} else if !errors.Is(err, room.ErrLimited) {
							t.Error(err)
						}
					}
				})
			}
		}
		all.Wait()
		if said.Load() != 5 {
			t.Errorf("48 sessions have said %d, want 5", said.Load())
		}
		if err := h.speaks(ben, h.lobby()); err != nil {
			t.Errorf("somebody else: %v", err)
		}
	})
}

// Whoever has no session is held to it as well: each command of a script has a
// connection of its own.
func TestTheRateOutlivesSessions(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		ana := h.person("ana")
		n, err := most(100, func(int) error {
			s := h.sit(ana)
			defer s.Close()
			if _, err := s.Enter(context.Background(), h.lobby()); err != nil {
				t.Fatal(err)
			}
			_, err := s.Say(context.Background(), room.Saying{Text: "spam"})
			return err
		})
		if later(t, err); n != 5 {
			t.Errorf("%d sessions, one after the other, have said something, want 5", n)
		}
	})
}

func TestOnlyThoseWhoWroteLatelyAreKept(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		kept := 0
		for i := range 350 {
			if err := h.speaks(h.person(fmt.Sprintf("person-%d", i)), h.lobby()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
			kept = max(kept, h.Owing())
		}
		if kept > 300 { // of whom 50 have written within half a second
			t.Errorf("%d accounts were kept at once", kept)
		}
	})
}

func TestWhatIsDoneToMessagesCounts(t *testing.T) {
	ctx := context.Background()
	for _, tt := range []struct {
		name  string
		do    func(h *house, ana room.Person, in room.ID, n int) error
		times int
	}{
		{"edits", func(h *house, ana room.Person, in room.ID, n int) error {
			return second(h.Edit(ctx, ana.ID, in, 1, fmt.Sprint("edited ", n)))
		}, 5},
		{"what one does", func(h *house, ana room.Person, in room.ID, _ int) error {
			return second2(h.Say(ctx, ana.ID, in, room.Saying{Text: "waves", Style: room.Action}))
		}, 5},
		{"reactions", func(h *house, ana room.Person, in room.ID, n int) error {
			return second(h.React(ctx, ana.ID, in, 1, "tada", n%2 == 0))
		}, 10},
		{"pins", func(h *house, ana room.Person, in room.ID, n int) error {
			return second(h.Pin(ctx, ana.ID, in, 1, n%2 == 0))
		}, 10},
		{"deletions of one's own", func(h *house, ana room.Person, in room.ID, n int) error {
			return second(h.Delete(ctx, ana.ID, in, uint64(n+1)))
		}, 10},
		{"what is refused", func(h *house, ana room.Person, in room.ID, _ int) error {
			err := second(h.React(ctx, ana.ID, in, 999, "tada", true))
			if errors.Is(err, room.ErrNotFound) {
				return nil
			}
			return err
		}, 10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inPacedHouse(t, func(t *testing.T, h *house, asked *atomic.Int64) {
				ana := h.person("ana")
				h.person("ben")
				talk := h.converse(ana, "ben") // where everybody may pin and nobody moderates
				for range 12 {
					h.say(ana, talk.ID, "something")
					time.Sleep(time.Minute)
				}
				before := asked.Load()
				n, err := most(100, func(n int) error { return tt.do(h, ana, talk.ID, n) })
				if later(t, err); n != tt.times {
					t.Errorf("%d at once, want %d", n, tt.times)
				}
				if got := asked.Load() - before; got != int64(tt.times) {
					t.Errorf("the store was asked %d times, want %d", got, tt.times)
				}
			})
		})
	}
}

// Whoever cleans up after a flood is not slower than it.
func TestModeratorsDeleteAsFastAsTheyLike(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		ana, ben := h.person("ana"), h.person("ben")
		books := h.create(ana, "books")
		h.join(ben, "books")
		for range 30 {
			h.say(ben, books.ID, "spam")
			time.Sleep(time.Second)
		}
		for n := range 30 {
			if _, err := h.Delete(t.Context(), ana.ID, books.ID, uint64(n+1)); err != nil {
				t.Fatalf("deletion %d: %v", n+1, err)
			}
		}
		if n, err := most(100, func(int) error { return h.speaks(ana, books.ID) }); n != 5 {
			t.Errorf("a moderator says %d at once, want 5 like everybody: %v", n, err)
		}
	})
}

func TestOwnersSayHowFast(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		ana := h.person("ana")
		h.set(keys.HouseSendBurst, "50")
		if n, _ := most(100, func(int) error { return h.speaks(ana, h.lobby()) }); n != 50 {
			t.Errorf("%d at once, want 50", n)
		}
		h.set(keys.HouseSendRate, "1")
		h.set(keys.HouseSendBurst, "")
		time.Sleep(time.Hour)
		n, err := most(100, func(int) error { return h.speaks(ana, h.lobby()) })
		if wait := later(t, err); n != 5 || wait != time.Second {
			t.Errorf("%d at once, then %v; want 5 and 1 s", n, wait)
		}
		if got := err.Error(); got != "you write faster than 1 message a second; wait 1 s and try again" {
			t.Errorf("it says %q", got)
		}
	})
}

// A bot is held to what its keeper gave it, with its own words; what it does to
// messages cannot be more than that either.
func TestBotsKeepTheirOwnRate(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, asked *atomic.Int64) {
		ana := h.person("ana")
		first := h.say(ana, h.lobby(), "hello")
		var bots []room.Person
		for i := range 10 { // as many as one keeps
			bots = append(bots, h.robot(ana, fmt.Sprintf("robot-%d", i), 60, h.lobby()))
		}
		n, err := most(100, func(int) error { return h.speaks(bots[0], h.lobby()) })
		if later(t, err); n != 60 {
			t.Errorf("the bot says %d at once, want 60: %v", n, err)
		}
		before := asked.Load()
		for _, bot := range bots {
			for i := range 1000 {
				_, err := h.React(t.Context(), bot.ID, h.lobby(), first.Seq, "tada", i%2 == 0)
				if err != nil && !errors.Is(err, room.ErrLimited) {
					t.Fatal(err)
				}
			}
		}
		if got := asked.Load() - before; got > 10*120 {
			t.Errorf("10000 reactions have asked the store %d times, want 120 of each at most", got)
		}
	})
}

// TestFilesAreTakenOneAfterTheOther: whoever copies a folder waits and loses none.
func TestFilesAreTakenOneAfterTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := buildHouse(t)
		a := &archive{house: h.paced(h.store.Rooms()), blobs: roomtest.NewBlobs()}
		a.use(a.blobs)
		ana := a.person("ana")
		began := time.Now()
		for i := range 15 {
			a.put(ana, a.lobby(), fmt.Sprintf("file-%d", i), fmt.Sprint("bytes ", i))
		}
		if took := time.Since(began); took != 5*time.Second {
			t.Errorf("15 files took %v, want 5 s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if _, err := a.Upload(ctx, ana.ID, a.lobby(), room.Offer{Name: "late", Size: -1}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a wait that its client ends: %v", err)
		}
		var err error
		for range 100 { // who goes on like that does not wait for ever
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			_, err = a.Upload(ctx, ana.ID, a.lobby(), room.Offer{Name: "late", Size: -1})
			cancel()
		}
		if wait := later(t, err); wait < 10*time.Second {
			t.Errorf("it may try again in %v, want more than an upload waits", wait)
		}
		a.holds(15)
	})
}
