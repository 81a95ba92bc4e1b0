package room_test

import (
	"fmt"
	"testing"
	"time"

	"snug/room"
)

func (h *house) tap(who room.Person) *room.Tap {
	h.t.Helper()
	tap, err := h.Tap(who, room.SitOptions{})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(tap.Close)
	hush(tap) // of the rooms that were found
	return tap
}

func follow(t testing.TB, tap *room.Tap, in room.ID, what room.Hears) room.Start {
	t.Helper()
	s, err := tap.Follow(t.Context(), in, what)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hush takes what a tap has to tell, so that its bell rings again for what comes.
func hush(tap *room.Tap) {
	tap.Pull()
	rung(tap.Bell())
}

// rung reports whether the bell has rung, and answers it.
func rung(bell <-chan struct{}) bool {
	select {
	case <-bell:
		return true
	default:
		return false
	}
}

// heard returns the numbers of the messages by room, as text.
func heard(n room.TapNews) string {
	out := make(map[string][]uint64)
	for _, one := range n.Heard {
		out[one.Room.Name] = said(one.Events)
	}
	return fmt.Sprint(out)
}

func TestTapHearsTheRoomsThatItFollows(t *testing.T) {
	h := openHouse(t)
	ana, bot := h.person("ana"), h.person("bot")
	ops, den := h.create(ana, "ops"), h.create(ana, "den")
	h.join(bot, "ops")
	h.join(bot, "den")
	h.say(ana, ops.ID, "before")
	tap := h.tap(bot)
	if s := follow(t, tap, ops.ID, room.Hears{}); s.Room.Name != "ops" || s.Room.Last != 1 || s.There != nil {
		t.Errorf("the start is %+v, want ops behind message 1", s)
	}
	follow(t, tap, h.lobby(), room.Hears{})
	h.say(ana, ops.ID, "one")
	h.say(ana, h.lobby(), "two")
	h.say(ana, ops.ID, "three")
	h.say(ana, den.ID, "not followed")
	n := tap.Pull()
	if got := heard(n); got != "map[lobby:[1] ops:[2 3]]" {
		t.Errorf("heard %s", got)
	}
	if n.Heard[0].Room.Name != room.Lobby || n.Heard[1].Room.Last != 3 || n.Rooms != nil {
		t.Errorf("news are %+v", n)
	}
	tap.Unfollow(ops.ID)
	h.say(ana, ops.ID, "four")
	if n := tap.Pull(); len(n.Heard) > 0 {
		t.Errorf("heard %+v of a room that is not followed any more", n.Heard)
	}
}

func TestTapIsWokenForWhatItFollowsOnly(t *testing.T) {
	h := openHouse(t)
	ana, bot := h.person("ana"), h.person("bot")
	ops := h.create(ana, "ops")
	h.join(bot, "ops")
	tap := h.tap(bot)
	follow(t, tap, h.lobby(), room.Hears{})
	m := h.say(ana, ops.ID, "@bot, are you there?")
	if _, err := h.Delete(t.Context(), ana.ID, ops.ID, m.Seq); err != nil {
		t.Fatal(err)
	}
	if rung(tap.Bell()) {
		t.Errorf("the tap was woken for a room that it does not follow: %+v", tap.Pull())
	}
	h.say(ana, h.lobby(), "now")
	if !rung(tap.Bell()) {
		t.Error("the tap was not woken")
	}
}

func TestTapIsRefusedWhatItsPersonMayNotHear(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	den, vault := h.create(ana, "den"), h.private(ana, "vault")
	tap := h.tap(eve)
	_, err := tap.Follow(t.Context(), den.ID, room.Hears{})
	wantRefusal(t, err, room.ErrDenied)
	_, err = tap.Follow(t.Context(), vault.ID, room.Hears{Presence: true})
	wantRefusal(t, err, room.ErrNotFound)
	_, err = tap.Follow(t.Context(), 999, room.Hears{})
	wantRefusal(t, err, room.ErrNotFound)
	h.say(ana, vault.ID, "secret")
	tap.Typing(vault.ID, true)
	tap.Unfollow(vault.ID)
	if n := tap.Pull(); len(n.Heard) > 0 || rung(tap.Bell()) {
		t.Errorf("heard %+v", n.Heard)
	}
}

func TestTapThatFallsBehindGoesOnFromTheEnd(t *testing.T) {
	h := openHouse(t)
	ana, bot := h.person("ana"), h.person("bot")
	tap := h.tap(bot)
	follow(t, tap, h.lobby(), room.Hears{})
	for range 600 {
		h.say(ana, h.lobby(), "on and on")
	}
	n := tap.Pull()
	if len(n.Heard) != 1 || !n.Heard[0].Lost || len(n.Heard[0].Events) != 0 || n.Heard[0].Room.Last != 600 {
		t.Fatalf("news are %+v, want lost, up to 600", n.Heard)
	}
	h.say(ana, h.lobby(), "one more")
	if got := heard(tap.Pull()); got != "map[lobby:[601]]" {
		t.Errorf("then heard %s", got)
	}
}

func leaves(h *house, _, bot room.Person, _ room.ID) error {
	_, err := h.Leave(h.t.Context(), bot.ID, "ops")
	return err
}

func kicks(h *house, ana, bot room.Person, in room.ID) error {
	return h.Kick(h.t.Context(), ana.ID, in, bot.ID, "")
}

func bans(h *house, ana, bot room.Person, in room.ID) error {
	h.penalize(ana, in, bot, room.Ban, time.Hour)
	return nil
}

func discards(h *house, ana, _ room.Person, in room.ID) error {
	return h.Discard(h.t.Context(), ana.ID, in)
}

func TestTapHearsLastWhyItIsOut(t *testing.T) {
	const many = 600 // more than a ring holds
	for _, tt := range []struct {
		name    string
		out     func(h *house, ana, bot room.Person, in room.ID) error
		pending int // messages that the tap has not pulled when it happens
		said    int // of these it hears
		last    string
	}{
		{"left", leaves, 2, 2, "room.Left"},
		{"left, far behind", leaves, many, 0, "room.Left"},
		{"kicked", kicks, 2, 0, "room.Kicked"},
		{"kicked, far behind", kicks, many, 0, "room.Kicked"},
		{"banned", bans, 2, 0, "room.Punished"},
		{"banned, far behind", bans, many, 0, "room.Punished"},
		{"deleted", discards, 2, 2, "room.Discarded"},
		{"deleted, far behind", discards, many, 0, "room.Discarded"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			ana, bot := h.person("ana"), h.person("bot")
			ops := h.private(ana, "ops")
			h.invite(ana, ops.ID, bot, 0)
			h.join(bot, "ops")
			tap := h.tap(bot)
			follow(t, tap, ops.ID, room.Hears{Presence: true})
			for range tt.pending {
				h.say(ana, ops.ID, "psst")
			}
			if err := tt.out(h, ana, bot, ops.ID); err != nil {
				t.Fatal(err)
			}
			for range tt.pending {
				if tt.last != "room.Discarded" {
					h.say(ana, ops.ID, "not for them any more")
				}
			}
			heard := tap.Pull().Heard
			if len(heard) != 1 || !heard[0].Ended || heard[0].Lost != (tt.pending == many) {
				t.Fatalf("news are %+v", heard)
			}
			one := heard[0]
			if one.Room.Last != uint64(tt.pending) || one.Room.Name != "ops" {
				t.Errorf("the room is %+v, want it as it was when they were in it", one.Room)
			}
			if got := len(said(one.Events)); got != tt.said {
				t.Errorf("heard %d messages, want %d", got, tt.said)
			}
			if n := len(one.Events); n == 0 || fmt.Sprintf("%T", one.Events[n-1]) != tt.last {
				t.Errorf("the events are %+v, want %s last", one.Events, tt.last)
			}
			if n := tap.Pull(); len(n.Heard) > 0 {
				t.Errorf("heard %+v afterwards", n.Heard)
			}
			_, err := tap.Follow(t.Context(), ops.ID, room.Hears{})
			wantRefusal(t, err, room.ErrNotFound)
		})
	}
}
