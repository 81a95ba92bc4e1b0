package room_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"snug/room"
)

// A naiveRoom is what is unread in a room as one would write it down: a list of
// everything that was said, gone through from its start.
type naiveRoom struct {
	id      room.ID
	history room.History
	trimmed int
	said    []naiveMessage // the first has number 1
	in      map[room.UserID]*naiveMember
}

type naiveMessage struct {
	by      room.UserID
	names   []room.UserID
	deleted bool
}

type naiveMember struct {
	in    bool
	since int // number of the newest message when they joined
	came  int // and when their session began
	read  int
}

func (r *naiveRoom) floor(who room.UserID, hasSession bool) int {
	m := r.in[who]
	switch {
	case r.history == room.HistoryJoined:
		return m.since
	case r.history == room.HistoryNone && hasSession:
		return max(m.since, m.came)
	case r.history == room.HistoryNone:
		return len(r.said)
	}
	return 0
}

// unread returns how many messages are unread, and how many of them name who.
func (r *naiveRoom) unread(who room.UserID, hasSession bool) (all, named uint64) {
	for i, m := range r.said {
		seq := i + 1
		if m.deleted || seq <= r.in[who].read || seq <= r.trimmed || seq <= r.floor(who, hasSession) {
			continue
		}
		all++
		if slices.Contains(m.names, who) {
			named++
		}
	}
	return all, named
}

// A tally compares a house with naive rooms.
type tally struct {
	*house
	rnd    *rand.Rand
	people []room.Person
	seats  map[room.UserID]*room.Seat
	rooms  []*naiveRoom
}

func newTally(t *testing.T, seed uint64) *tally {
	y := &tally{house: openHouse(t), rnd: rand.New(rand.NewPCG(seed, 1)), seats: make(map[room.UserID]*room.Seat)}
	for _, name := range []string{"ana", "ben", "cyd"} {
		y.people = append(y.people, y.person(name))
	}
	for _, name := range []string{"cellar", "attic"} {
		r := &naiveRoom{id: y.create(y.people[0], name).ID, in: make(map[room.UserID]*naiveMember)}
		// Nothing is as old as that, unless a test says what time it is.
		y.house.configure(y.people[0], r.id, func(s *room.Settings) { s.KeepFor = time.Hour })
		for i, p := range y.people {
			r.in[p.ID] = &naiveMember{in: i == 0}
		}
		y.rooms = append(y.rooms, r)
	}
	y.sitDown()
	return y
}

func (y *tally) sitDown() {
	for _, p := range y.people {
		y.seats[p.ID] = y.sit(p)
		for _, r := range y.rooms {
			r.in[p.ID].came = len(r.said)
		}
	}
}

func (y *tally) restart() {
	for _, s := range y.seats {
		s.Close()
	}
	y.compare("without sessions", false)
	if err := y.Close(y.t.Context()); err != nil {
		y.t.Fatal(err)
	}
	y.house = y.reopen(y.store.Rooms())
	y.compare("after a restart", false)
	y.sitDown()
}

