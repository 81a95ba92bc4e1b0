package room_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
	"snug/room"
)

// atTheMachine is whoever uses the admin socket.
var atTheMachine = audit.Actor{Via: audit.Socket, Name: "operator"}

// accounts are the accounts as the people who run the server see them.
func (h *house) accounts() *keys.Directory { return keys.NewDirectory(h.store.Accounts(), nil) }

// rank gives somebody another role on the server, as the command does.
func (h *house) rank(who room.Person, role keys.Role) room.Person {
	h.t.Helper()
	if _, err := h.accounts().SetRole(h.t.Context(), atTheMachine, keys.AccountID(who.ID), role, ""); err != nil {
		h.t.Fatal(err)
	}
	who.Rank = room.Rank(role)
	h.Renamed(who)
	return who
}

func (h *house) penalize(by room.Person, in room.ID, who room.Person, what room.Measure, lasting time.Duration) {
	h.t.Helper()
	if _, err := h.Penalize(h.t.Context(), by.ID, in, who.ID, what, time.Now().Add(lasting), "spam"); err != nil {
		h.t.Fatal(err)
	}
}

// last returns the newest event, nil when there is none.
func last(events []room.Event) room.Event {
	if len(events) == 0 {
		return nil
	}
	return events[len(events)-1]
}

// Whoever is put out of a room while they look at it hears that, by whom and why,
// and not a word that was or is said there.
func TestWhoIsPutOutHearsThatAndNothingElse(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(h *house, by, who room.Person, in room.ID) error
	}{
		{"kicked", func(h *house, by, who room.Person, in room.ID) error {
			return h.Kick(h.t.Context(), by.ID, in, who.ID, "spam")
		}},
		{"banned", func(h *house, by, who room.Person, in room.ID) error {
			return second(h.Penalize(h.t.Context(), by.ID, in, who.ID, room.Ban, time.Time{}, "spam"))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			ana, ben := h.person("ana"), h.person("ben")
			den := h.create(ana, "cellar").ID
			h.join(ben, "cellar")
			first, slow, elsewhere, owner := h.sit(ben), h.sit(ben), h.sit(ben), h.sit(ana)
			for _, s := range []*room.Seat{first, slow, owner} {
				enter(t, s, den)
			}
			enter(t, elsewhere, h.lobby())
			owner.HearTyping(true)
			m := h.say(ana, den, "@ben hello")
			first.Pull()
			first.Typing(true)
			if err := tt.do(h, ana, ben, den); err != nil {
				t.Fatal(err)
			}
			h.must(h.Edit(t.Context(), ana.ID, den, m.Seq, "@ben the treasure"))
			h.say(ana, den, "@ben the treasure, too")
			first.Typing(false)
			first.Typing(true)

			for name, s := range map[string]*room.Seat{"first": first, "slow": slow} {
				n := s.Pull()
				if len(said(n.Events)) > 0 || n.Lost {
					t.Errorf("%s hears %+v", name, n.Events)
				}
				switch e := last(n.Events).(type) {
				case room.Kicked:
					if e.Who.ID != ben.ID || e.By.ID != ana.ID || e.Reason != "spam" {
						t.Errorf("%s hears %+v", name, e)
					}
				case room.Punished:
					if e.Who.ID != ben.ID || e.By.ID != ana.ID || e.Is.Reason != "spam" || !e.Left {
						t.Errorf("%s hears %+v", name, e)
					}
				default:
					t.Errorf("%s hears last %+v", name, e)
				}
				if slices.ContainsFunc(n.Rooms, func(l room.Listing) bool { return l.Room.ID == den }) || n.Rooms == nil {
					t.Errorf("%s has the rooms %+v", name, n.Rooms)
				}
				if n := s.Pull(); len(n.Events) > 0 || n.Present != nil || n.Typing != nil {
					t.Errorf("%s goes on to hear %+v", name, n)
				}
			}
			if n := elsewhere.Pull(); len(n.Calls) > 0 || len(n.Rooms) != 1 {
				t.Errorf("elsewhere comes %+v", n)
			}
			if n := owner.Pull(); len(n.Typing) > 0 {
				t.Errorf("%v are said to type", n.Typing)
			}
			if r, err := h.Find(ana.ID, "cellar"); err != nil || r.Members != 1 {
				t.Errorf("the room has %d members, %v", r.Members, err)
			}
		})
	}
}

