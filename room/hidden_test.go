package room_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"snug/room"
)

// Whoever tries the name or the number of a private room learns as much as from
// one that has never been.
func TestHiddenRoomsAnswerLikeMissingOnes(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	chief := h.chief("zoe")
	ctx := t.Context()
	den := h.private(ana, "cellar")
	h.invite(ana, den.ID, ben, 0)
	if _, err := h.Join(ctx, ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	said := h.say(ana, den.ID, "@ben the treasure")
	talk := h.converse(ana, "ben")
	secret := h.say(ana, talk.ID, "the treasure, too")
	gone := h.create(ana, "attic")
	lost := h.say(ana, gone.ID, "the treasure was here")
	if err := h.Discard(ctx, ana.ID, gone.ID); err != nil {
		t.Fatal(err)
	}

	byID := map[string]func(by room.UserID, in room.ID) error{
		"standing":       func(by room.UserID, in room.ID) error { return second(h.Standing(by, in)) },
		"say":            func(by room.UserID, in room.ID) error { return second2(h.Say(ctx, by, in, room.Saying{Text: "x"})) },
		"edit":           func(by room.UserID, in room.ID) error { return second(h.Edit(ctx, by, in, 1, "x")) },
		"delete":         func(by room.UserID, in room.ID) error { return second(h.Delete(ctx, by, in, 1)) },
		"react":          func(by room.UserID, in room.ID) error { return second(h.React(ctx, by, in, 1, "x", true)) },
		"pin":            func(by room.UserID, in room.ID) error { return second(h.Pin(ctx, by, in, 1, true)) },
		"rename":         func(by room.UserID, in room.ID) error { return second(h.Rename(ctx, by, in, "other")) },
		"describe":       func(by room.UserID, in room.ID) error { return second(h.Describe(ctx, by, in, new(string), nil)) },
		"archive":        func(by room.UserID, in room.ID) error { return second(h.Archive(ctx, by, in, true)) },
		"discard":        func(by room.UserID, in room.ID) error { return h.Discard(ctx, by, in) },
		"uninvite":       func(by room.UserID, in room.ID) error { return second(h.Uninvite(ctx, by, in, "ben")) },
		"uninvite nobod": func(by room.UserID, in room.ID) error { return second(h.Uninvite(ctx, by, in, "nobody")) },
		"invitations to": func(by room.UserID, in room.ID) error { return second(h.InvitationsTo(by, in)) },
		"appoint":        func(by room.UserID, in room.ID) error { return second(h.Appoint(ctx, by, in, "ben", room.Moderator)) },
		"transfer":       func(by room.UserID, in room.ID) error { return second(h.Transfer(ctx, by, in, "ben")) },
		"moderators":     func(by room.UserID, in room.ID) error { return second(h.Moderators(by, in)) },
		"members":        func(by room.UserID, in room.ID) error { return second(h.Members(by, in, 0, 10)) },
		"present":        func(by room.UserID, in room.ID) error { return second(h.Present(by, in)) },
		"history":        func(by room.UserID, in room.ID) error { return second(h.History(by, in, room.Range{Limit: 1})) },
		"thread":         func(by room.UserID, in room.ID) error { return second(h.Thread(ctx, by, in, 1)) },
		"pinned":         func(by room.UserID, in room.ID) error { return second(h.Pinned(ctx, by, in)) },
		"info":           func(by room.UserID, in room.ID) error { return second(h.Info(ctx, by, in, 1)) },
		"seq at":         func(by room.UserID, in room.ID) error { return second(h.SeqAt(ctx, by, in, time.Time{})) },
		"draft":          func(by room.UserID, in room.ID) error { return h.SaveDraft(ctx, by, in, room.Draft{Text: "x"}) },
		"notify":         func(by room.UserID, in room.ID) error { return h.Notify(ctx, by, in, room.All) },
		"search": func(by room.UserID, in room.ID) error {
			return second(h.Search(ctx, by, in, room.Query{Words: []string{"treasure"}}, room.More{}))
		},
		"invite": func(by room.UserID, in room.ID) error {
			_, _, err := h.Invite(ctx, by, in, "ben", 0)
			return err
		},
		"configure": func(by room.UserID, in room.ID) error {
			return second(h.Configure(ctx, by, in, func(s *room.Settings) error { s.Private = false; return nil }))
		},
		"enter": func(by room.UserID, in room.ID) error { return second(h.sit(room.Person{ID: by}).Enter(ctx, in)) },
		"before": func(by room.UserID, in room.ID) error {
			return second(h.sit(room.Person{ID: by}).Before(ctx, in, 9, 9))
		},
	}
	for _, by := range []room.Person{eve, chief} {
		for name, try := range byID {
			missing := try(by.ID, 999)
			wantRefusal(t, missing, room.ErrNotFound)
			for where, in := range map[string]room.ID{"private": den.ID, "a conversation": talk.ID, "deleted": gone.ID} {
				if err := try(by.ID, in); err == nil || err.Error() != missing.Error() {
					t.Errorf("%s: %s in a room that is %s: %v, want %v", by.Name, name, where, err, missing)
				}
			}
		}
		h.findsNothing(ctx, by, "cellar", "@ana,@ben", "r_2")
		for _, id := range []room.CommandID{said.ID, secret.ID, lost.ID} {
			_, _, err := h.Locate(by.ID, id)
			wantRefusal(t, err, room.ErrNotFound)
		}
		list, err := h.Rooms(by.ID)
		if err != nil || len(list) != 1 {
			t.Errorf("%s sees rooms %+v, %v, want the lobby alone", by.Name, list, err)
		}
		if shared, err := h.Shared(by.ID, ana.ID); err != nil || len(shared) != 0 {
			t.Errorf("%s shares %v with ana, %v", by.Name, shared, err)
		}
		all := room.Query{Words: []string{"treasure"}, Everywhere: true}
		if r, err := h.Search(ctx, by.ID, 0, all, room.More{}); err != nil || len(r.Found) != 0 || !r.Done {
			t.Errorf("%s finds %+v, %v", by.Name, r, err)
		}
	}
}

// findsNothing fails unless names that are of hidden rooms are answered like
// others of the same length that are of none.
func (h *house) findsNothing(ctx context.Context, by room.Person, hidden ...string) {
	h.t.Helper()
	tries := map[string]func(name string) error{
		"find":    func(name string) error { return second(h.Find(by.ID, name)) },
		"join":    func(name string) error { return second(h.Join(ctx, by.ID, name)) },
		"leave":   func(name string) error { return second(h.Leave(ctx, by.ID, name)) },
		"decline": func(name string) error { return second(h.Decline(ctx, by.ID, name)) },
		"search in": func(name string) error {
			q := room.Query{Words: []string{"treasure"}, In: name}
			return second(h.Search(ctx, by.ID, h.lobby(), q, room.More{}))
		},
	}
	for what, try := range tries {
		for _, name := range hidden {
			other := map[string]string{"cellar": "kitchen", "@ana,@ben": "@ana,@eve,@zoe", "r_2": "r_999"}[name]
			is, want := try(name), try(other)
			wantRefusal(h.t, is, room.ErrNotFound)
			if strings.ReplaceAll(is.Error(), name, other) != want.Error() {
				h.t.Errorf("%s: %s %q: %v, want as for %q: %v", by.Name, what, name, is, other, want)
			}
		}
	}
	// Names that are nearly right are not put right.
	if err := second(h.Find(by.ID, "celar")); err == nil || strings.Contains(err.Error(), "cellar") {
		h.t.Errorf("%s: find \"celar\": %v", by.Name, err)
	}
	// Its name is in nobody's way.
	if r, err := h.Create(ctx, by.ID, "cellar", "", room.Settings{}); err != nil {
		h.t.Errorf("%s makes a room called like a hidden one: %v", by.Name, err)
	} else if err := h.Discard(ctx, by.ID, r.ID); err != nil {
		h.t.Error(err)
	}
}

// Whoever is invited sees that the room is there, and not what is said in it.
func TestTheInvitedSeeTheRoomAndNoMessages(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.private(ana, "cellar")
	m := h.say(ana, den.ID, "the treasure")
	seat := h.sit(ben)
	enter(t, seat, h.lobby())
	h.invite(ana, den.ID, ben, time.Hour)

	n := seat.Pull()
	if len(n.Invited) != 1 || n.Invited[0].Room.Name != "cellar" || n.Invited[0].InvitedBy != ana || n.Invited[0].Invitation == nil {
		t.Fatalf("a session of who is invited hears of %+v", n.Invited)
	}
	want := room.Room{ID: den.ID, Name: "cellar", Topic: den.Topic, Members: 1, Settings: room.Settings{Private: true}}
	if r := n.Invited[0].Room; r != want {
		t.Errorf("the invited see %+v", r)
	}
	s, err := h.Standing(ben.ID, den.ID)
	if err != nil || !s.Invited || s.In {
		t.Errorf("standing = %+v, %v", s, err)
	}
	for name, err := range map[string]error{
		"history": second(h.History(ben.ID, den.ID, room.Range{Limit: 9})),
		"present": second(h.Present(ben.ID, den.ID)),
		"members": second(h.Members(ben.ID, den.ID, 0, 9)),
		"info":    second(h.Info(ctx, ben.ID, den.ID, m.Seq)),
		"enter":   second(seat.Enter(ctx, den.ID)),
		"who":     second(h.InvitationsTo(ben.ID, den.ID)),
	} {
		t.Run(name, func(t *testing.T) { wantRefusal(t, err, room.ErrDenied) })
	}
	_, _, err = h.Locate(ben.ID, m.ID)
	wantRefusal(t, err, room.ErrNotFound)

	if _, err := h.Decline(ctx, ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	if n := seat.Pull(); n.Invited == nil || len(n.Invited) != 0 {
		t.Errorf("after declining the session hears of %+v", n.Invited)
	}
	_, err = h.Join(ctx, ben.ID, "cellar")
	wantRefusal(t, err, room.ErrNotFound)

	h.invite(ana, den.ID, ben, 0)
	who, err := h.InvitationsTo(ana.ID, den.ID)
	if err != nil || len(who) != 1 || who[0].Who != ben || who[0].By != ana || !who[0].Until.After(time.Now().Add(6*24*time.Hour)) {
		t.Errorf("invited are %+v, %v", who, err)
	}
	if _, err := h.Join(ctx, ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	n = seat.Pull()
	if len(n.Invited) != 0 || len(n.Rooms) != 2 {
		t.Errorf("after joining the session hears of %+v and %+v", n.Invited, n.Rooms)
	}
	// Without a session it is the same.
	seat.Close()
	if list, err := h.Invitations(ben.ID); err != nil || len(list) != 0 {
		t.Errorf("invitations = %+v, %v", list, err)
	}
}
