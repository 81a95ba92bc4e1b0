package room_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// robot makes a bot that writes so many messages a minute, and puts it into rooms.
func (h *house) robot(keeper room.Person, name string, rate int, in ...room.ID) room.Person {
	h.t.Helper()
	key := keys.Fingerprint(sha256.Sum256([]byte(keeper.Name)))
	o, err := h.store.Accounts().Do(h.t.Context(), keys.CreateBot{
		Header: keys.Header{ID: room.NewCommandID(), At: time.Now(), By: audit.Actor{Account: uint64(keeper.ID), Key: key.String(), Via: "exec"}},
		Key:    keys.Key{Fingerprint: sha256.Sum256([]byte(name))}, Name: name, Rate: rate,
	})
	if err != nil {
		h.t.Fatal(err)
	}
	is := room.Person{ID: room.UserID(o.Account.ID), Name: name, Rank: room.Rank(o.Account.Role), Bot: true}
	for _, id := range in {
		if err := h.PutBot(h.t.Context(), keeper.ID, is.ID, id); err != nil {
			h.t.Fatal(err)
		}
	}
	return is
}

// members returns the names of a room's members.
func (h *house) members(by room.Person, in room.ID) string {
	h.t.Helper()
	all, err := h.Members(by.ID, in, 0, 99)
	if err != nil {
		h.t.Fatal(err)
	}
	var names []string
	for _, m := range all {
		names = append(names, m.Person.Name)
	}
	return strings.Join(names, " ")
}

// speaks tries to say something.
func (h *house) speaks(who room.Person, in room.ID) error {
	return second2(h.Say(context.Background(), who.ID, in, room.Saying{Text: "beep"}))
}

// Everybody is in the lobby, but a bot is only if it was put there; and so it is
// after a restart.
func TestABotIsInTheLobbyOnlyIfItWasPutThere(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	lobby := h.lobby()
	robot := h.robot(ana, "robot", 60)
	outside := func() {
		t.Helper()
		wantRefusal(t, h.speaks(robot, lobby), room.ErrDenied)
		wantRefusal(t, second(h.History(robot.ID, lobby, room.Range{Limit: 9})), room.ErrDenied)
		if got := h.members(ben, lobby); got != "ana ben" {
			t.Errorf("in the lobby are %s", got)
		}
		if l := in(t, lobby, h.rooms(robot)); l.Joined || l.Standing.In {
			t.Errorf("the bot sees the lobby as %+v", l)
		}
		if m := h.say(ben, lobby, "@robot hello"); len(m.Mentions) > 0 {
			t.Errorf("who is not there is called: %v", m.Mentions)
		}
	}
	outside()
	seat := h.sit(robot)
	if _, err := seat.Enter(t.Context(), lobby); !errors.Is(err, room.ErrDenied) || !strings.Contains(err.Error(), "bot join") {
		t.Errorf("entering: %v", err)
	}
	if err := h.PutBot(t.Context(), ana.ID, robot.ID, lobby); err != nil {
		t.Fatal(err)
	}
	inside := func(h *house) {
		t.Helper()
		if err := h.speaks(robot, lobby); err != nil {
			t.Error(err)
		}
		if got := h.members(ben, lobby); got != "ana ben robot" {
			t.Errorf("in the lobby are %s", got)
		}
		if m := h.say(ben, lobby, "@robot hello"); !slices.Equal(m.Mentions, []room.UserID{robot.ID}) {
			t.Errorf("called are %v", m.Mentions)
		}
	}
	inside(h)
	enter(t, seat, lobby)
	h.say(ben, lobby, "news")
	if n := seat.Pull(); len(said(n.Events)) != 1 {
		t.Errorf("the bot hears %+v", n.Events)
	}
	seat.Close()
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	h = h.reopen(h.store.Rooms())
	inside(h)
	if err := h.Kick(t.Context(), h.chief("zoe").ID, lobby, robot.ID, "noisy"); err != nil {
		t.Errorf("the kick from the lobby: %v", err)
	}
	wantRefusal(t, h.speaks(robot, lobby), room.ErrDenied)
	if shared, err := h.Shared(ben.ID, robot.ID); err != nil || len(shared) > 0 {
		t.Errorf("shared are %v, %v", shared, err)
	}
}

