package room_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"snug/room"
)

// in returns one room of a list.
func in(t *testing.T, id room.ID, list []room.Listing) room.Listing {
	t.Helper()
	for _, l := range list {
		if l.Room.ID == id {
			return l
		}
	}
	t.Fatalf("room %d is not in the list %+v", id, list)
	return room.Listing{}
}

// cellar makes a room that both are in.
func (h *house) cellar(by, other room.Person) room.ID {
	h.t.Helper()
	r := h.create(by, "cellar")
	if _, err := h.Join(h.t.Context(), other.ID, r.Name); err != nil {
		h.t.Fatal(err)
	}
	return r.ID
}

func TestMentionsAreCountedAlikeInAllSessions(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	lobby, ctx := h.lobby(), t.Context()
	den := h.cellar(ana, ben)
	desk, phone := h.sit(ben), h.sit(ben)
	check := func(want uint64) {
		t.Helper()
		list, err := h.Rooms(ben.ID)
		if err != nil {
			t.Fatal(err)
		}
		for where, l := range map[string][]room.Listing{
			"desk": enter(t, desk, lobby).Rooms, "phone": enter(t, phone, lobby).Rooms, "a command": list,
		} {
			if got := in(t, den, l).Mentions; got != want {
				t.Errorf("%s counts %d mentions, want %d", where, got, want)
			}
		}
	}
	one := h.say(ana, den, "@ben one")
	two := h.say(ana, den, "two")
	three := h.say(ana, den, "@ben three")
	h.say(ben, den, "@ben to myself")
	check(2)
	h.must(h.Edit(ctx, ana.ID, den, two.Seq, "two, @ben"))
	h.must(h.React(ctx, ana.ID, den, two.Seq, "+1", true))
	check(3)
	h.must(h.Edit(ctx, ana.ID, den, one.Seq, "one"))
	h.must(h.Delete(ctx, ana.ID, den, three.Seq))
	check(1)
	desk.Pull()
	enter(t, phone, den)
	phone.MarkRead(two.Seq)
	if l := desk.Pull().Rooms; l == nil || in(t, den, l).Mentions != 0 {
		t.Errorf("reading on the phone left the desk with %+v", l)
	}
	check(0)
	h.must(h.Edit(ctx, ana.ID, den, one.Seq, "@ben you have read this"))
	check(0)
}