// step does something at random, in the house and in the naive room.
func (y *tally) step() string {
	ctx := y.t.Context()
	r := y.rooms[y.rnd.IntN(len(y.rooms))]
	by := y.people[y.rnd.IntN(len(y.people))]
	me := r.in[by.ID]
	seq := 1 + y.rnd.IntN(len(r.said)+1)
	other := y.people[y.rnd.IntN(len(y.people))]
	var named []room.UserID
	text := "hello " + fmt.Sprint(y.rnd.IntN(1000))
	if y.rnd.IntN(2) == 0 {
		text += " @" + other.Name
		if r.in[other.ID].in && other != by {
			named = []room.UserID{other.ID}
		}
	}
	switch y.rnd.IntN(11) {
	case 0, 1, 2, 3:
		m, _, err := y.Say(ctx, by.ID, r.id, room.Saying{Text: text})
		if (err == nil) != me.in {
			y.t.Fatalf("saying something: %v", err)
		} else if err != nil {
			return "not say"
		}
		before, _ := r.unread(by.ID, true)
		r.said = append(r.said, naiveMessage{by: by.ID, names: named})
		if before == 0 {
			me.read = int(m.Seq)
		}
		return fmt.Sprintf("%s says %d in %d: %s", by.Name, m.Seq, r.id, text)
	case 4:
		if _, err := y.Edit(ctx, by.ID, r.id, uint64(seq), text); err == nil {
			r.said[seq-1].names = named
			return fmt.Sprintf("%s edits %d in %d: %s", by.Name, seq, r.id, text)
		}
	case 5, 6:
		if _, err := y.Delete(ctx, by.ID, r.id, uint64(seq)); err == nil {
			r.said[seq-1].deleted, r.said[seq-1].names = true, nil
			return fmt.Sprintf("%s deletes %d in %d", by.Name, seq, r.id)
		}
	case 7:
		s := y.seats[by.ID]
		if _, err := s.Enter(ctx, r.id); (err == nil) != me.in {
			y.t.Fatalf("entering: %v", err)
		} else if err == nil {
			seq = min(seq, len(r.said))
			s.MarkRead(uint64(seq))
			me.read = max(me.read, seq)
			return fmt.Sprintf("%s reads up to %d in %d", by.Name, seq, r.id)
		}
	case 8:
		return y.move(r, by, me)
	case 9:
		was := r.history
		r.history = room.History(y.rnd.IntN(3))
		if was != r.history {
			y.configure(y.people[0], r.id, func(s *room.Settings) { s.History = r.history })
		}
		return fmt.Sprintf("%d shows %d", r.id, r.history)
	case 10:
		if y.rnd.IntN(4) > 0 || seq <= r.trimmed || seq > len(r.said) {
			break
		}
		h := room.Header{ID: room.NewCommandID(), At: time.Now().Add(2 * time.Hour)}
		e, err := y.store.Rooms().Do(ctx, room.Trim{Header: h, Room: r.id, UpTo: uint64(seq)})
		if err != nil {
			y.t.Fatal(err)
		}
		r.trimmed = int(e.(room.Trimmed).UpTo)
		return fmt.Sprintf("%d forgets %d", r.id, r.trimmed)
	}
	return "nothing"
}

// move has somebody join or leave a room.
func (y *tally) move(r *naiveRoom, by room.Person, me *naiveMember) string {
	name := fmt.Sprintf("r_%d", r.id)
	if !me.in {
		if _, err := y.Join(y.t.Context(), by.ID, name); err != nil {
			y.t.Fatal(err)
		}
		me.in, me.since, me.came = true, len(r.said), len(r.said)
		return by.Name + " joins " + name
	}
	if by == y.people[0] { // who owns it, and stays
		return "nothing"
	}
	if _, err := y.Leave(y.t.Context(), by.ID, name); err != nil {
		y.t.Fatal(err)
	}
	me.in = false
	return by.Name + " leaves " + name
}

func (y *tally) compare(after string, hasSession bool) {
	y.t.Helper()
	for _, p := range y.people {
		list := y.house.rooms(p)
		for _, r := range y.rooms {
			i := slices.IndexFunc(list, func(l room.Listing) bool { return l.Room.ID == r.id })
			l := list[i]
			if l.Joined != r.in[p.ID].in {
				y.t.Fatalf("after %s: is %s in room %d? %v", after, p.Name, r.id, l.Joined)
			} else if !l.Joined {
				continue
			}
			if all, named := r.unread(p.ID, hasSession); l.Unread != all || l.Mentions != named {
				y.t.Fatalf("after %s: %s has %d unread in room %d, %d of them mentions; want %d, %d",
					after, p.Name, l.Unread, r.id, l.Mentions, all, named)
			}
		}
	}
}

// What is unread is counted right after any mix of what can happen.
func TestUnreadCountsAsIfOneWentThroughThemAll(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			y := newTally(t, seed)
			for n := range 400 {
				if n%97 == 96 {
					y.restart()
				}
				y.compare(y.step(), true)
			}
		})
	}
}
