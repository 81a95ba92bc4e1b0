package room_test

import (
	"strings"
	"testing"
	"time"

	"snug/room"
)

// again says something under a key, as a program does that may have said it before.
func (h *house) again(who room.Person, in room.ID, text string, reply uint64) (*room.Message, error) {
	m, _, err := h.Say(h.t.Context(), who.ID, in, room.Saying{ID: room.CommandIDOf(who.ID, text), Text: text, Reply: reply})
	return m, err
}

// Of what was said and is not kept any more a program is told just that: it must
// take it neither for said by others nor for worth saying anew.
func TestSayingAgainWhatWasTrimmed(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	den := h.create(ana, "den").ID
	old, err := h.again(ana, den, "old", 0)
	if err != nil {
		t.Fatal(err)
	}
	h.say(ana, den, "new")
	h.configure(ana, den, func(s *room.Settings) { s.KeepLast = 1 })
	trim := room.Trim{Header: room.Header{ID: room.NewCommandID(), At: time.Now()}, Room: den, UpTo: old.Seq}
	if _, err := h.store.Rooms().Do(t.Context(), trim); err != nil {
		t.Fatal(err)
	}
	_, err = h.again(ana, den, "old", 0)
	wantRefusal(t, err, room.ErrConflict)
	if !strings.Contains(err.Error(), "does not keep it any more; nothing to do") {
		t.Errorf("it was refused: %v", err)
	}
	// The ID of something that is no message says nothing of messages.
	lounge := room.Create{Header: room.Header{ID: room.NewCommandID(), At: time.Now(), By: ana.ID}, Name: "lounge"}
	if _, err := h.store.Rooms().Do(t.Context(), lounge); err != nil {
		t.Fatal(err)
	}
	_, _, err = h.Say(t.Context(), ana.ID, den, room.Saying{ID: lounge.ID, Text: "hello"})
	wantRefusal(t, err, room.ErrConflict)
	if !strings.Contains(err.Error(), "in use") {
		t.Errorf("under the ID of a room it was refused: %v", err)
	}
}

// Where nothing is shown of the past, what a reply answers is out of reach when the
// program comes back. That it was said it is told all the same.
func TestSayingAgainWhatAnswersThePast(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.create(ana, "den").ID
	h.join(ben, "den")
	h.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryNone })
	seat := h.sit(ben)
	asked := h.say(ana, den, "who has cake?")
	first, err := h.again(ben, den, "me", asked.Seq)
	if err != nil || first.Reply.Text != "who has cake?" {
		t.Fatalf("at first: %+v, %v", first, err)
	}
	seat.Close()
	h.sit(ben)
	m, err := h.again(ben, den, "me", asked.Seq)
	if err != nil || m.Seq != first.Seq {
		t.Fatalf("again: %+v, %v; want message %d", m, err, first.Seq)
	}
	if want := (room.Quote{Seq: asked.Seq, Deleted: true}); *m.Reply != want {
		t.Errorf("it quotes %+v, want %+v", *m.Reply, want)
	}
	_, err = h.again(ben, den, "me too", asked.Seq)
	wantRefusal(t, err, room.ErrNotFound)
}

// Whoever was put out of a room does not learn from what they said there what it
// answers says by now.
func TestSayingAgainFromOutside(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	den := h.create(ana, "den").ID
	h.join(eve, "den")
	asked := h.say(ana, den, "who has cake?")
	first, err := h.again(eve, den, "me", asked.Seq)
	if err != nil {
		t.Fatal(err)
	}
	h.penalize(ana, den, eve, room.Ban, time.Hour)
	h.must(h.Edit(t.Context(), ana.ID, den, asked.Seq, "it is in the safe, 1234"))
	m, err := h.again(eve, den, "me", asked.Seq)
	if err != nil || m.Seq != first.Seq || *m.Reply != (room.Quote{Seq: asked.Seq, Deleted: true}) {
		t.Errorf("told %+v of %+v, %v", m, m.Reply, err)
	}
}
