package room_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// labels returns how the rooms of a list are written, with what is unread.
func labels(list []room.Listing) string {
	var out []string
	for _, l := range list {
		out = append(out, fmt.Sprintf("%s %d", l.Room.Label(), l.Unread))
	}
	return strings.Join(out, ", ")
}

func (h *house) rooms(of room.Person) []room.Listing {
	h.t.Helper()
	l, err := h.Rooms(of.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return l
}

func TestAConversationIsCalledByWhomOneTalksWith(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("Ben"), h.person("cyd")
	seat := h.sit(ben)
	enter(t, seat, h.lobby())

	talk := h.converse(ana, "@ben")
	if talk.Label() != "@Ben" || talk.Kind != room.Direct {
		t.Errorf("ana begins %+v", talk)
	}
	m := h.say(ana, talk.ID, "hello")
	if got := labels(seat.Pull().Rooms); got != "#lobby 0, @ana 1" {
		t.Errorf("a session of the other shows %s", got)
	}
	if got := labels(h.rooms(ana)); got != "#lobby 0, @Ben 0" {
		t.Errorf("without a session ana sees %s", got)
	}
	v := enter(t, seat, talk.ID)
	if v.Room.Label() != "@ana" || len(v.Recent) != 1 || len(v.Present) != 1 {
		t.Errorf("entered %+v", v)
	}
	group := h.converse(cyd, "ana", "BEN", "ana")
	if group.Label() != "@ana,@Ben" || group.Kind != room.Group {
		t.Errorf("cyd begins %+v", group)
	}
	for _, tt := range []struct {
		by         room.Person
		name, want string
	}{
		{ana, "@ben", "@Ben"},
		{ben, "@ANA", "@ana"},
		{ben, "＠ana", "@ana"},
		{ana, "@ben,@cyd", "@Ben,@cyd"},
		{ana, "@cyd，@ben", "@Ben,@cyd"},
		{cyd, "@ana,@ben,@cyd", "@ana,@Ben"},
		{ben, fmt.Sprintf("r_%d", talk.ID), "@ana"},
	} {
		if r, err := h.Find(tt.by.ID, tt.name); err != nil || r.Label() != tt.want {
			t.Errorf("%s finds %s as %s, %v; want %s", tt.by.Name, tt.name, r.Label(), err, tt.want)
		}
	}
	for _, name := range []string{"@ben", "@ana", "@cyd", "@nobody", "ana,ben", "@ana,ben", ",", "@"} {
		_, err := h.Find(cyd.ID, name)
		wantRefusal(t, err, room.ErrNotFound)
	}
	again := h.converse(ben, "ana")
	if again.ID != talk.ID {
		t.Errorf("the same two have room %d and room %d", talk.ID, again.ID)
	}
	if r, seq, err := h.Locate(ben.ID, m.ID); err != nil || seq != m.Seq || r.Label() != "@ana" {
		t.Errorf("located %s %d, %v", r.Label(), seq, err)
	}
	q := room.Query{Words: []string{"hello"}, Everywhere: true}
	if r, err := h.Search(t.Context(), ben.ID, 0, q, room.More{}); err != nil || len(r.Found) != 1 || r.Found[0].Room.Label() != "@ana" {
		t.Errorf("found %+v, %v", r.Found, err)
	}
	if shared, err := h.Shared(ana.ID, ben.ID); err != nil || len(shared) != 0 {
		t.Errorf("a conversation is shared as %v, %v", shared, err)
	}
}

func TestNotesToOneself(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	for _, names := range [][]string{nil, {"ana"}, {"@ana", "ANA"}} {
		if r := h.converse(ana, names...); r.Label() != "@ana" || r.Kind != room.Direct {
			t.Errorf("notes of ana: %+v", r)
		}
	}
	h.say(ana, h.converse(ana).ID, "milk")
	if got := labels(h.rooms(ana)); got != "#lobby 0, @ana 0" {
		t.Errorf("ana sees %s", got)
	}
	if r, err := h.Find(ana.ID, "@ana"); err != nil || r.Members != 1 {
		t.Errorf("found %+v, %v", r, err)
	}
}

func TestWhoWasAwayFindsWhatWasSaid(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	talk := h.converse(ana, "ben")
	h.say(ana, talk.ID, "one")
	h.say(ana, talk.ID, "two")
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	h = h.reopen(h.store.Rooms())
	desk, phone := h.sit(ben), h.sit(ben)
	enter(t, phone, h.lobby())
	v := enter(t, desk, h.lobby())
	if got := labels(v.Rooms); got != "#lobby 0, @ana 2" {
		t.Fatalf("ben comes and sees %s", got)
	}
	l := v.Rooms[1]
	if len(l.With) != 1 || l.With[0] != ana || l.Level != room.All || l.Active.IsZero() || l.Mentions != 0 {
		t.Errorf("the listing is %+v", l)
	}
	v = enter(t, desk, talk.ID)
	if len(v.Recent) != 2 {
		t.Fatalf("the conversation has %d messages", len(v.Recent))
	}
	desk.MarkRead(2)
	if got := labels(phone.Pull().Rooms); got != "#lobby 0, @ana 0" {
		t.Errorf("what was read at the desk is shown on the phone as %s", got)
	}
	// Whatever is said in a conversation is told to whoever looks elsewhere.
	h.say(ana, talk.ID, "three")
	if calls := phone.Pull().Calls; len(calls) != 1 || calls[0].Text != "three" {
		t.Errorf("the phone was told of %v", calls)
	}
	if err := h.Notify(t.Context(), ben.ID, talk.ID, room.None); err != nil {
		t.Fatal(err)
	}
	h.say(ana, talk.ID, "four")
	if calls := phone.Pull().Calls; len(calls) != 0 {
		t.Errorf("although it was to be quiet the phone was told of %v", calls)
	}
}

func TestLeavingAGroup(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	seat := h.sit(ana)
	enter(t, seat, h.lobby())
	group := h.converse(ana, "ben", "cyd")
	direct := h.converse(ana, "ben")
	if _, err := h.Leave(t.Context(), cyd.ID, "@ana,@ben"); err != nil {
		t.Fatal(err)
	}
	id := fmt.Sprintf("r_%d", group.ID)
	if got := labels(seat.Pull().Rooms); got != "#lobby 0, @ben 0, "+id+" 0" {
		t.Errorf("who stayed sees %s", got)
	}
	if r, err := h.Find(ana.ID, "@ben"); err != nil || r.ID != direct.ID {
		t.Errorf("found %+v, %v", r, err)
	}
	if r, err := h.Find(ana.ID, id); err != nil || r.Label() != id {
		t.Errorf("found %+v, %v", r, err)
	}
	_, err := h.Find(cyd.ID, id)
	wantRefusal(t, err, room.ErrNotFound)
	if again := h.converse(cyd, "ana", "ben"); again.ID == group.ID {
		t.Error("who has left a group is in it again by beginning it")
	}
	_, err = h.Leave(t.Context(), ana.ID, "@ben")
	wantRefusal(t, err, room.ErrDenied)
	if _, err := h.Leave(t.Context(), ben.ID, id); err != nil {
		t.Fatal(err)
	}
	// Who is the last in it does not mistake it for their notes.
	_, err = h.Find(ana.ID, "@ana")
	wantRefusal(t, err, room.ErrNotFound)
	if got := labels(seat.Pull().Rooms); got != "#lobby 0, @ben 0, @ben,@cyd 0, "+id+" 0" {
		t.Errorf("who is the last there sees %s", got)
	}
	if _, err := h.Leave(t.Context(), ana.ID, id); err != nil {
		t.Fatal(err)
	}
	_, err = h.Find(ana.ID, id)
	wantRefusal(t, err, room.ErrNotFound)
}

func TestWhoIsRenamedIsCalledSoEverywhere(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	talk := h.converse(ana, "ben")
	h.say(ben, h.lobby(), "hello")
	desk, other := h.sit(ana), h.sit(ben)
	enter(t, desk, h.lobby())
	enter(t, other, h.lobby())
	ben.Name, ben.Display = "bob", "Bobby"
	h.Renamed(ben)
	if other.Person() != ben {
		t.Errorf("the seat is of %+v", other.Person())
	}
	if got := labels(desk.Pull().Rooms); got != "#lobby 1, @bob 0" {
		t.Errorf("ana sees %s", got)
	}
	v := enter(t, desk, h.lobby())
	if got := v.Recent[0].Author; got != ben {
		t.Errorf("who wrote the message is called %+v", got)
	}
	if got := names(v.Present); got != "[ana bob]" {
		t.Errorf("present are %s", got)
	}
	if v := enter(t, desk, talk.ID); v.Room.Label() != "@bob" {
		t.Errorf("the conversation is called %s", v.Room.Label())
	}
	desk.HearTyping(true)
	enter(t, other, talk.ID)
	other.Typing(true)
	if typing := desk.Pull().Typing; len(typing) != 1 || typing[0] != ben {
		t.Errorf("who types is called %+v", typing)
	}
}

func TestBlockingAndPolicies(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	ctx := t.Context()
	talk := h.converse(eve, "ana")
	h.say(eve, talk.ID, "hi")
	if who, err := h.Block(ctx, ana.ID, "@eve", true); err != nil || who != eve {
		t.Fatalf("blocked %+v, %v", who, err)
	}
	_, _, err := h.Say(ctx, eve.ID, talk.ID, room.Saying{Text: "hi?"})
	wantRefusal(t, err, room.ErrDenied)
	_, err = h.Converse(ctx, eve.ID, "ana", "ben")
	wantRefusal(t, err, room.ErrDenied)
	if blocked, err := h.Blocked(ana.ID); err != nil || len(blocked) != 1 || blocked[0] != eve {
		t.Errorf("blocked are %v, %v", blocked, err)
	}
	if blocked, err := h.Blocked(eve.ID); err != nil || len(blocked) != 0 {
		t.Errorf("eve blocks %v, %v", blocked, err)
	}
	// One who takes no messages answers like one who blocks.
	set := keys.Set{
		Header:  keys.Header{ID: room.NewCommandID(), At: time.Now()},
		Account: keys.AccountID(ben.ID), Setting: "dm", Value: "nobody",
	}
	if _, err := h.store.Accounts().Do(ctx, set); err != nil {
		t.Fatal(err)
	}
	_, closed := h.Converse(ctx, eve.ID, "ben")
	wantRefusal(t, closed, room.ErrDenied)
	if _, err := h.Block(ctx, ben.ID, "eve", true); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Converse(ctx, eve.ID, "ben"); err == nil || err.Error() != closed.Error() {
		t.Errorf("blocked: %v, want as by policy: %v", err, closed)
	}
	if _, err := h.Block(ctx, ana.ID, "eve", false); err != nil {
		t.Fatal(err)
	}
	h.say(eve, talk.ID, "hi again")
	_, err = h.Block(ctx, ana.ID, "nobody", true)
	wantRefusal(t, err, room.ErrNotFound)
	_, err = h.Converse(ctx, eve.ID, strings.Split(strings.Repeat("ana ben ", 40), " ")...)
	wantRefusal(t, err, room.ErrInvalid)
}