// Somebody who is banned finds every way into the room shut, with a session that
// was open before and with another.
func TestTheBannedReadNothing(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	m := h.say(ana, den, "@ben the treasure")
	h.reply(ben, m, "where?")
	h.must(h.Pin(ctx, ana.ID, den, m.Seq, true))
	seat := h.sit(ben)
	enter(t, seat, den)
	h.invite(ana, den, h.person("cyd"), 0)
	h.penalize(ana, den, ben, room.Ban, time.Hour)

	tries := map[string]func(s *room.Seat) error{
		"enter":   func(s *room.Seat) error { return second(s.Enter(ctx, den)) },
		"before":  func(s *room.Seat) error { return second(s.Before(ctx, den, 9, 9)) },
		"say":     func(*room.Seat) error { return second2(h.Say(ctx, ben.ID, den, room.Saying{Text: "x"})) },
		"edit":    func(*room.Seat) error { return second(h.Edit(ctx, ben.ID, den, 2, "x")) },
		"react":   func(*room.Seat) error { return second(h.React(ctx, ben.ID, den, 1, "+1", true)) },
		"history": func(*room.Seat) error { return second(h.History(ben.ID, den, room.Range{Limit: 1})) },
		"thread":  func(*room.Seat) error { return second(h.Thread(ctx, ben.ID, den, 1)) },
		"pinned":  func(*room.Seat) error { return second(h.Pinned(ctx, ben.ID, den)) },
		"info":    func(*room.Seat) error { return second(h.Info(ctx, ben.ID, den, 1)) },
		"seq at":  func(*room.Seat) error { return second(h.SeqAt(ctx, ben.ID, den, time.Time{})) },
		"members": func(*room.Seat) error { return second(h.Members(ben.ID, den, 0, 9)) },
		"present": func(*room.Seat) error { return second(h.Present(ben.ID, den)) },
		"search": func(s *room.Seat) error {
			return second(s.Search(ctx, den, room.Query{Words: []string{"treasure"}}, room.More{}))
		},
		"search in": func(s *room.Seat) error {
			return second(s.Search(ctx, h.lobby(), room.Query{Words: []string{"treasure"}, In: "cellar"}, room.More{}))
		},
		"join": func(*room.Seat) error { return second(h.Join(ctx, ben.ID, "cellar")) },
	}
	for _, s := range []*room.Seat{seat, h.sit(ben)} {
		for name, try := range tries {
			err := try(s)
			wantRefusal(t, err, room.ErrDenied)
			if !strings.Contains(err.Error(), "spam") {
				t.Errorf("%s: %v, want the reason", name, err)
			}
		}
		wantRefusal(t, second2(s.Locate(ctx, m.ID)), room.ErrNotFound)
		all := room.Query{Words: []string{"treasure"}, Everywhere: true}
		if r, err := s.Search(ctx, den, all, room.More{}); err != nil || len(r.Found) > 0 {
			t.Errorf("everywhere there is %+v, %v", r, err)
		}
	}
	if l := in(t, den, h.rooms(ben)); l.Joined || l.Mentions > 0 || l.Standing.Banned.ByName != "ana" || l.Standing.Role != room.Member {
		t.Errorf("the room is listed as %+v", l)
	}
	wantRefusal(t, second2(h.Invite(ctx, ana.ID, den, "ben", 0)), room.ErrConflict)

	if err := h.Pardon(ctx, ana.ID, den, ben.ID, room.Ban, ""); err != nil {
		t.Fatal(err)
	}
	h.join(ben, "cellar")
	enter(t, seat, den)
	wantRefusal(t, h.Pardon(ctx, ana.ID, den, ben.ID, room.Ban, ""), room.ErrConflict)
}

