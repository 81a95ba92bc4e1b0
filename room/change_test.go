package room_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"snug/room"
)

// reply answers a message.
func (h *house) reply(by room.Person, to *room.Message, text string) *room.Message {
	h.t.Helper()
	m, _, err := h.Say(h.t.Context(), by.ID, to.Room, room.Saying{Text: text, Reply: to.Seq})
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

// must stops the test unless a change of a message was accepted.
func (h *house) must(m *room.Message, err error) *room.Message {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

func TestChangesAreHeardInOrder(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.chief("ben")
	ctx, lobby := t.Context(), h.lobby()
	desk, phone := h.sit(ana), h.sit(ben)
	enter(t, desk, lobby)
	enter(t, phone, lobby)

	m := h.must(desk.Say(ctx, room.Saying{Text: "helo"}))
	h.must(phone.Say(ctx, room.Saying{Text: "what?", Reply: m.Seq}))
	h.must(desk.Edit(ctx, m.Seq, "hello"))
	h.must(phone.React(ctx, m.Seq, "wave", true))
	h.must(phone.Pin(ctx, m.Seq, true))
	h.must(desk.Delete(ctx, m.Seq))

	for _, s := range []*room.Seat{desk, phone} {
		var got []string
		for _, e := range s.Pull().Events {
			switch e := e.(type) {
			case room.Posted:
				got = append(got, "posted")
				if e.Message.Reply != nil && (e.Root == nil || e.Root.Seq != m.Seq || e.Root.Thread.Replies != 1) {
					t.Errorf("the thread begins with %+v", e.Root)
				}
			case room.Changed:
				got = append(got, fmt.Sprintf("%d by %s", e.Change, e.By.Name))
			}
		}
		if want := []string{"posted", "posted", "0 by ana", "2 by ben", "3 by ben", "1 by ana"}; !slices.Equal(got, want) {
			t.Errorf("heard %v, want %v", got, want)
		}
	}
}

// Whoever enters or pulls after something was taken back does not get it.
func TestNothingShowsWhatWasTakenBack(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx, lobby := t.Context(), h.lobby()
	late := h.sit(ben)
	enter(t, late, lobby)

	m := h.say(ana, lobby, "secret: one")
	h.reply(ben, m, "what did you say?")
	h.must(h.Edit(ctx, ana.ID, lobby, m.Seq, "secret: two"))
	h.must(h.React(ctx, ben.ID, lobby, m.Seq, "eyes", true))
	h.must(h.Delete(ctx, ana.ID, lobby, m.Seq))

	n := late.Pull()
	v := enter(t, h.sit(ana), lobby)
	thread, err := h.Thread(ctx, ben.ID, lobby, 2)
	if err != nil {
		t.Fatal(err)
	}
	var all []*room.Message
	for _, e := range n.Events {
		switch e := e.(type) {
		case room.Posted:
			all = append(all, e.Message, e.Root)
		case room.Changed:
			all = append(all, e.Message)
		}
	}
	all = append(append(all, v.Recent...), thread...)
	for _, m := range all {
		if m != nil && (strings.Contains(m.Text, "secret") || m.Reply != nil && (m.Reply.Text != "" || !m.Reply.Deleted)) {
			t.Errorf("what was deleted is still shown: %+v, quoting %+v", m, m.Reply)
		}
	}
	stored, err := h.History(ana.ID, lobby, room.Range{Limit: 10})
	if err != nil || !reflect.DeepEqual(v.Recent, stored) {
		t.Errorf("on entering one sees\n%+v, stored is\n%+v (%v)", v.Recent, stored, err)
	}
}

// A backlog that only the ring held would be gone.
func TestAFloodOfReactionsLeavesTheBacklog(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	m := h.say(ana, h.lobby(), "first")
	h.say(ana, h.lobby(), "second")
	enter(t, h.sit(ana), h.lobby())
	for i := range 600 {
		h.must(h.React(t.Context(), ana.ID, h.lobby(), m.Seq, "+1", i%2 == 0))
	}
	v := enter(t, h.sit(ana), h.lobby())
	if len(v.Recent) != 2 {
		t.Errorf("the backlog has %d messages, want 2", len(v.Recent))
	}
}

func TestTheBacklogIsAsStoredHoweverLong(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	lobby := h.lobby()
	for i := range 2*room.Backlog + 50 {
		m := h.say(ana, lobby, "said")
		if i%7 == 3 {
			h.reply(ana, m, "answered")
		}
		if i%5 == 0 {
			h.must(h.Edit(t.Context(), ana.ID, lobby, m.Seq, "edited"))
		}
		if i == room.Backlog {
			enter(t, h.sit(ana), lobby) // reads what was said until then
		}
		if i%150 != 0 {
			continue
		}
		stored, err := h.History(ana.ID, lobby, room.Range{Limit: room.Backlog})
		if v := enter(t, h.sit(ana), lobby); err != nil || !reflect.DeepEqual(v.Recent, stored) {
			t.Fatalf("after %d messages the backlog is not what is stored (%v)", i, err)
		}
	}
}

func TestWhatChangesWhileTheBacklogIsReadIsShown(t *testing.T) {
	var p *pausedStore
	h := openHouseWith(t, func(s room.Store) room.Store {
		p = &pausedStore{Store: s}
		return p
	})
	ana := h.chief("ana")
	m := h.say(ana, h.lobby(), "one")
	h.reply(ana, m, "two")
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	// Another broker knows nothing of what was said before it.
	h = h.reopen(p)
	p.onHistory = func() {
		h.must(h.Edit(t.Context(), ana.ID, m.Room, m.Seq, "uno"))
		h.must(h.Pin(t.Context(), ana.ID, m.Room, m.Seq, true))
	}
	v := enter(t, h.sit(ana), m.Room)
	if len(v.Recent) != 2 || v.Recent[0].Text != "uno" || !v.Recent[0].Pinned || v.Recent[1].Reply.Text != "uno" {
		t.Errorf("the backlog is %+v and quotes %+v", v.Recent[0], v.Recent[1].Reply)
	}
	if v.Room.Pins != 1 {
		t.Errorf("the room counts %d pins, want 1", v.Room.Pins)
	}
}

func TestInfoTellsOfAMessage(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	ctx, lobby := t.Context(), h.lobby()
	m := h.say(ana, lobby, "helo")
	h.must(h.Edit(ctx, ana.ID, lobby, m.Seq, "hello"))
	h.must(h.React(ctx, cyd.ID, lobby, m.Seq, "wave", true))
	h.must(h.React(ctx, ben.ID, lobby, m.Seq, "wave", true))
	for _, who := range []room.Person{ana, ben, cyd} {
		s := h.sit(who)
		enter(t, s, lobby)
		if who != cyd {
			s.MarkRead(m.Seq)
		}
	}
	i, err := h.Info(ctx, ben.ID, lobby, m.Seq)
	if err != nil {
		t.Fatal(err)
	}
	if len(i.Versions) != 0 || i.Message.Text != "hello" {
		t.Errorf("to others it said %v, and says %q", i.Versions, i.Message.Text)
	}
	own, err := h.Info(ctx, ana.ID, lobby, m.Seq)
	if err != nil || len(own.Versions) != 1 || own.Versions[0].Text != "helo" {
		t.Errorf("to its author it said %v, %v", own.Versions, err)
	}
	if want := map[string][]room.Person{"wave": {cyd, ben}}; !reflect.DeepEqual(i.Reactors, want) {
		t.Errorf("reactors are %v, want %v", i.Reactors, want)
	}
	if !slices.Equal(i.Seen, []room.Person{ben}) {
		t.Errorf("seen by %v, want ben alone", i.Seen)
	}
	for _, seq := range []uint64{0, 2, 1 << 63} {
		_, err = h.Info(ctx, ben.ID, lobby, seq)
		wantRefusal(t, err, room.ErrNotFound)
		_, err = h.Thread(ctx, ben.ID, lobby, seq)
		wantRefusal(t, err, room.ErrNotFound)
	}
}

// An outsider learns nothing of messages, and does nothing to them.
func TestOutsidersCannotTouchMessages(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	r := h.create(ana, "cellar")
	ctx := t.Context()
	m := h.say(ana, r.ID, "between us @eve")
	s := h.sit(eve)
	enter(t, s, h.lobby())
	nothing := func(_ any, err error) {
		t.Helper()
		wantRefusal(t, err, room.ErrDenied)
	}
	for _, seq := range []uint64{m.Seq, 99} {
		nothing(h.Edit(ctx, eve.ID, r.ID, seq, "mine"))
		nothing(h.Delete(ctx, eve.ID, r.ID, seq))
		nothing(h.React(ctx, eve.ID, r.ID, seq, "eyes", true))
		nothing(h.Pin(ctx, eve.ID, r.ID, seq, true))
		nothing(h.Thread(ctx, eve.ID, r.ID, seq))
		nothing(h.Info(ctx, eve.ID, r.ID, seq))
		nothing(nil, second2(h.Say(ctx, eve.ID, r.ID, room.Saying{Text: "you said", Reply: seq})))
	}
	nothing(h.Pinned(ctx, eve.ID, r.ID))
	nothing(h.SeqAt(ctx, eve.ID, r.ID, m.At))
	nothing(nil, h.SaveDraft(ctx, eve.ID, r.ID, room.Draft{Text: "x"}))
	nothing(nil, h.Notify(ctx, eve.ID, r.ID, room.All))
	h.must(h.Edit(ctx, ana.ID, r.ID, m.Seq, "still between us"))
	if n := s.Pull(); len(n.Events) > 0 || len(n.Calls) > 0 {
		t.Errorf("an outsider heard %v and %v", n.Events, n.Calls)
	}
	// The number of a message there means another here.
	here := h.say(ana, h.lobby(), "in the open")
	_, err := s.Edit(ctx, here.Seq, "I said no such thing")
	wantRefusal(t, err, room.ErrDenied)
}

func TestEditedTextKeepsToTheLimits(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	m := h.say(ana, h.lobby(), "hello")
	for _, bad := range []string{"", " \u200b ", strings.Repeat("x", 1<<20), "caf\xe9"} {
		_, err := h.Edit(t.Context(), ana.ID, h.lobby(), m.Seq, bad)
		wantRefusal(t, err, room.ErrInvalid)
	}
	is := h.must(h.Edit(t.Context(), ana.ID, h.lobby(), m.Seq, "he\x1b[31mllo"))
	if is.Text != "he[31mllo" {
		t.Errorf("the edited text is %q", is.Text)
	}
}

func TestASeatThatIsNowhereDoesNothing(t *testing.T) {
	h := openHouse(t)
	s, ctx := h.sit(h.person("ana")), t.Context()
	for name, err := range map[string]error{
		"say":    second(s.Say(ctx, room.Saying{Text: "x"})),
		"edit":   second(s.Edit(ctx, 1, "x")),
		"delete": second(s.Delete(ctx, 1)),
		"react":  second(s.React(ctx, 1, "x", true)),
		"pin":    second(s.Pin(ctx, 1, true)),
		"thread": second(s.Thread(ctx, 1)),
		"pinned": second(s.Pinned(ctx)),
		"info":   second(s.Info(ctx, 1)),
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, err, room.ErrDenied) })
	}
	s.Typing(true)
}

func second[T any](_ T, err error) error { return err }
