package room_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"snug/room"
)

// What somebody may not read of a room is nowhere: whichever way they ask, they
// see the same as when it had never been said.
func TestWhatIsBelowTheFloorIsNowhere(t *testing.T) {
	for name, history := range map[string]room.History{
		"since they joined":         room.HistoryJoined,
		"while their session lasts": room.HistoryNone,
	} {
		t.Run(name, func(t *testing.T) {
			h := openHouse(t)
			ana, ben := h.person("ana"), h.person("ben")
			ctx := t.Context()
			den := h.create(ana, "cellar").ID
			h.configure(ana, den, func(s *room.Settings) { s.History = history })
			desk := h.sit(ana)
			enter(t, desk, den)

			old := h.say(ana, den, "the treasure")
			h.must(h.Pin(ctx, ana.ID, den, old.Seq, true))
			h.reply(ana, old, "old answer to the treasure")
			seat := h.sit(ben)
			h.join(ben, "cellar")
			if v := enter(t, seat, den); len(v.Recent) != 0 || v.Floor != 2 || v.Rooms[1].Unread != 0 || v.Rooms[1].Standing.Floor != 2 {
				t.Errorf("who comes later sees %+v", v)
			}
			fresh := h.reply(ana, old, "new answer for ben")
			h.must(h.Edit(ctx, ana.ID, den, old.Seq, "the treasure is gone"))
			h.must(h.React(ctx, ana.ID, den, old.Seq, "x", true))

			var heard []*room.Message
			for _, e := range seat.Pull().Events {
				switch e := e.(type) {
				case room.Posted:
					heard = append(heard, e.Message)
					if e.Root != nil {
						t.Errorf("heard of the start of the thread: %+v", e.Root)
					}
				case room.Changed:
					t.Errorf("heard of a change of %+v", e.Message)
				}
			}
			only := func(what string, got []*room.Message, err error) {
				t.Helper()
				if err != nil {
					t.Errorf("%s: %v", what, err)
					return
				}
				for _, m := range got {
					blank := m.Reply != nil && *m.Reply == room.Quote{Seq: old.Seq, Deleted: true}
					if m.Seq != fresh.Seq || !blank {
						t.Errorf("%s shows %+v and quotes %+v", what, m, m.Reply)
					}
				}
				if len(got) != 1 {
					t.Errorf("%s shows %d messages, want 1", what, len(got))
				}
			}
			only("the session", heard, nil)
			v := enter(t, seat, den)
			only("entering", v.Recent, nil)
			page := func() ([]*room.Message, error) { return seat.Before(ctx, den, 99, 99) }
			got, err := page()
			only("a page", got, err)
			got, err = h.History(ben.ID, den, room.Range{Limit: 99})
			only("history", got, err)
			got, err = h.Thread(ctx, ben.ID, den, fresh.Seq)
			only("the thread", got, err)
			reacted, err := h.React(ctx, ben.ID, den, fresh.Seq, "tada", true)
			only("a reaction", []*room.Message{reacted}, err)
			q := room.Query{Words: []string{"e"}}
			r, err := h.Search(ctx, ben.ID, den, q, room.More{})
			var found []*room.Message
			for _, hit := range r.Found {
				found = append(found, hit.Message)
			}
			only("a search", found, err)
			if !r.Done || !r.Until.IsZero() {
				t.Errorf("the search would go on below the floor: %+v", r)
			}
			if pins, err := h.Pinned(ctx, ben.ID, den); err != nil || len(pins) != 0 {
				t.Errorf("pinned are %v, %v", pins, err)
			}
			if seq, err := h.SeqAt(ctx, ben.ID, den, time.Time{}); err != nil || seq != fresh.Seq {
				t.Errorf("the first message is %d, %v", seq, err)
			}
			// What is below is refused like what has never been.
			for seq, id := range map[uint64]room.CommandID{old.Seq: old.ID, 77: room.NewCommandID()} {
				_, err = h.Info(ctx, ben.ID, den, seq)
				wantRefusal(t, err, room.ErrNotFound)
				_, err = h.Thread(ctx, ben.ID, den, seq)
				wantRefusal(t, err, room.ErrNotFound)
				_, _, err = h.Locate(ben.ID, id)
				wantRefusal(t, err, room.ErrNotFound)
				for what, err := range map[string]error{
					"react":  second(h.React(ctx, ben.ID, den, seq, "x", true)),
					"edit":   second(h.Edit(ctx, ben.ID, den, seq, "x")),
					"delete": second(h.Delete(ctx, ben.ID, den, seq)),
					"pin":    second(h.Pin(ctx, ben.ID, den, seq, true)),
					"reply":  second2(h.Say(ctx, ben.ID, den, room.Saying{Text: "what?", Reply: seq})),
				} {
					if !errors.Is(err, room.ErrNotFound) {
						t.Errorf("%s message %d: %v", what, seq, err)
					}
				}
			}
			// Who wrote it sees it as ever, as far as the room shows them.
			if history == room.HistoryJoined {
				if got, err := h.History(ana.ID, den, room.Range{Limit: 99}); err != nil || len(got) != 3 {
					t.Errorf("ana sees %d messages, %v", len(got), err)
				}
			}
		})
	}
}