// A private room is as if it were not there for whom it has banned, whatever
// invitation they had.
func TestAPrivateRoomIsGoneForTheBanned(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	den := h.private(ana, "cellar").ID
	h.invite(ana, den, ben, 0)
	h.invite(ana, den, cyd, 0)
	h.join(ben, "cellar")
	waiting := h.sit(cyd)
	enter(t, waiting, h.lobby())
	for _, who := range []room.Person{ben, cyd} {
		h.penalize(ana, den, who, room.Ban, time.Hour)
		_, missing := h.Standing(who.ID, 999)
		if _, err := h.Standing(who.ID, den); err == nil || err.Error() != missing.Error() {
			t.Errorf("%s is told %v", who.Name, err)
		}
		h.findsNothing(t.Context(), who, "cellar")
		if list := h.rooms(who); len(list) != 1 {
			t.Errorf("%s sees %s", who.Name, labels(list))
		}
	}
	if n := waiting.Pull(); n.Invited == nil || len(n.Invited) > 0 {
		t.Errorf("whoever was invited sees the invitations %+v", n.Invited)
	}
}

// An administrator who takes the owner out of a room leaves it to another.
func TestWhoTakesTheOwnerOutLeavesAnHeir(t *testing.T) {
	h := openHouse(t)
	ana, ben, chief := h.person("ana"), h.person("ben"), h.chief("zoe")
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	seat := h.sit(ben)
	enter(t, seat, den)
	wantRefusal(t, h.Kick(t.Context(), ben.ID, den, ana.ID, ""), room.ErrDenied)
	if err := h.Kick(t.Context(), chief.ID, den, ana.ID, ""); err != nil {
		t.Fatal(err)
	}
	rooms, err := h.store.Rooms().Rooms()
	if err != nil {
		t.Fatal(err)
	}
	stored := rooms[slices.IndexFunc(rooms, func(r room.Room) bool { return r.ID == den })]
	if r, err := h.Find(ben.ID, "cellar"); err != nil || r != stored {
		t.Errorf("memory has %+v, %v; the store has %+v", r, err, stored)
	}
	if l := in(t, den, seat.Pull().Rooms); stored.Owner != ben.ID || l.Standing.Role != room.Owner {
		t.Errorf("owner is %d, and ben's role %v", stored.Owner, l.Standing.Role)
	}
}

func TestPenaltiesAreForModerators(t *testing.T) {
	h := openHouse(t)
	ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
	den := h.create(ana, "cellar").ID
	h.join(ben, "cellar")
	h.penalize(ana, den, ben, room.Mute, time.Hour)
	h.penalize(ana, den, cyd, room.Ban, time.Hour)
	list, err := h.Penalties(ana.ID, den)
	if err != nil || len(list) != 2 || list[0].Person.ID != ben.ID || list[0].Penalty.Muted.Reason != "spam" ||
		list[1].Penalty.Banned.ByName != "ana" || !list[1].Penalty.Muted.At.IsZero() {
		t.Errorf("penalties are %+v, %v", list, err)
	}
	wantRefusal(t, second(h.Penalties(ben.ID, den)), room.ErrDenied)
	wantRefusal(t, second(h.Penalties(ben.ID, 99)), room.ErrNotFound)
	wantRefusal(t, second(h.Penalties(ana.ID, h.converse(ana, "ben").ID)), room.ErrDenied)
	if list, err := h.Penalties(room.Operator, den); err != nil || len(list) != 2 {
		t.Errorf("the operator sees %+v, %v", list, err)
	}
	ctx := audit.With(t.Context(), audit.Deed{Reason: "from the gate"})
	for reason, want := range map[string]string{"": "from the gate", "  my \x1b \u202eown ": "my own"} {
		p, err := h.Penalize(ctx, room.Operator, den, ana.ID, room.Mute, time.Time{}, reason)
		if err != nil || p.Muted.Reason != want || p.Muted.ByName != "operator" || !p.Banned.At.IsZero() {
			t.Errorf("muted with %+v, %v", p, err)
		}
		if err := h.Pardon(ctx, room.Operator, den, ana.ID, room.Mute, ""); err != nil {
			t.Error(err)
		}
	}
	for name, reason := range map[string]string{"long": strings.Repeat("x", room.MaxReason+1), "very long": strings.Repeat("x", 1<<20), "no text": "\xff"} {
		if err := h.Kick(ctx, ana.ID, den, ben.ID, reason); err == nil {
			t.Errorf("a reason that is %s is taken", name)
		} else {
			wantRefusal(t, err, room.ErrInvalid)
		}
	}
}

