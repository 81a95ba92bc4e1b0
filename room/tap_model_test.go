package room_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

// A tap hears of several rooms exactly what a seat in each would have heard. Random
// things happen, and are pulled at random.
func TestTapHearsWhatASeatPerRoomHears(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := newTapModel(t, seed)
				for step := range 100 {
					m.step()
					if t.Failed() {
						t.Fatalf("at step %d", step)
					}
				}
				m.settle()
			})
		})
	}
}

// A tapModel is a bot with a tap and a seat for each room, and two people who do
// things there.
type tapModel struct {
	*house
	*rand.Rand
	ana, ben, bot room.Person
	rooms         []room.ID
	tap           *room.Tap
	seats         map[room.ID]*room.Seat // of the bot, one a room that it is in
	writer        *room.Seat             // of ben
	renames       int

	seen, shown map[room.ID]*outlook // by the tap, and by the seats
}

// An outlook is what was heard of one room since the last look.
type outlook struct {
	events  []room.Event
	lost    bool
	present []room.Presence
	typing  []room.Person
}

func newTapModel(t *testing.T, seed uint64) *tapModel {
	h := openHouse(t)
	m := &tapModel{
		house: h, Rand: rand.New(rand.NewPCG(seed, 7)),
		ana: h.person("ana"), ben: h.person("ben"), bot: h.person("bot"),
		seats: map[room.ID]*room.Seat{}, seen: map[room.ID]*outlook{}, shown: map[room.ID]*outlook{},
	}
	m.tap, m.writer = h.tap(m.bot), h.sit(m.ben)
	m.rooms = append(m.rooms, h.lobby())
	for i := range 4 {
		r := h.create(m.ana, fmt.Sprint("room-", i))
		m.rooms = append(m.rooms, r.ID)
		m.join(m.ben, r.Name)
	}
	for _, in := range m.rooms[:3] {
		m.comes(in)
	}
	return m
}

// comes has the bot hear a room, in both ways.
func (m *tapModel) comes(in room.ID) {
	m.t.Helper()
	if in != m.rooms[0] {
		if _, err := m.Join(m.t.Context(), m.bot.ID, m.name(in)); err != nil {
			return
		}
	}
	s := m.sit(m.bot)
	s.HearTyping(true)
	m.seats[in] = s
	v, err := s.Enter(m.t.Context(), in)
	start, failed := m.tap.Follow(m.t.Context(), in, room.Hears{Presence: true, Typing: true})
	if err != nil || failed != nil {
		m.t.Fatalf("Enter: %v, Follow: %v", err, failed)
	}
	if start.Room != v.Room || start.Floor != v.Floor || !slices.Equal(start.There, v.Present) {
		m.t.Errorf("the tap starts with\n%+v, the seat with\n%+v", start, v)
	}
	m.seen[in], m.shown[in] = &outlook{present: start.There}, &outlook{present: v.Present}
}

func (m *tapModel) name(in room.ID) string {
	r, _ := m.room(in)
	return r.Name
}

// room returns a room as ana sees it, and false when it was deleted.
func (m *tapModel) room(in room.ID) (room.Room, bool) {
	all, err := m.Rooms(m.ana.ID)
	if err != nil {
		m.t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(l room.Listing) bool { return l.Room.ID == in })
	if i < 0 {
		return room.Room{}, false
	}
	return all[i].Room, true
}