// Nobody but its keeper puts a bot into a room, and only where the keeper is.
func TestOnlyItsKeeperPutsABotIntoARoom(t *testing.T) {
	h := openHouse(t)
	ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
	chief := h.chief("zoe")
	h.complain(ben, eve)
	robot, full := h.robot(ana, "robot", 60), h.create(ana, "full").ID
	open, secret := h.create(ben, "open").ID, h.private(ben, "secret").ID
	h.configure(ana, full, func(s *room.Settings) { s.MaxMembers = 1 })
	old := h.create(ana, "old").ID
	if _, err := h.Archive(t.Context(), ana.ID, old, true); err != nil {
		t.Fatal(err)
	}
	talk := h.converse(ana, "ben").ID
	ctx := t.Context()
	for _, tt := range []struct {
		name string
		err  error
		kind error
	}{
		{"a room that its keeper is not in", h.PutBot(ctx, ana.ID, robot.ID, open), room.ErrDenied},
		{"a private room that its keeper does not know", h.PutBot(ctx, ana.ID, robot.ID, secret), room.ErrNotFound},
		{"no room", h.PutBot(ctx, ana.ID, robot.ID, 99), room.ErrNotFound},
		{"another's bot", h.PutBot(ctx, ben.ID, robot.ID, open), room.ErrDenied},
		{"another's bot, by the server's owner", h.PutBot(ctx, chief.ID, robot.ID, open), room.ErrDenied},
		{"no bot", h.PutBot(ctx, ben.ID, eve.ID, open), room.ErrDenied},
		{"nobody", h.PutBot(ctx, ben.ID, 99, open), room.ErrNotFound},
		{"itself", h.PutBot(ctx, robot.ID, robot.ID, open), room.ErrDenied},
		{"a full room", h.PutBot(ctx, ana.ID, robot.ID, full), room.ErrConflict},
		{"an archived room", h.PutBot(ctx, ana.ID, robot.ID, old), room.ErrConflict},
		{"a conversation", h.PutBot(ctx, ana.ID, robot.ID, talk), room.ErrDenied},
		{"the staff's room", h.PutBot(ctx, chief.ID, h.robot(chief, "boss-bot", 60).ID, h.staffRoom(chief).ID), room.ErrDenied},
		{"a room of its own", second(h.Create(ctx, robot.ID, "bots-only", "", room.Settings{})), room.ErrDenied},
		{"inviting", invites(h, robot, open, "eve"), room.ErrDenied},
		{"reporting", second(h.Complain(ctx, robot.ID, ben.ID, 0, 0, "rude")), room.ErrDenied},
		{"joining by itself", second(h.Join(ctx, robot.ID, "open")), room.ErrDenied},
		{"an invitation", invites(h, ben, open, "robot"), room.ErrDenied},
		{"an invitation to its keeper's secret", invites(h, ben, secret, "robot"), room.ErrDenied},
	} {
		t.Run(tt.name, func(t *testing.T) { wantRefusal(t, tt.err, tt.kind) })
	}
	h.join(ana, "open")
	h.penalize(ben, open, robot, room.Ban, time.Hour)
	wantRefusal(t, h.PutBot(ctx, ana.ID, robot.ID, open), room.ErrDenied)
	second := h.robot(ana, "second", 60, open)
	wantRefusal(t, h.PutBot(ctx, ana.ID, second.ID, open), room.ErrConflict)
	wantRefusal(t, h.TakeBot(ctx, ben.ID, second.ID, open), room.ErrDenied)
	if err := h.TakeBot(ctx, ana.ID, second.ID, open); err != nil {
		t.Error(err)
	}
	wantRefusal(t, h.TakeBot(ctx, ana.ID, second.ID, open), room.ErrConflict)
	wantRefusal(t, h.speaks(second, open), room.ErrDenied)
}

func invites(h *house, by room.Person, in room.ID, who string) error {
	return second2(h.Invite(context.Background(), by.ID, in, who, time.Hour))
}

