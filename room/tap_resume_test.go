package room_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"snug/room"
)

// A mirror is what a program knows of a room: the messages as they are, and how far
// it has come. It takes over no more than its cursor allows.
type mirror struct {
	seq, rev uint64
	said     map[uint64]*room.Message
	arrived  []uint64 // numbers, in the order in which they came
}

// resume brings the mirror up to where a tap starts.
func (m *mirror) resume(t *testing.T, h *house, who room.Person, s room.Start, page int) {
	t.Helper()
	for after, more := m.rev, true; more; {
		changed, err := h.Changes(t.Context(), who.ID, s.Room.ID, after, page)
		if err != nil {
			t.Fatal(err)
		}
		more = len(changed) == page
		for _, is := range changed {
			if after = is.Rev; is.Rev > s.Room.Rev {
				more = false
			} else if is.Seq <= m.seq {
				m.said[is.Seq] = is
			}
		}
	}
	for m.seq < s.Room.Last {
		from := max(m.seq, s.Floor)
		found, err := h.History(who.ID, s.Room.ID, room.Range{After: from, Before: min(from+uint64(page), s.Room.Last) + 1, Limit: page})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			m.seq = s.Room.Last // trimmed meanwhile, which the tap hears
		}
		for _, is := range found {
			m.take(is)
		}
	}
	m.rev = s.Room.Rev
}

func (m *mirror) take(is *room.Message) {
	m.seq = is.Seq
	m.said[is.Seq] = is
	m.arrived = append(m.arrived, is.Seq)
}

// hear takes over what a tap has pulled.
func (m *mirror) hear(t *testing.T, one room.Tapped) {
	t.Helper()
	for _, e := range one.Events {
		switch e := e.(type) {
		case room.Posted:
			if e.Message.Seq != m.seq+1 {
				t.Errorf("message %d is followed by %d", m.seq, e.Message.Seq)
			}
			m.take(e.Message)
		case room.Changed:
			if e.Rev != m.rev+1 {
				t.Errorf("revision %d is followed by %d", m.rev, e.Rev)
			}
			m.rev = e.Rev
			if old := m.said[e.Message.Seq]; old != nil && old.Rev <= e.Message.Rev {
				m.said[e.Message.Seq] = e.Message
			}
		case room.Trimmed:
			maps.DeleteFunc(m.said, func(seq uint64, _ *room.Message) bool { return seq <= e.UpTo })
		}
	}
	if !one.Lost && (m.seq != one.Room.Last || m.rev != one.Room.Rev) {
		t.Errorf("it came to message %d and revision %d, the tap is at %d and %d", m.seq, m.rev, one.Room.Last, one.Room.Rev)
	}
}

// Whoever follows a room and then reads what has changed since a revision, and what
// was said since a message, has missed nothing and has nothing twice, while others
// go on with all that they can do.
func TestResumingMeetsLiveWithoutGapOrDuplicate(t *testing.T) {
	for _, keep := range []int{0, 25} {
		t.Run(fmt.Sprintf("keeping %d", keep), func(t *testing.T) { resumes(t, keep) })
	}
}

func resumes(t *testing.T, keep int) {
	h := openHouse(t)
	ana, ben, bot := h.person("ana"), h.person("ben"), h.person("bot")
	den := h.create(ana, "den")
	h.join(ben, "den")
	h.join(bot, "den")
	h.say(ana, den.ID, "first")
	if keep > 0 {
		h.configure(ana, den.ID, func(s *room.Settings) { s.KeepLast = keep })
	}

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var busy sync.WaitGroup
	for i, by := range []room.Person{ana, ana, ben} {
		random := rand.New(rand.NewPCG(uint64(i), 3))
		busy.Go(func() {
			for ctx.Err() == nil {
				h.disturb(by, den.ID, random)
			}
		})
	}
	at := &mirror{said: map[uint64]*room.Message{}}
	for round := range 300 {
		tap := h.tap(bot)
		s := follow(t, tap, den.ID, room.Hears{})
		at.resume(t, h, bot, s, 1+round%50)
		for range round % 4 {
			<-tap.Bell()
			for _, one := range tap.Pull().Heard {
				if one.Lost {
					t.Fatal("a program that keeps up has lost something")
				}
				at.hear(t, one)
			}
		}
		tap.Close()
		if t.Failed() {
			t.FailNow()
		}
	}
	stop()
	busy.Wait()

	s := follow(t, h.tap(bot), den.ID, room.Hears{})
	at.resume(t, h, bot, s, 10)
	maps.DeleteFunc(at.said, func(seq uint64, _ *room.Message) bool { return seq <= s.Floor })
	found, err := h.History(bot.ID, den.ID, room.Range{Limit: room.MaxPage})
	if err != nil {
		t.Fatal(err)
	}
	for _, is := range found {
		was := at.said[is.Seq]
		delete(at.said, is.Seq)
		if was == nil || was.Text != is.Text || was.Rev != is.Rev || was.Pinned != is.Pinned || !was.Deleted.Equal(is.Deleted) || !reflect.DeepEqual(was.Reactions, is.Reactions) {
			t.Errorf("message %d is\n%+v, known as\n%+v", is.Seq, is, was)
		}
	}
	if len(at.said) > 0 {
		t.Errorf("%d messages are known that are not there: %v", len(at.said), slices.Sorted(maps.Keys(at.said)))
	}
	if !slices.IsSorted(at.arrived) || len(slices.Compact(slices.Clone(at.arrived))) != len(at.arrived) {
		t.Errorf("messages came in the order %v", at.arrived)
	}
}

// disturb does one thing to a room. What is refused, by what others do meanwhile, is
// as good as nothing.
func (h *house) disturb(by room.Person, in room.ID, random *rand.Rand) {
	ctx := context.Background()
	r, err := h.Find(by.ID, "den")
	if err != nil {
		h.t.Error(err)
		return
	}
	seq := r.Last - min(uint64(random.IntN(30)), r.Last)
	switch n := random.IntN(20); {
	case n < 7:
		_, _, _ = h.Say(ctx, by.ID, in, room.Saying{Text: fmt.Sprint("number ", random.Int())})
	case n < 11:
		_, _ = h.Edit(ctx, by.ID, in, seq, fmt.Sprint("edited ", random.Int()))
	case n < 15:
		_, _ = h.React(ctx, by.ID, in, seq, "tada", random.IntN(2) == 0)
	case n < 17:
		_, _ = h.Pin(ctx, by.ID, in, seq, random.IntN(2) == 0)
	case n < 18:
		_, _ = h.Delete(ctx, by.ID, in, seq)
	case n < 19:
		_, _ = h.Purge(ctx, by.ID, in, room.Sweeping{Limit: 3})
	default:
		if r.KeepLast > 0 && r.Last > uint64(r.KeepLast) {
			c := room.Trim{Header: room.Header{ID: room.NewCommandID(), At: time.Now()}, Room: in, UpTo: r.Last - uint64(r.KeepLast)}
			_, _ = h.store.Rooms().Do(ctx, c)
		}
	}
}