func (m *tapModel) step() {
	in, ctx := m.rooms[m.IntN(len(m.rooms))], m.t.Context()
	by := m.ana.ID
	if m.IntN(3) == 0 {
		by = m.ben.ID
	}
	r, there := m.room(in)
	if !there {
		return
	}
	seq := r.Last - min(uint64(m.IntN(6)), r.Last)
	_, heard := m.seats[in]
	// What is refused changes nothing, and is refused to tap and seat alike.
	switch n := m.IntN(100); {
	case n < 30:
		_, _, _ = m.Say(ctx, by, in, room.Saying{Text: fmt.Sprint("@bot and ", m.Int())})
	case n < 36:
		_, _, _ = m.Say(ctx, by, in, room.Saying{Text: "no", Reply: seq})
	case n < 42:
		_, _ = m.Edit(ctx, by, in, seq, fmt.Sprint("edited ", m.Int()))
	case n < 48:
		_, _ = m.React(ctx, by, in, seq, "tada", m.IntN(2) == 0)
	case n < 52:
		_, _ = m.Pin(ctx, m.ana.ID, in, seq, m.IntN(2) == 0)
	case n < 55:
		_, _ = m.Delete(ctx, by, in, seq)
	case n < 57:
		_, _ = m.Purge(ctx, m.ana.ID, in, room.Sweeping{Limit: 1 + m.IntN(5)})
	case n < 59:
		m.renames++
		_, _ = m.Rename(ctx, m.ana.ID, in, fmt.Sprint("other-", m.renames))
	case n < 62:
		_, _ = m.Configure(ctx, m.ana.ID, in, func(s *room.Settings) error {
			s.History, s.Private, s.KeepLast = room.History(m.IntN(3)), m.IntN(4) == 0, m.IntN(3)*10
			return nil
		})
	case n < 64:
		_ = m.Kick(ctx, m.ana.ID, in, m.bot.ID, "")
	case n < 65:
		_, _ = m.Penalize(ctx, m.ana.ID, in, m.bot.ID, room.Ban, time.Now().Add(time.Minute), "")
	case n < 66:
		_, _ = m.Leave(ctx, m.bot.ID, m.name(in))
	case n < 70 && !heard && !r.Private:
		m.comes(in)
	case n < 71 && in != m.rooms[0]:
		_ = m.Discard(ctx, m.ana.ID, in)
	case n < 72:
		for range 520 {
			_, _, _ = m.Say(ctx, m.ana.ID, in, room.Saying{Text: "on and on"})
		}
	case n < 76:
		if _, err := m.writer.Enter(ctx, in); err == nil {
			m.writer.Typing(true)
		}
	case n < 78:
		_ = m.SetAway(m.ben.ID, m.IntN(2) == 0, "")
	case n < 80:
		m.settle()
	case n < 90:
		m.look()
	}
	synctest.Wait()
}

// look pulls the tap and all seats, and compares what they have heard.
func (m *tapModel) look() {
	m.t.Helper()
	synctest.Wait()
	ended := map[room.ID]bool{}
	for n := m.tap.Pull(); len(n.Heard) > 0; n = m.tap.Pull() {
		for _, one := range n.Heard {
			o := m.seen[one.Room.ID]
			o.events, o.lost = append(o.events, one.Events...), o.lost || one.Lost
			if one.Present != nil {
				o.present = one.Present
			}
			if one.Typing != nil {
				o.typing = one.Typing
			}
			ended[one.Room.ID] = one.Ended
		}
	}
	for in, s := range m.seats {
		n, o, tapped := s.Pull(), m.shown[in], m.seen[in]
		if n.Present != nil {
			o.present = n.Present
		}
		if n.Typing != nil {
			o.typing = n.Typing
		}
		if n.Lost != tapped.lost || !n.Lost && !(len(n.Events) == 0 && len(tapped.events) == 0 || reflect.DeepEqual(n.Events, tapped.events)) {
			m.t.Errorf("of room %d the tap has heard\n%+v, lost %v; the seat\n%+v, lost %v", in, tapped.events, tapped.lost, n.Events, n.Lost)
		}
		tapped.events, tapped.lost = nil, false
		is, err := m.Standing(m.bot.ID, in)
		if out := err != nil || !is.In; out != ended[in] {
			m.t.Errorf("room %d has ended for the tap: %v, the person is out of it: %v", in, ended[in], out)
		} else if out {
			s.Close()
			delete(m.seats, in)
		} else if n.Lost {
			o.present, o.typing = enter(m.t, s, in).Present, nil
		}
	}
}

// settle lets everybody hear who is there and who types, and compares that.
func (m *tapModel) settle() {
	m.t.Helper()
	time.Sleep(1500 * time.Millisecond) // synthetic: longer than that is held back
	synctest.Wait()
	m.look()
	m.look() // a seat that has lost something enters anew
	for in := range m.seats {
		if got, want := m.seen[in].present, m.shown[in].present; !slices.Equal(got, want) {
			m.t.Errorf("in room %d the tap knows of\n%+v, the seat of\n%+v", in, got, want)
		}
		if got, want := m.seen[in].typing, m.shown[in].typing; !slices.Equal(got, want) {
			m.t.Errorf("in room %d the tap knows that %+v type, the seat that %+v do", in, got, want)
		}
	}
}
