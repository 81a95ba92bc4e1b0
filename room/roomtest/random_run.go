package roomtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// How much the random runs do. A failure names its seed.
const (
	seeds = 40
	steps = 300
	looks = 60 // steps between comparisons of all that there is
)

// kinds are the sentinels of refusals.
var kinds = []error{room.ErrInvalid, room.ErrNotFound, room.ErrDenied, room.ErrConflict, room.ErrLimited}

// randomCommands lets twelve people do random things to few rooms, and compares
// each outcome, and now and then everything, with the model. What was accepted
// is then replayed into a second store, which must hold the same.
func randomCommands(t *testing.T, open func(t *testing.T) *house) {
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			r := newRun(t, open, seed)
			for step := range steps {
				r.step(step)
				if t.Failed() {
					t.FailNow()
				}
			}
			r.sweep()
			r.compare()
			r.replay(open(t))
		})
	}
}

// A run is one random run.
type run struct {
	*house
	player
	accepted []func(*house) // to do to a second store what this one took
	deleted  int            // accounts
}

func newRun(t *testing.T, open func(t *testing.T) *house, seed uint64) *run {
	r := &run{house: open(t)}
	r.player = player{Rand: rand.New(rand.NewPCG(seed, 1)), model: newModel(), now: at}
	r.model.server.rate = 2
	r.both(func(h *house) {
		var people []room.Person
		for _, name := range actors {
			people = append(people, h.person(name))
		}
		people[10] = h.raise(people[10], keys.Moderator)
		people[11] = h.raise(people[11], keys.Admin)
		h.setting(keys.HouseProbationRate, "2")
		h.setting(keys.HouseFileSize, fmt.Sprint(modelFileSize))
		h.setting(keys.HouseFileQuota, fmt.Sprint(modelFileQuota))
		h.setting(keys.HouseFileRoomQuota, fmt.Sprint(modelRoomQuota))
		h.setting(keys.HouseFileTotal, fmt.Sprint(modelFileTotal))
		for _, p := range people {
			if h == r.house {
				r.model.add(p)
			}
		}
	})
	return r
}

// both does something that is accepted, and notes it for the second store.
func (r *run) both(do func(*house)) {
	do(r.house)
	r.accepted = append(r.accepted, do)
}

func (r *run) step(n int) {
	switch {
	case r.chance(2):
		r.choosePolicy()
	case r.chance(1) && r.deleted < 3:
		r.deleteAccount()
	case r.chance(4):
		r.govern()
	case r.chance(2):
		r.departAll()
	case r.chance(2):
		r.sweep()
	default:
		r.command(n)
	}
	if n%looks == looks-1 {
		r.compare()
	}
}

// command submits one command and compares the outcome with the model's. What
// is accepted is sometimes submitted again at once.
func (r *run) command(step int) {
	r.Helper()
	c := r.next()
	r.model.now = r.now
	want := r.model.do(c)
	_, err := r.rooms.Do(context.Background(), c)
	if kind(err) != want {
		r.Fatalf("step %d: %T%+v\nled to %v, want %v", step, c, c, err, want)
	}
	if err != nil {
		return
	}
	r.accepted = append(r.accepted, func(h *house) { h.do(c) })
	if !r.chance(5) {
		return
	}
	heard := len(r.events())
	if _, err := r.rooms.Do(context.Background(), c); err != nil {
		r.Fatalf("step %d: %T%+v\nsubmitted again led to %v", step, c, c, err)
	}
	if again := r.events()[heard:]; len(again) > 0 && !choice(c) {
		r.Fatalf("step %d: %T%+v\nsubmitted again delivered %+v", step, c, c, again)
	}
}

// choice reports whether a command sets something to a value, and so may be
// told of again.
func choice(c room.Command) bool {
	switch c.(type) {
	case room.SaveDraft, room.Notify, room.Ignore, room.Block, room.Read, room.Hear, room.Unlink:
		return true
	}
	return false
}

// kind returns the sentinel of a refusal.
func kind(err error) error {
	for _, k := range kinds {
		if errors.Is(err, k) {
			return k
		}
	}
	return err
}

func (r *run) choosePolicy() {
	who, policy := room.UserID(1+r.IntN(len(actors))), pick(&r.player, []string{"everyone", "rooms", "nobody"})
	if p := r.model.people[who]; !p.gone {
		p.policy = policy
		r.both(func(h *house) { h.lets(room.Person{ID: who}, policy) })
	}
}

func (r *run) deleteAccount() {
	who, erase := room.UserID(1+r.IntN(len(actors))), r.chance(50)
	if p := r.model.people[who]; !p.gone {
		r.deleted++
		p.gone, p.departing, p.erase = true, true, erase
		r.both(func(h *house) { h.remove(room.Person{ID: who}, erase) })
	}
}

func (r *run) departAll() {
	for i := range actors {
		who := room.UserID(i + 1)
		r.model.depart(who)
		c := room.Depart{Header: r.header(0), Who: who}
		r.both(func(h *house) { h.untilDone(c, func(e room.Event) bool { return e.(room.Departed).More }) })
	}
}

// sweep clears away what is left of deleted rooms, which changes nothing that
// anybody sees but how much there is space for.
func (r *run) sweep() {
	gone, err := r.rooms.Discarded()
	if err != nil {
		r.Fatalf("Discarded: %v", err)
	}
	for _, id := range append(gone, 0) {
		c := room.Sweep{Header: r.header(0), Room: id}
		r.both(func(h *house) { h.untilDone(c, func(e room.Event) bool { return e.(room.Swept).More }) })
	}
	for _, in := range r.model.rooms {
		in.swept = in.deleted
	}
	if gone, err = r.rooms.Discarded(); err != nil || len(gone) > 0 {
		r.Fatalf("after the sweep something is left of rooms %v, %v", gone, err)
	}
}

// replay does to a second store what was accepted, and compares the two.
func (r *run) replay(second *house) {
	for _, do := range r.accepted {
		do(second)
	}
	if got, want := second.everything(r.now), r.everything(r.now); got != want {
		r.Errorf("the accepted commands, replayed, led to\n%s\nwant\n%s", got, want)
	}
}

// untilDone submits a command of the server itself until nothing is left to do.
func (h *house) untilDone(c room.Command, more func(room.Event) bool) {
	h.Helper()
	for range 1000 {
		if !more(h.do(c)) {
			return
		}
	}
	h.Fatalf("%T%+v does not come to an end", c, c)
}

// times are compared as they are kept.
func kept(t time.Time) string { return t.Truncate(time.Microsecond).Format("15:04:05.000000") }