// What a session counts in memory is what the store counts for a new one.
func TestCountsOutliveTheBroker(t *testing.T) {
	h := openHouse(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	ana, ben := h.person("ana"), h.person("ben")
	den := h.cellar(ana, ben)
	ctx := t.Context()
	if _, err := h.Ignore(ctx, ben.ID, h.person("cyd").Name, true); err != nil {
		t.Fatal(err)
	}
	cyd, err := h.FindPerson(ben.ID, "cyd")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Join(ctx, cyd.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	var last uint64
	for round := range 6 {
		s := h.sit(ben)
		enter(t, s, den)
		for range 60 {
			who := []room.Person{ana, cyd, ben}[rnd.IntN(3)]
			seq := uint64(rnd.IntN(int(last) + 1))
			switch rnd.IntN(8) {
			case 0, 1, 2:
				last = h.say(who, den, "@ben").Seq
			case 3:
				last = h.say(who, den, "nobody").Seq
			case 4: // most are somebody else's, or deleted, and refused
				_, _ = h.Edit(ctx, who.ID, den, seq, "@ben "+strings.Repeat("!", rnd.IntN(5)))
			case 5:
				_, _ = h.Edit(ctx, who.ID, den, seq, "no longer")
			case 6:
				_, _ = h.Delete(ctx, who.ID, den, seq)
			case 7:
				if rnd.IntN(4) == 0 {
					s.MarkRead(seq)
				} else if rnd.IntN(3) == 0 && round%2 == 1 {
					if _, err := h.Leave(ctx, ben.ID, "cellar"); err != nil {
						t.Fatal(err)
					}
					last = h.say(ana, den, "@ben is not here").Seq
					if _, err := h.Join(ctx, ben.ID, "cellar"); err != nil {
						t.Fatal(err)
					}
					enter(t, s, den)
				}
			}
		}
		before := in(t, den, enter(t, s, h.lobby()).Rooms)
		s.Close()
		if err := h.Close(ctx); err != nil {
			t.Fatal(err)
		}
		h = h.reopen(h.store.Rooms())
		list, err := h.Rooms(ben.ID)
		if err != nil {
			t.Fatal(err)
		}
		for where, l := range map[string][]room.Listing{"a command": list, "a session": enter(t, h.sit(ben), h.lobby()).Rooms} {
			if is := in(t, den, l); is.Mentions != before.Mentions || is.Unread != before.Unread {
				t.Fatalf("round %d: after a restart %s counts %d of %d, before it was %d of %d",
					round, where, is.Mentions, is.Unread, before.Mentions, before.Unread)
			}
		}
	}
}

func TestWhatIsSaidWhileTheCountsAreReadCounts(t *testing.T) {
	var p *pausedStore
	h := openHouseWith(t, func(s room.Store) room.Store {
		p = &pausedStore{Store: s}
		return p
	})
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	lobby, ctx := h.lobby(), t.Context()
	gone := h.say(ana, lobby, "@ben one")
	h.say(ana, lobby, "@ben two")
	p.onMentions = func() {
		h.say(ana, lobby, "@ben three")
		h.must(h.Delete(ctx, ana.ID, lobby, gone.Seq))
		if err := h.SaveDraft(ctx, ben.ID, lobby, room.Draft{Text: "wait"}); err != nil {
			t.Error(err)
		}
		if err := h.Notify(ctx, ben.ID, lobby, room.All); err != nil {
			t.Error(err)
		}
		if _, err := h.Ignore(ctx, ben.ID, "cyd", true); err != nil {
			t.Error(err)
		}
	}
	v := enter(t, h.sit(ben), lobby)
	if l := v.Rooms[0]; l.Mentions != 2 || l.Level != room.All || !l.Draft {
		t.Errorf("the room is listed as %+v", l)
	}
	if v.Draft.Text != "wait" || len(v.Ignored) != 1 || v.Ignored[0] != cyd.ID {
		t.Errorf("draft %+v, ignored %v", v.Draft, v.Ignored)
	}
}

func TestCallsFollowTheLevel(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	lobby, ctx := h.lobby(), t.Context()
	den := h.cellar(ana, ben)
	if _, err := h.Join(ctx, eve.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	s := h.sit(ben)
	enter(t, s, lobby)
	calls := func() string {
		t.Helper()
		var out []string
		for _, m := range s.Pull().Calls {
			out = append(out, m.Text)
		}
		return strings.Join(out, ", ")
	}
	talk := func() {
		h.say(ana, den, "nobody")
		h.say(ana, den, "@ben")
		h.say(eve, den, "@ben from eve")
		h.say(ben, den, "@ben from myself")
		h.say(ana, lobby, "@ben here")
	}
	notify := func(l room.Level) {
		t.Helper()
		if err := h.Notify(ctx, ben.ID, den, l); err != nil {
			t.Fatal(err)
		}
	}
	check := func(when, want string) {
		t.Helper()
		talk()
		if got := calls(); got != want {
			t.Errorf("%s: called for %q, want %q", when, got, want)
		}
	}
	check("at first", "@ben, @ben from eve")
	notify(room.All)
	check("all", "nobody, @ben, @ben from eve")
	if _, err := h.Ignore(ctx, ben.ID, "@Eve", true); err != nil {
		t.Fatal(err)
	}
	check("ignoring eve", "nobody, @ben")
	if got := in(t, den, enter(t, s, lobby).Rooms).Mentions; got != 3 {
		t.Errorf("ignoring eve: %d mentions, want 3", got)
	}
	notify(room.None)
	check("none", "")
	if _, err := h.Ignore(ctx, ben.ID, "eve", false); err != nil {
		t.Fatal(err)
	}
	if got := in(t, den, enter(t, s, lobby).Rooms).Mentions; got != 8 {
		t.Errorf("no longer ignoring eve: %d mentions, want 8", got)
	}
	notify(room.Mentions)
	check("mentions again", "@ben, @ben from eve")
}

func TestCallsAreFewAndCurrent(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	lobby, ctx := h.lobby(), t.Context()
	den := h.cellar(ana, ben)
	s := h.sit(ben)
	enter(t, s, lobby)
	for i := range 1000 {
		h.say(ana, den, fmt.Sprint("@ben ", i))
	}
	h.must(h.Edit(ctx, ana.ID, den, 999, "@ben edited"))
	h.must(h.Edit(ctx, ana.ID, den, 998, "nobody"))
	h.must(h.Delete(ctx, ana.ID, den, 1000))
	got := s.Pull().Calls
	if len(got) != 6 || got[0].Seq != 993 || got[5].Text != "@ben edited" {
		t.Errorf("calls are %+v, want the newest 8 without those that were taken back", got)
	}
	if again := s.Pull().Calls; len(again) > 0 {
		t.Errorf("calls came twice: %+v", again)
	}
	// What the person goes to see, or may see no more, is no call.
	h.say(ana, den, "@ben once more")
	enter(t, s, den)
	if got := s.Pull().Calls; len(got) > 0 {
		t.Errorf("called into the room that is open: %+v", got)
	}
	enter(t, s, lobby)
	h.say(ana, den, "@ben before you go")
	if _, err := h.Leave(ctx, ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	if got := s.Pull().Calls; len(got) > 0 {
		t.Errorf("called into a room that was left: %+v", got)
	}
}