// The operator of the server knows every room that is no secret by its name, and
// a private one by its ID; neither the staff's nor a conversation.
func TestTheOperatorFindsRooms(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	den, attic := h.private(ana, "cellar"), h.create(ana, "attic")
	talk := h.converse(ana, "ana")
	for name, want := range map[string]room.ID{"attic": attic.ID, "r_2": den.ID, "lobby": h.lobby()} {
		if r, err := h.Find(room.Operator, name); err != nil || r.ID != want {
			t.Errorf("%s is %+v, %v", name, r, err)
		}
		if _, err := h.History(room.Operator, want, room.Range{Limit: 1}); err == nil {
			t.Errorf("%s can be read", name)
		}
	}
	h.complain(ana, h.person("eve"))
	for _, name := range []string{"cellar", "cella", "staff", "@ana", "r_4", "r_5"} {
		_, err := h.Find(room.Operator, name)
		wantRefusal(t, err, room.ErrNotFound)
		if strings.Contains(err.Error(), "did you mean") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, err := h.Rooms(room.Operator); err != nil || labels(list) != "#lobby 0, #attic 0" {
		t.Errorf("the operator sees %s, %v", labels(list), err)
	}
	if list := h.rooms(ana); !slices.ContainsFunc(list, func(l room.Listing) bool { return l.Room.ID == talk.ID }) {
		t.Errorf("ana sees %s", labels(list))
	}
	if err := h.Kick(t.Context(), room.Operator, den.ID, ana.ID, ""); err != nil {
		t.Error(err)
	}
}

// complain reports somebody.
func (h *house) complain(by, about room.Person) room.Report {
	h.t.Helper()
	r, err := h.Complain(h.t.Context(), by.ID, about.ID, 0, 0, "rude")
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func second2[T, U any](_ T, _ U, err error) error { return err }

// Whoever was let into a room by the operator, with the invitation to the server,
// sees who it was, as do the members.
func TestWhoeverIsInvitedByTheOperatorSeesSo(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	den := h.private(ana, "cellar").ID
	_, code, err := h.accounts().CreateInvite(t.Context(), atTheMachine, keys.InviteTerms{Uses: 1, For: time.Hour, Role: keys.Member, Room: uint64(den)})
	if err != nil {
		t.Fatal(err)
	}
	ben, _, err := h.accounts().SignUpWith(t.Context(), audit.Actor{}, keystest.NewKey(t), keys.Application{Name: "ben", Code: code})
	if err != nil {
		t.Fatal(err)
	}
	seat := h.sit(room.Person{ID: room.UserID(ben.Account.ID), Name: "ben"})
	v := enter(t, seat, h.lobby())
	if len(v.Invited) != 1 || v.Invited[0].InvitedBy.Name != room.OperatorName {
		t.Errorf("ben is invited to %+v", v.Invited)
	}
	if all, err := h.InvitationsTo(ana.ID, den); err != nil || len(all) != 1 || all[0].By.Name != room.OperatorName {
		t.Errorf("invited are %+v, %v", all, err)
	}
}
