package room_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// flood says many things at once.
func (h *house) flood(in room.ID, n int, by ...room.Person) {
	h.t.Helper()
	errs := make(chan error, n)
	for i := range n {
		go func() {
			errs <- second2(h.Say(h.t.Context(), by[i%len(by)].ID, in, room.Saying{Text: fmt.Sprint("spam ", i)}))
		}()
	}
	for range n {
		if err := <-errs; err != nil {
			h.t.Fatal(err)
		}
	}
}

func (h *house) purge(by room.Person, in room.ID, w room.Sweeping) room.Swathe {
	h.t.Helper()
	s, err := h.Purge(h.t.Context(), by.ID, in, w)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// What a purge has deleted is gone from every screen, also of who reads slowly,
// from what newcomers are shown, from quotes, calls and mentions, and from search.
func TestWhatIsPurgedIsGoneEverywhere(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	h.join(eve, "cellar")
	looking, slow, elsewhere := h.sit(ben), h.sit(ben), h.sit(ben)
	enter(t, elsewhere, h.lobby())
	h.flood(den, 450, eve)
	first := h.say(eve, den, "@ben the treasure")
	h.reply(eve, first, "@ben the treasure, too")
	kept := h.reply(ana, first, "@ben stop it")
	h.must(h.Pin(t.Context(), ana.ID, den, first.Seq, true))
	enter(t, looking, den)
	enter(t, slow, den)
	h.say(eve, den, "@ben the last treasure")

	counted := h.purge(ana, den, room.Sweeping{Of: []room.UserID{eve.ID}, DryRun: true})
	if want := (room.Swathe{Messages: 453, People: 1, First: 1, Last: 454}); counted != want {
		t.Errorf("counted %+v, want %+v", counted, want)
	}
	if n := looking.Pull(); len(n.Events) != 1 {
		t.Errorf("counting is heard as %+v", n.Events)
	}
	if got := h.purge(ana, den, room.Sweeping{Of: []room.UserID{eve.ID}, Reason: "raid"}); got != counted {
		t.Errorf("deleted %+v, counted %+v", got, counted)
	}

	for name, s := range map[string]*room.Seat{"looking": looking, "slow": slow} {
		n := s.Pull()
		gone := 0
		for _, e := range n.Events {
			switch e := e.(type) {
			case room.Changed:
				if e.Change == room.WasDeleted && e.Message.Removed {
					gone++
				}
				wantNoTreasure(t, name, e.Message)
			case room.Posted:
				wantNoTreasure(t, name, e.Message)
			default:
				t.Errorf("%s hears %T", name, e)
			}
		}
		if n.Lost || gone != 453 {
			t.Errorf("%s: lost %v, %d tombstones", name, n.Lost, gone)
		}
		v := enter(t, s, den)
		for _, m := range v.Recent {
			wantNoTreasure(t, name, m)
		}
		if v.Room.Pins != 0 || len(v.Recent) != room.Backlog || v.Recent[len(v.Recent)-2].Text != kept.Text {
			t.Errorf("%s enters %+v", name, v.Room)
		}
	}
	n := elsewhere.Pull()
	for _, m := range n.Calls {
		if wantNoTreasure(t, "elsewhere", m); m.Seq != kept.Seq {
			t.Errorf("elsewhere ben is told of %+v", m)
		}
	}
	if l := in(t, den, n.Rooms); len(n.Calls) != 1 || l.Mentions != 1 || l.Unread != 1 || l.Room.Pins != 0 {
		t.Errorf("elsewhere come %d calls; the room is %+v", len(n.Calls), l)
	}
	if found := h.search(ben, den, "treasure"); len(found) > 0 {
		t.Errorf("found is %v", found)
	}
	v := enter(t, h.sit(ana), den)
	for _, m := range v.Recent {
		wantNoTreasure(t, "a newcomer", m)
	}
	if got := h.purge(ana, den, room.Sweeping{Of: []room.UserID{eve.ID}}); got != (room.Swathe{}) {
		t.Errorf("a second purge deletes %+v", got)
	}
}

func wantNoTreasure(t *testing.T, who string, m *room.Message) {
	t.Helper()
	if strings.Contains(m.Text, "treasure") || m.Reply != nil && strings.Contains(m.Reply.Text, "treasure") {
		t.Errorf("%s reads %+v, quoting %+v", who, m, m.Reply)
	}
}

func TestAPurgeSparesWhoIsNotBelow(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	chief := h.chief("zoe")
	ctx := t.Context()
	den := h.create(ana, "cellar").ID
	for _, who := range []room.Person{ben, cyd, chief} {
		h.join(who, "cellar")
	}
	if _, err := h.Appoint(ctx, ana.ID, den, "ben", room.Moderator); err != nil {
		t.Fatal(err)
	}
	var at time.Time
	for i, who := range []room.Person{ana, cyd, ben, chief, cyd, ana, cyd} {
		if m := h.say(who, den, "x"); i == 4 {
			at = m.At
		}
	}
	for _, tt := range []struct {
		name string
		by   room.UserID
		what room.Sweeping
		want room.Swathe
	}{
		{"all that a moderator can", ben.ID, room.Sweeping{}, room.Swathe{Messages: 4, People: 2, Spared: 3, First: 2, Last: 7}},
		{"all that the owner can", ana.ID, room.Sweeping{}, room.Swathe{Messages: 6, People: 3, Spared: 1, First: 1, Last: 7}},
		{"all that an administrator can", chief.ID, room.Sweeping{}, room.Swathe{Messages: 7, People: 4, First: 1, Last: 7}},
		{"all that the operator can", room.Operator, room.Sweeping{}, room.Swathe{Messages: 7, People: 4, First: 1, Last: 7}},
		{"the newest", ben.ID, room.Sweeping{Limit: 2}, room.Swathe{Messages: 2, People: 1, Spared: 2, First: 5, Last: 7, More: true}},
		{"just as many as there are", ben.ID, room.Sweeping{Limit: 4}, room.Swathe{Messages: 4, People: 2, Spared: 3, First: 2, Last: 7}},
		{"of two people", ben.ID, room.Sweeping{Of: []room.UserID{cyd.ID, ana.ID, cyd.ID}}, room.Swathe{Messages: 3, People: 1, Spared: 2, First: 2, Last: 7}},
		{"of somebody above", ben.ID, room.Sweeping{Of: []room.UserID{ana.ID}}, room.Swathe{Spared: 2}},
		{"of nobody here", ben.ID, room.Sweeping{Of: []room.UserID{999}}, room.Swathe{}},
		{"since", ben.ID, room.Sweeping{Since: at}, room.Swathe{Messages: 2, People: 1, Spared: 1, First: 5, Last: 7}},
		{"until", ben.ID, room.Sweeping{Until: at}, room.Swathe{Messages: 2, People: 2, Spared: 2, First: 2, Last: 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.what.DryRun = true
			if got, err := h.Purge(ctx, tt.by, den, tt.what); err != nil || got != tt.want {
				t.Errorf("counted %+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
	for name, w := range map[string]room.Sweeping{
		"a negative limit": {Limit: -1}, "too high a limit": {Limit: room.MaxPurge + 1}, "an end before the beginning": {Since: at, Until: at.Add(-1)},
	} {
		if _, err := h.Purge(ctx, ana.ID, den, w); !errors.Is(err, room.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	talk := h.converse(ana, "ben").ID
	h.say(ben, talk, "x")
	eve := h.person("eve")
	for _, dry := range []bool{true, false} {
		w := room.Sweeping{DryRun: dry}
		wantRefusal(t, second(h.Purge(ctx, cyd.ID, den, w)), room.ErrDenied)
		wantRefusal(t, second(h.Purge(ctx, eve.ID, den, w)), room.ErrDenied)
		wantRefusal(t, second(h.Purge(ctx, ana.ID, talk, w)), room.ErrDenied)
		wantRefusal(t, second(h.Purge(ctx, chief.ID, talk, w)), room.ErrNotFound)
		wantRefusal(t, second(h.Purge(ctx, eve.ID, 999, w)), room.ErrNotFound)
	}
	if got := h.purge(ben, den, room.Sweeping{Limit: 2}); got.Messages != 2 || !got.More {
		t.Errorf("deleted %+v", got)
	}
	list, err := h.History(ana.ID, den, room.Range{Limit: 9})
	if err != nil || texts(list) != "x x x x - x -" {
		t.Errorf("what stands is %s, %v", texts(list), err)
	}
}

// interposed lets a test do something before each command.
type interposed struct {
	room.Store
	before func(room.Command)
}

func (s interposed) Do(ctx context.Context, c room.Command) (room.Event, error) {
	s.before(c)
	return s.Store.Do(ctx, c)
}

// While a purge runs others write, and what they write stays; it goes on in slices
// of a bounded size, and ends when it is told to.
func TestAPurgeRunsBetweenTheOthers(t *testing.T) {
	slices := 0
	var between func()
	h := openHouseWith(t, func(s room.Store) room.Store {
		return interposed{s, func(c room.Command) {
			p, is := c.(room.Purge)
			if !is || p.Before == 1 {
				return
			}
			if slices++; p.Limit > room.PurgeAtOnce {
				t.Errorf("a slice of %d", p.Limit)
			}
			if between != nil {
				between()
			}
		}}
	})
	ana, eve := h.person("ana"), h.person("eve")
	den := h.create(ana, "cellar").ID
	h.join(eve, "cellar")
	h.flood(den, 3*room.PurgeAtOnce, eve)
	ctx, cancel := context.WithCancel(t.Context())
	between = func() {
		if h.say(eve, den, "meanwhile"); slices == 2 {
			cancel()
		}
	}
	got, err := h.Purge(ctx, ana.ID, den, room.Sweeping{})
	if err == nil || got.Messages != room.PurgeAtOnce {
		t.Errorf("a purge that was cancelled deletes %+v, %v", got, err)
	}
	between = nil
	said := h.say(eve, den, "after it").Seq
	between = func() { h.must(h.Delete(t.Context(), eve.ID, den, 100)); between = nil }
	rest := h.purge(ana, den, room.Sweeping{Until: time.Now()})
	left := uint64(3*room.PurgeAtOnce - got.Messages + 3 - 1)
	if rest.Messages > int(left) || rest.Messages < int(left)-room.PurgeAtOnce || rest.Spared != 0 || rest.Last != said {
		t.Errorf("the rest was %+v", rest)
	}
	list, err := h.History(ana.ID, den, room.Range{Limit: room.MaxPage})
	if err != nil || strings.Trim(texts(list), "- ") != "" {
		t.Errorf("what stands is %s, %v", texts(list), err)
	}
}

// Moderators who act on the same people at once leave one state, the same in
// memory as on disk.
func TestModeratorsAtOnceLeaveOneState(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	boss, chief := h.rank(h.person("boss"), keys.Moderator), h.chief("zoe")
	den := h.create(ana, "cellar").ID
	ctx := t.Context()
	seats := []*room.Seat{h.sit(eve), h.sit(eve)}
	done := make(chan struct{})
	acts := []func(){
		func() { _, _ = h.Join(ctx, eve.ID, "cellar") },
		func() { _, _, _ = h.Say(ctx, eve.ID, den, room.Saying{Text: "@ana spam"}) },
		func() { _ = h.Kick(ctx, ana.ID, den, eve.ID, "") },
		func() { _, _ = h.Penalize(ctx, boss.ID, den, eve.ID, room.Ban, time.Now().Add(time.Hour), "") },
		func() { _ = h.Pardon(ctx, chief.ID, den, eve.ID, room.Ban, "") },
		func() { _, _ = h.Penalize(ctx, ana.ID, den, eve.ID, room.Mute, time.Now().Add(time.Millisecond), "") },
		func() { _, _ = h.Purge(ctx, chief.ID, den, room.Sweeping{Of: []room.UserID{eve.ID}}) },
		func() { _, _ = h.Complain(ctx, ana.ID, eve.ID, 0, 0, "rude") },
		func() { _, _ = h.Complain(ctx, eve.ID, ana.ID, 0, 0, "rude, too") },
		func() { _, _ = h.Judge(ctx, chief.ID, 1, room.ReportDismissed, "") },
		func() { h.Renamed(boss); h.Sanctioned(eve.ID); h.Sanctioned(0) },
		func() { _, _ = seats[0].Enter(ctx, den) },
		func() { _, _ = seats[1].Enter(ctx, den); seats[1].Typing(true) },
		func() {
			for _, s := range seats {
				s.Pull()
			}
		},
	}
	for _, act := range acts {
		go func() {
			for range 40 {
				act()
			}
			done <- struct{}{}
		}()
	}
	for range acts {
		<-done
	}
	stored, err := h.store.Rooms().Memberships(eve.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, in := stored[den]
	list := h.rooms(eve)
	i := slices.IndexFunc(list, func(l room.Listing) bool { return l.Room.ID == den })
	if list[i].Joined != in || list[i].Standing.In != in {
		t.Errorf("the store says that eve is in it: %v; memory has %+v", in, list[i])
	}
	penalties, err := h.store.Rooms().PenaltiesOf(eve.ID)
	if is := list[i].Standing; err != nil || is.Banned.In(time.Now()) != penalties[den].Banned.In(time.Now()) {
		t.Errorf("the store has %+v, %v; memory %+v", penalties, err, is)
	}
	rooms, err := h.store.Rooms().Rooms()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(rooms, func(r room.Room) bool { return r.ID == den })
	if r, err := h.Find(ana.ID, "cellar"); err != nil || r != rooms[at] {
		t.Errorf("memory has %+v, %v; the store %+v", r, err, rooms[at])
	}
}
