package room_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"snug/room"
)

func TestARoomIsFoundByTheNameThatItHas(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.create(ana, "cellar")
	seat := h.sit(ana)
	enter(t, seat, den.ID)
	r, err := h.Rename(ctx, ana.ID, den.ID, "#wine")
	if err != nil || r.Name != "wine" {
		t.Fatalf("renamed to %q, %v", r.Name, err)
	}
	n := seat.Pull()
	if e, ok := n.Events[len(n.Events)-1].(room.Revised); !ok || e.Was.Name != "cellar" || e.Is.Name != "wine" {
		t.Errorf("heard %+v", n.Events)
	}
	if got := labels(n.Rooms); got != "#lobby 0, #wine 0" {
		t.Errorf("the list of rooms is %s", got)
	}
	if r, err := h.Find(ben.ID, "WINE"); err != nil || r.ID != den.ID {
		t.Errorf("found %+v, %v", r, err)
	}
	_, err = h.Find(ben.ID, "cellar")
	wantRefusal(t, err, room.ErrNotFound)
	h.create(ben, "cellar")
	topic := "red\nand white"
	if r, err := h.Describe(ctx, ana.ID, den.ID, &topic, nil); err != nil || r.Topic != "red and white" {
		t.Errorf("described as %+v, %v", r, err)
	}
	long := strings.Repeat("x", room.MaxDescription+1)
	_, err = h.Describe(ctx, ana.ID, den.ID, nil, &long)
	wantRefusal(t, err, room.ErrInvalid)
	_, err = h.Rename(ctx, ana.ID, den.ID, "a\x1bb")
	wantRefusal(t, err, room.ErrInvalid)
	_, err = h.Rename(ctx, ben.ID, den.ID, "mine")
	wantRefusal(t, err, room.ErrDenied)
	if r, err := h.Archive(ctx, ana.ID, den.ID, true); err != nil || r.Archived.IsZero() {
		t.Errorf("archived: %+v, %v", r, err)
	}
	_, _, err = h.Say(ctx, ana.ID, den.ID, room.Saying{Text: "x"})
	wantRefusal(t, err, room.ErrConflict)
}

func TestOfRoomsOfOneNameOnesOwnIsMeant(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	mine := h.private(ana, "cellar")
	public := h.create(ben, "cellar")
	for _, tt := range []struct {
		by   room.Person
		want room.ID
	}{{ana, mine.ID}, {ben, public.ID}, {eve, public.ID}} {
		if r, err := h.Find(tt.by.ID, "cellar"); err != nil || r.ID != tt.want {
			t.Errorf("%s finds room %d, %v; want %d", tt.by.Name, r.ID, err, tt.want)
		}
	}
	h.invite(ana, mine.ID, eve, 0)
	if r, err := h.Find(eve.ID, "cellar"); err != nil || r.ID != public.ID {
		t.Errorf("who is invited finds room %d, %v; want %d", r.ID, err, public.ID)
	}
	// What joins or declines is not to guess.
	_, err := h.Join(t.Context(), eve.ID, "cellar")
	wantRefusal(t, err, room.ErrConflict)
	if r, err := h.Decline(t.Context(), eve.ID, "cellar"); err != nil || r.ID != mine.ID {
		t.Errorf("who is invited to one of them declines room %d, %v; want %d", r.ID, err, mine.ID)
	}
	h.invite(ana, mine.ID, ben, 0)
	if r, err := h.Join(t.Context(), ben.ID, "cellar"); err != nil || r.ID != mine.ID {
		t.Errorf("who is in one of them joins room %d, %v; want %d", r.ID, err, mine.ID)
	}
	h.join(ana, fmt.Sprintf("r_%d", public.ID))
	_, err = h.Find(ana.ID, "cellar")
	wantRefusal(t, err, room.ErrConflict)
	for _, in := range []room.ID{mine.ID, public.ID} {
		id := fmt.Sprintf("r_%d", in)
		if !strings.Contains(err.Error(), id) {
			t.Errorf("the refusal %q does not name %s", err, id)
		}
		if r, err := h.Find(ana.ID, strings.ToUpper(id)); err != nil || r.ID != in {
			t.Errorf("%s finds room %d, %v", id, r.ID, err)
		}
	}
}

func TestADeletedRoomIsGoneForWhoeverLooksAtIt(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.create(ana, "cellar")
	h.join(ben, "cellar")
	seat, fresh := h.sit(ben), h.sit(ben)
	enter(t, seat, den.ID)
	enter(t, fresh, h.lobby())
	m := h.say(ana, den.ID, "goodbye")
	if err := h.Discard(ctx, ana.ID, den.ID); err != nil {
		t.Fatal(err)
	}
	n := seat.Pull()
	if len(n.Events) != 2 {
		t.Fatalf("heard %+v", n.Events)
	}
	if e, ok := n.Events[1].(room.Discarded); !ok || e.By != ana {
		t.Errorf("heard %+v", n.Events[1])
	}
	if got := labels(n.Rooms); got != "#lobby 0" {
		t.Errorf("the list of rooms is %s", got)
	}
	if got := labels(fresh.Pull().Rooms); got != "#lobby 0" {
		t.Errorf("elsewhere the list of rooms is %s", got)
	}
	_, err := seat.Say(ctx, room.Saying{Text: "hello?"})
	wantRefusal(t, err, room.ErrNotFound)
	_, err = seat.Enter(ctx, den.ID)
	wantRefusal(t, err, room.ErrNotFound)
	_, _, err = h.Locate(ana.ID, m.ID)
	wantRefusal(t, err, room.ErrNotFound)
	again := h.create(ben, "cellar")
	if got, err := h.History(ben.ID, again.ID, room.Range{Limit: 9}); err != nil || len(got) != 0 || again.ID == den.ID {
		t.Errorf("the new room %d of that name has %v, %v", again.ID, got, err)
	}
}