// Whoever is put out of a room does not read on through a bot, nor does a bot
// stay when its keeper leaves.
func TestABotIsOutOfARoomWithItsKeeper(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(h *house, owner, keeper room.Person, in room.ID) error
	}{
		{"leaves", func(h *house, _, keeper room.Person, _ room.ID) error {
			return second(h.Leave(context.Background(), keeper.ID, "den"))
		}},
		{"is kicked", func(h *house, owner, keeper room.Person, in room.ID) error {
			return h.Kick(context.Background(), owner.ID, in, keeper.ID, "spam")
		}},
		{"is banned", func(h *house, owner, keeper room.Person, in room.ID) error {
			return second(h.Penalize(context.Background(), owner.ID, in, keeper.ID, room.Ban, time.Time{}, "spam"))
		}},
	} {
		t.Run("its keeper "+tt.name, func(t *testing.T) {
			h := openHouse(t)
			ana, ben := h.person("ana"), h.person("ben")
			den := h.private(ana, "den").ID
			h.invite(ana, den, ben, time.Hour)
			h.join(ben, "den")
			one, two, other := h.robot(ben, "one", 60, den), h.robot(ben, "two", 60, den), h.robot(ana, "other", 60, den)
			seat, kept, watching := h.tap(one), h.tap(other), h.sit(ana)
			follow(t, seat, den, room.Hears{})
			follow(t, kept, den, room.Hears{})
			enter(t, watching, den)
			h.say(ana, den, "before")
			seat.Pull()
			kept.Pull()
			if err := tt.do(h, ana, ben, den); err != nil {
				t.Fatal(err)
			}
			h.say(ana, den, "behind your back")
			n := seat.Pull()
			if len(n.Heard) != 1 || !n.Heard[0].Ended || len(said(n.Heard[0].Events)) > 0 {
				t.Errorf("the bot hears %+v", n)
			}
			if n := seat.Pull(); len(n.Heard) > 0 {
				t.Errorf("and then %+v", n)
			}
			for _, bot := range []room.Person{one, two} {
				wantRefusal(t, second(h.History(bot.ID, den, room.Range{Limit: 9})), room.ErrNotFound)
				wantRefusal(t, h.speaks(bot, den), room.ErrNotFound)
			}
			if n := kept.Pull(); len(n.Heard) != 1 || n.Heard[0].Ended || len(said(n.Heard[0].Events)) != 1 {
				t.Errorf("another's bot hears %+v", n)
			} else if got := left(n.Heard[0].Events); got != "ben one two" {
				t.Errorf("another's bot hears that %s left", got)
			}
			if got := h.members(ana, den); got != "ana other" {
				t.Errorf("there are %s", got)
			}
			if l := in(t, den, h.rooms(ana)); l.Room.Members != 2 {
				t.Errorf("they are counted as %d", l.Room.Members)
			}
			sound(t, h)
		})
	}
}

// left returns the names of those who are out of a room by events.
func left(events []room.Event) string {
	var names []string
	for _, e := range events {
		switch e := e.(type) {
		case room.Left:
			names = append(names, e.Who.Name)
		case room.Kicked:
			names = append(names, e.Who.Name)
		case room.Punished:
			names = append(names, e.Who.Name)
		}
	}
	return strings.Join(names, " ")
}

// A room that only bots are left in ends, and no bot inherits one.
func TestNoBotIsLeftARoom(t *testing.T) {
	h := openHouse(t)
	ana, ctx := h.person("ana"), t.Context()
	robot := h.robot(ana, "robot", 60)
	ben := h.person("ben") // of a higher number
	den, alone := h.private(ana, "den"), h.private(ana, "alone")
	for _, r := range []room.Room{den, alone} {
		if err := h.PutBot(ctx, ana.ID, robot.ID, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	h.invite(ana, den.ID, ben, time.Hour)
	h.join(ben, "den")
	wantRefusal(t, second(h.Transfer(ctx, ana.ID, den.ID, "robot")), room.ErrDenied)
	if _, err := h.Appoint(ctx, ana.ID, den.ID, "robot", room.Moderator); err != nil {
		t.Error(err)
	}
	if err := h.Kick(ctx, robot.ID, den.ID, ben.ID, "off topic"); err != nil {
		t.Errorf("the moderator of the room kicks: %v", err)
	}
	h.invite(ana, den.ID, ben, time.Hour)
	h.join(ben, "den")
	if _, err := h.Leave(ctx, ana.ID, "alone"); err != nil {
		t.Error(err)
	}
	wantRefusal(t, h.speaks(robot, alone.ID), room.ErrNotFound)
	h.deleteAccount(ana, false)
	for _, who := range []room.Person{robot, ana} {
		if err := h.Depart(ctx, who.ID); err != nil {
			t.Error(err)
		}
	}
	if is, err := h.Standing(ben.ID, den.ID); err != nil || is.Role != room.Owner {
		t.Errorf("in the room that was left ben is %+v, %v", is, err)
	}
	if got := h.members(ben, den.ID); got != "ben" {
		t.Errorf("there are %s", got)
	}
	sound(t, h)
}

// sound checks the store.
func sound(t testing.TB, h *house) {
	t.Helper()
	if err := h.store.Check(context.Background()); err != nil {
		t.Error(err)
	}
}
