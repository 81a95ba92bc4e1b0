package room_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"snug/room"
)

func TestDraftsReachTheOtherSessions(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	lobby, ctx := h.lobby(), t.Context()
	den := h.cellar(ana, ben)
	desk, phone, other := h.sit(ana), h.sit(ana), h.sit(ben)
	for _, s := range []*room.Seat{desk, phone, other} {
		enter(t, s, lobby)
	}
	d := room.Draft{Text: "to be contin", Reply: h.say(ben, den, "so?").Seq}
	for _, s := range []*room.Seat{desk, phone, other} {
		s.Pull()
	}
	if err := desk.SaveDraft(ctx, den, d); err != nil {
		t.Fatal(err)
	}
	if l := phone.Pull().Rooms; l == nil || !in(t, den, l).Draft {
		t.Errorf("the phone was told %+v", l)
	}
	if l := other.Pull().Rooms; l != nil {
		t.Errorf("somebody else was told of the draft: %+v", l)
	}
	if v := enter(t, phone, den); v.Draft != d {
		t.Errorf("the phone shows the draft %+v, want %+v", v.Draft, d)
	}
	desk.Close()
	phone.Close()
	// Also when the session has ended.
	if err := desk.SaveDraft(ctx, lobby, room.Draft{Text: "later"}); err != nil {
		t.Fatal(err)
	}
	if err := h.SaveDraft(ctx, ana.ID, den, room.Draft{Text: " \n"}); err != nil {
		t.Fatal(err)
	}
	list, err := h.Rooms(ana.ID)
	if err != nil || in(t, den, list).Draft || !in(t, lobby, list).Draft {
		t.Errorf("without a session the list is %+v, %v", list, err)
	}
	for _, bad := range []room.Draft{{Text: strings.Repeat("x", room.MaxTextBytes+1)}, {Text: "caf\xe9"}} {
		wantRefusal(t, h.SaveDraft(ctx, ana.ID, lobby, bad), room.ErrInvalid)
	}
	wantRefusal(t, h.SaveDraft(ctx, ana.ID, lobby, room.Draft{Reply: 7}), room.ErrNotFound)
	if err := h.SaveDraft(ctx, ana.ID, lobby, room.Draft{Text: "a\x1b[31mb "}); err != nil {
		t.Fatal(err)
	}
	if v := enter(t, h.sit(ana), lobby); v.Draft.Text != "a[31mb " {
		t.Errorf("the draft is %q, want it clean and otherwise as typed", v.Draft.Text)
	}
}

func TestIgnoringReachesTheOtherSessions(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	lobby, ctx := h.lobby(), t.Context()
	desk, phone := h.sit(ana), h.sit(ana)
	enter(t, desk, lobby)
	if v := enter(t, phone, lobby); v.Ignored == nil || len(v.Ignored) > 0 {
		t.Errorf("at first ignored are %v, want an empty list", v.Ignored)
	}
	phone.Pull()
	set := func(on bool, want ...room.UserID) {
		t.Helper()
		if p, err := h.Ignore(ctx, ana.ID, "ben", on); err != nil || p != ben {
			t.Fatalf("Ignore = %+v, %v", p, err)
		}
		if got := phone.Pull().Ignored; got == nil || !slices.Equal(got, want) {
			t.Errorf("the phone was told of %v, want %v", got, want)
		}
		if got := phone.Pull().Ignored; got != nil {
			t.Errorf("the phone was told twice: %v", got)
		}
		people, err := h.Ignored(ana.ID)
		if err != nil || len(people) != len(want) {
			t.Errorf("ignored are %v, %v", people, err)
		}
	}
	set(true, ben.ID)
	set(false)
	_, err := h.Ignore(ctx, ana.ID, "ana", true)
	wantRefusal(t, err, room.ErrInvalid)
	_, err = h.Ignore(ctx, ana.ID, "stranger", true)
	wantRefusal(t, err, room.ErrNotFound)
}

func TestPeopleAreFoundByName(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("Benjamin")
	h.sit(ben)
	for _, name := range []string{"benjamin", "@BENJAMIN", "＠Benjamin", " benjamin "} {
		if p, err := h.FindPerson(ana.ID, name); err != nil || p != ben {
			t.Errorf("find %q = %+v, %v", name, p, err)
		}
	}
	_, err := h.FindPerson(ana.ID, "benjmin")
	wantRefusal(t, err, room.ErrNotFound)
	if !strings.Contains(err.Error(), "did you mean benjamin?") {
		t.Errorf("refusal = %q, want the nearest name", err)
	}
	for _, hostile := range []string{"", "@", "\x1b]0;x\a", strings.Repeat("x", 1<<20), "\xff"} {
		_, err := h.FindPerson(ana.ID, hostile)
		wantRefusal(t, err, room.ErrNotFound)
		if strings.ContainsAny(err.Error(), "\x1b\a") || !utf8.ValidString(err.Error()) || len(err.Error()) > 2000 {
			t.Errorf("the refusal repeats %q", err)
		}
	}
}