// A room that shows only what a session has seen shows nothing to whoever has
// none, and begins anew with the next first session.
func TestARoomWithoutHistoryBeginsWithTheSession(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	h.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryNone })
	count := func(want int, unread uint64) {
		t.Helper()
		got, err := h.History(ben.ID, den, room.Range{Limit: 99})
		if err != nil || len(got) != want {
			t.Errorf("ben sees %d messages, %v; want %d", len(got), err, want)
		}
		if l := h.rooms(ben)[1]; l.Unread != unread {
			t.Errorf("ben has %d unread, want %d", l.Unread, unread)
		}
	}
	h.say(ana, den, "one")
	count(0, 0)
	desk := h.sit(ben)
	count(0, 0)
	h.say(ana, den, "two")
	count(1, 1)
	phone := h.sit(ben)
	h.say(ana, den, "three")
	desk.Close()
	count(2, 2)
	phone.Close()
	count(0, 0)
	h.sit(ben)
	four := h.say(ana, den, "four")
	count(1, 1)
	// Who was a member then, and not there, cannot have it shown either.
	_, err := h.React(t.Context(), ben.ID, den, four.Seq-1, "x", true)
	wantRefusal(t, err, room.ErrNotFound)
	_, _, err = h.Say(t.Context(), ben.ID, den, room.Saying{Text: "what?", Reply: four.Seq - 1})
	wantRefusal(t, err, room.ErrNotFound)
	// Without a session, one's own words are still one's own.
	if m := h.must(h.Delete(t.Context(), ana.ID, den, four.Seq)); m.Deleted.IsZero() {
		t.Errorf("ana has deleted %+v", m)
	}
}

// What is quoted in another room's alert keeps to that room's floor, too.
func TestAlertsQuoteNothingFromBelowTheFloor(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.create(ana, "cellar").ID
	h.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryJoined })
	old := h.say(ana, den, "the treasure")
	h.join(ben, "cellar")
	seat := h.sit(ben)
	enter(t, seat, h.lobby())
	h.reply(ana, old, "@ben look")
	calls := seat.Pull().Calls
	if len(calls) != 1 || *calls[0].Reply != (room.Quote{Seq: old.Seq, Deleted: true}) {
		t.Errorf("ben is told of %+v, quoting %+v", calls, calls[0].Reply)
	}
}

// Whoever sees a part of a room is told of as many pins as they are shown, also
// after a restart.
func TestPinsAreCountedAboveTheFloor(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.create(ana, "cellar").ID
	h.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryJoined })
	pin := func(m *room.Message, on bool) { h.must(h.Pin(ctx, ana.ID, den, m.Seq, on)) }
	old, older := h.say(ana, den, "the treasure"), h.say(ana, den, "the map")
	pin(old, true)
	pin(older, true)
	seat := h.sit(ben)
	h.join(ben, "cellar")
	if v := enter(t, seat, den); v.Room.Pins != 0 || v.Rooms[1].Room.Pins != 0 {
		t.Errorf("who comes later counts %d and %d pins, want none", v.Room.Pins, v.Rooms[1].Room.Pins)
	}
	fresh := h.say(ana, den, "the key")
	pin(fresh, true)
	pin(older, false)
	var told []int
	for _, e := range seat.Pull().Events {
		if e, ok := e.(room.Changed); ok {
			told = append(told, e.Pins)
		}
	}
	if fmt.Sprint(told) != "[1]" {
		t.Errorf("the session is told of %v pins, want 1 once", told)
	}
	check := func(h *house, ofAna, ofBen int) {
		t.Helper()
		for who, want := range map[room.UserID]int{ana.ID: ofAna, ben.ID: ofBen} {
			shown, err := h.Pinned(ctx, who, den)
			found, err2 := h.Find(who, "cellar")
			all, err3 := h.Rooms(who)
			if err := errors.Join(err, err2, err3); err != nil || len(shown) != want || found.Pins != want || all[1].Room.Pins != want {
				t.Errorf("account %d is shown %d pins and counts %d and %d, %v; want %d", who, len(shown), found.Pins, all[1].Room.Pins, err, want)
			}
		}
	}
	check(h, 2, 1)
	seat.Close()
	if err := h.Close(ctx); err != nil {
		t.Fatal(err)
	}
	h = h.reopen(h.store.Rooms())
	check(h, 2, 1)
	h.must(h.Delete(ctx, ana.ID, den, fresh.Seq))
	check(h, 1, 0)
}