// role returns what somebody who is present is in a room.
func (h *house) role(by room.Person, in room.ID, who room.Person) room.Role {
	h.t.Helper()
	people, err := h.Present(by.ID, in)
	if err != nil {
		h.t.Fatal(err)
	}
	i := slices.IndexFunc(people, func(p room.Presence) bool { return p.ID == who.ID })
	return people[i].Role
}

func TestRolesCountAtOnceAndAreShown(t *testing.T) {
	h := openHouse(t)
	ana, ben, zoe := h.person("ana"), h.person("ben"), h.chief("zoe")
	ctx := t.Context()
	den := h.create(ana, "cellar")
	h.join(ben, "cellar")
	seat := h.sit(ben)
	h.sit(ana)
	enter(t, seat, den.ID)
	is := func(role, anas room.Role) {
		t.Helper()
		if got := h.role(ana, den.ID, ben); got != role {
			t.Errorf("ben is shown as %d, want %d", got, role)
		}
		if got := h.role(ana, den.ID, ana); got != anas {
			t.Errorf("ana is shown as %d, want %d", got, anas)
		}
		if s, err := h.Standing(ben.ID, den.ID); err != nil || s.Role != role {
			t.Errorf("ben's standing is %+v, %v; want role %d", s, err, role)
		}
		if l := seat.Pull().Rooms; len(l) > 0 && l[1].Standing.Role != role {
			t.Errorf("the session shows %+v, want role %d", l[1].Standing, role)
		}
	}
	is(room.Member, room.Owner)
	if _, err := h.Appoint(ctx, ana.ID, den.ID, "ben", room.Moderator); err != nil {
		t.Fatal(err)
	}
	is(room.Moderator, room.Owner)
	if _, err := h.Transfer(ctx, ana.ID, den.ID, "ben"); err != nil {
		t.Fatal(err)
	}
	is(room.Owner, room.Moderator)
	members, err := h.Members(ana.ID, den.ID, 0, 9)
	if err != nil || len(members) != 2 || members[0].Membership.Role != room.Moderator || members[1].Membership.Role != room.Owner {
		t.Errorf("members are %+v, %v", members, err)
	}
	// Staff is what its rank stands for, and what is not theirs is not shown.
	if s, err := h.Standing(zoe.ID, den.ID); err != nil || s.In || !s.Owns() {
		t.Errorf("staff stands as %+v, %v", s, err)
	}
	ben.Rank = room.RankAdmin
	h.Renamed(ben)
	if s, err := h.Standing(ben.ID, den.ID); err != nil || !s.Owns() {
		t.Errorf("who became an admin stands as %+v, %v", s, err)
	}
}

func TestTwoWhoChangeSettingsUndoNothingOfEachOther(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	den := h.create(ana, "cellar").ID
	tries := 0
	r, err := h.Configure(t.Context(), ana.ID, den, func(s *room.Settings) error {
		if tries++; tries == 1 {
			h.configure(ana, den, func(s *room.Settings) { s.OpenTopic = true })
		}
		s.Announce = true
		return nil
	})
	if err != nil || !r.OpenTopic || !r.Announce || tries != 2 {
		t.Errorf("after %d tries the settings are %+v, %v", tries, r.Settings, err)
	}
	_, err = h.Configure(t.Context(), ana.ID, den, func(*room.Settings) error { return nil })
	wantRefusal(t, err, room.ErrConflict)
	_, err = h.Configure(t.Context(), ana.ID, den, func(*room.Settings) error { return room.ErrInvalid })
	if err != room.ErrInvalid { //nolint:errorlint // the very one
		t.Errorf("the error is %v", err)
	}
}

func TestCallingEverybodyWhoIsThere(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd, dan := h.person("ana"), h.person("ben"), h.person("cyd"), h.person("dan")
	den := h.create(ana, "cellar").ID
	for _, p := range []room.Person{ben, cyd, dan} {
		h.join(p, "cellar")
	}
	seat := h.sit(ben)
	enter(t, seat, h.lobby())
	h.sit(ana)
	away := h.sit(cyd)
	enter(t, away, h.lobby())
	if err := h.SetAway(cyd.ID, true, "lunch"); err != nil {
		t.Fatal(err)
	}
	bot, err := h.Sit(dan, room.SitOptions{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	defer bot.Close()
	for _, tt := range []struct {
		by   room.Person
		text string
		want []room.UserID
	}{
		{ana, "@here come", []room.UserID{ben.ID, cyd.ID}},
		{ana, "＠所有人 开会", []room.UserID{ben.ID, cyd.ID}},
		{ana, "@hereby", nil},
		{ana, "hello", nil},
		{ben, "@all may I?", nil},
	} {
		m := h.say(tt.by, den, tt.text)
		if !slices.Equal(m.Mentions, tt.want) {
			t.Errorf("%q by %s names %v, want %v", tt.text, tt.by.Name, m.Mentions, tt.want)
		}
	}
	if calls := seat.Pull().Calls; len(calls) != 2 {
		t.Errorf("ben was told of %d messages, want 2", len(calls))
	}
}
