package room_test

import (
	"errors"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// Who may not write does not write through a bot.
func TestABotIsMutedWithItsKeeper(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.create(ana, "den").ID
	h.join(ben, "den")
	robot := h.robot(ben, "robot", 60, den, h.lobby())
	h.sit(robot)
	speaks := func(when string, in room.ID, want error) {
		t.Helper()
		if err := h.speaks(robot, in); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", when, err, want)
		}
	}
	speaks("at first", den, nil)
	h.penalize(ana, den, ben, room.Mute, time.Hour)
	speaks("its keeper being muted in the room", den, room.ErrDenied)
	speaks("elsewhere", h.lobby(), nil)
	if err := h.Pardon(t.Context(), ana.ID, den, ben.ID, room.Mute, ""); err != nil {
		t.Fatal(err)
	}
	speaks("after that", den, nil)
	d, id := h.accounts(), keys.AccountID(ben.ID)
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(d.MuteAccount(t.Context(), atTheMachine, id, time.Time{}, ""))
	speaks("its keeper being muted everywhere", h.lobby(), room.ErrDenied)
	must(d.UnmuteAccount(t.Context(), atTheMachine, id, ""))
	must(d.Suspend(t.Context(), atTheMachine, id, time.Now().Add(time.Hour), ""))
	speaks("its keeper being suspended", h.lobby(), room.ErrDenied)
	must(d.Resume(t.Context(), atTheMachine, id, ""))
	must(d.MuteAccount(t.Context(), atTheMachine, keys.AccountID(robot.ID), time.Time{}, ""))
	speaks("muted itself", h.lobby(), room.ErrDenied)
	if err := h.speaks(ben, h.lobby()); err != nil {
		t.Errorf("its keeper then: %v", err)
	}
}

// A bot writes as many messages a minute as it may, wherever; the next one is
// refused with when it is worth trying again.
func TestABotWritesAtItsRate(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	robot := h.robot(ana, "robot", 2, h.lobby())
	h.rank(ana, keys.Moderator)
	robot = h.rank(robot, keys.Moderator) // which changes nothing
	talk := h.converse(robot, "ana").ID
	at := time.Now().UTC().Truncate(time.Microsecond)
	post := func(in room.ID, after time.Duration) error {
		head := room.Header{ID: room.NewCommandID(), At: at.Add(after), By: robot.ID}
		return second(h.store.Rooms().Do(t.Context(), room.Post{Header: head, Room: in, Text: "beep"}))
	}
	for i, tt := range []struct {
		in    room.ID
		after time.Duration
		wait  time.Duration // zero: it is said
	}{
		{h.lobby(), 0, 0},
		{talk, time.Second, 0},
		{h.lobby(), 20 * time.Second, 40 * time.Second},
		{talk, 59 * time.Second, time.Second},
		{h.lobby(), time.Minute, 0},
		{talk, time.Minute, 0},
		{talk, time.Minute, time.Minute},
	} {
		err := post(tt.in, tt.after)
		if tt.wait == 0 {
			if err != nil {
				t.Errorf("message %d: %v", i, err)
			}
			continue
		}
		wantRefusal(t, err, room.ErrLimited)
		var r *room.Refusal
		if errors.As(err, &r); r.After != tt.wait {
			t.Errorf("message %d is worth trying again after %s, want %s: %v", i, r.After, tt.wait, err)
		}
	}
	if err := h.speaks(ana, h.lobby()); err != nil {
		t.Errorf("its keeper: %v", err)
	}
}

// A bot begins a conversation with its keeper alone, and answers in those that
// people begin with it.
func TestConversationsOfABot(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	robot := h.robot(ana, "robot", 60, h.lobby())
	ctx := t.Context()
	for _, with := range [][]string{{"ben"}, {"ana", "ben"}, {}} {
		_, err := h.Converse(ctx, robot.ID, with...)
		wantRefusal(t, err, room.ErrDenied)
	}
	for _, talk := range []room.ID{h.converse(robot, "ana").ID, h.converse(ben, "robot").ID, h.converse(ben, "ana", "robot").ID} {
		if err := h.speaks(robot, talk); err != nil {
			t.Errorf("in %d: %v", talk, err)
		}
	}
	if r := h.converse(robot, "ben"); r.Kind != room.Direct {
		t.Errorf("the one with ben is %+v", r)
	}
	if _, err := h.Block(ctx, ben.ID, "robot", true); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, h.speaks(robot, h.converse(robot, "ben").ID), room.ErrDenied)
}

// With the rank a bot moderates rooms, and does not read what the staff reads.
func TestABotModeratesOnlyWithTheRank(t *testing.T) {
	h := openHouse(t)
	mod, ana, ben := h.rank(h.person("mod"), keys.Moderator), h.person("ana"), h.person("ben")
	den := h.create(ana, "den").ID
	h.join(ben, "den")
	h.complain(ana, ben)
	robot := h.robot(mod, "robot", 60)
	wantRefusal(t, h.Kick(t.Context(), robot.ID, den, ben.ID, ""), room.ErrDenied)
	robot = h.rank(robot, keys.Moderator)
	seat := h.sit(robot)
	wantRefusal(t, second(seat.Enter(t.Context(), h.staffRoom(mod).ID)), room.ErrNotFound)
	if got := h.members(mod, h.staffRoom(mod).ID); got != "mod" {
		t.Errorf("in the staff's room are %s", got)
	}
	if m := h.say(mod, h.staffRoom(mod).ID, "@robot hello"); len(m.Mentions) > 0 {
		t.Errorf("called are %v", m.Mentions)
	}
	if err := h.Kick(t.Context(), robot.ID, den, ben.ID, "spam"); err != nil {
		t.Errorf("with the rank: %v", err)
	}
	wantRefusal(t, h.Kick(t.Context(), robot.ID, h.lobby(), mod.ID, ""), room.ErrDenied)
	wantRefusal(t, second(h.History(robot.ID, den, room.Range{Limit: 9})), room.ErrDenied)
	h.join(ben, "den")
	h.rank(mod, keys.Member) // and its bots with it
	wantRefusal(t, h.Kick(t.Context(), robot.ID, den, ben.ID, ""), room.ErrDenied)
}
