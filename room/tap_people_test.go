package room_test

import (
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestTapHearsOfPeopleOnRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, bot := h.person("ana"), h.person("bot")
		writer := h.sit(ana)
		enter(t, writer, h.lobby())
		asks, silent := h.tap(bot), h.tap(bot)
		settle := func() {
			time.Sleep(2 * time.Second) // synthetic: longer than that is held back
			synctest.Wait()
		}
		settle()
		s := follow(t, asks, h.lobby(), room.Hears{Presence: true, Typing: true})
		if got := names(s.There); got != "[ana]" {
			t.Errorf("there are %s, want only ana: a tap is not seen", got)
		}
		if s := follow(t, silent, h.lobby(), room.Hears{}); s.There != nil {
			t.Errorf("who has not asked is told of %v", s.There)
		}
		hush(asks)
		hush(silent)

		writer.Typing(true)
		settle()
		if !rung(asks.Bell()) || rung(silent.Bell()) {
			t.Error("of who types, not just the tap was woken that wants to hear of it")
		}
		if n := asks.Pull().Heard; len(n) != 1 || fmt.Sprint(n[0].Typing) != fmt.Sprint([]room.Person{ana}) || n[0].Present != nil {
			t.Errorf("news are %+v, want ana typing", n)
		}
		writer.Close()
		settle()
		if n := asks.Pull().Heard; len(n) != 1 || n[0].Typing == nil || len(n[0].Typing) != 0 || names(n[0].Present) != "[]" {
			t.Errorf("news are %+v, want nobody", n)
		}
		// What is wanted can be changed; the tap goes on where it is.
		h.say(ana, h.lobby(), "one")
		s = follow(t, asks, h.lobby(), room.Hears{})
		if s.Room.Last != 0 || s.There != nil {
			t.Errorf("following again starts at %+v, want before what was not pulled", s)
		}
		h.sit(ana)
		settle()
		if n := asks.Pull().Heard; len(n) != 1 || len(n[0].Events) != 1 || n[0].Present != nil {
			t.Errorf("news are %+v, want the message and nothing else", n)
		}
	})
}

func TestTapTypes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, bot := h.person("ana"), h.person("bot")
		ops := h.create(ana, "ops")
		h.join(bot, "ops")
		reader, tap := h.sit(ana), h.tap(bot)
		enter(t, reader, ops.ID)
		reader.HearTyping(true)
		typing := func() string {
			time.Sleep(2 * time.Second) // synthetic: longer than that is held back
			synctest.Wait()
			n := reader.Pull()
			return fmt.Sprint(len(n.Typing), n.Typing != nil)
		}
		typing()
		tap.Typing(ops.ID, true) // not followed
		if got := typing(); got != "0 false" {
			t.Errorf("of a tap that is not there, %s", got)
		}
		follow(t, tap, ops.ID, room.Hears{Typing: true})
		for _, ends := range []func(){
			func() { tap.Typing(ops.ID, false) },
			func() { time.Sleep(6 * time.Second) }, // synthetic: it is forgotten
			func() { tap.Unfollow(ops.ID); follow(t, tap, ops.ID, room.Hears{}) },
			func() { tap.Close() },
		} {
			tap.Typing(ops.ID, true)
			if got := typing(); got != "1 true" {
				t.Errorf("who types: %s, want one", got)
			}
			if n := tap.Pull().Heard; len(n) > 0 {
				t.Errorf("the tap has heard of itself: %+v", n)
			}
			ends()
			if got := typing(); got != "0 true" {
				t.Errorf("then who types: %s, want nobody", got)
			}
		}
	})
}

func TestTapsAndASeatOfOnePerson(t *testing.T) {
	h := openHouse(t)
	ana, bot := h.person("ana"), h.person("bot")
	ops := h.create(ana, "ops")
	h.join(bot, "ops")
	one, two, seat := h.tap(bot), h.tap(bot), h.sit(bot)
	follow(t, one, ops.ID, room.Hears{})
	follow(t, two, ops.ID, room.Hears{})
	enter(t, seat, ops.ID)
	h.say(ana, ops.ID, "hello")
	if a, b, c := heard(one.Pull()), heard(two.Pull()), said(seat.Pull().Events); a != b || a != "map[ops:[1]]" || len(c) != 1 {
		t.Errorf("they have heard %s, %s and %v", a, b, c)
	}
	h.say(ana, ops.ID, "again")
	one.Close()
	one.Close()
	if n := one.Pull(); len(n.Heard) > 0 {
		t.Errorf("a closed tap hears %+v", n)
	}
	if _, err := one.Follow(t.Context(), ops.ID, room.Hears{}); err == nil {
		t.Error("a closed tap follows a room")
	}
	if got := heard(two.Pull()); got != "map[ops:[2]]" {
		t.Errorf("the other tap hears %s", got)
	}
	if err := h.Kick(t.Context(), ana.ID, ops.ID, bot.ID, ""); err != nil {
		t.Fatal(err)
	}
	n := two.Pull()
	if len(n.Heard) != 1 || !n.Heard[0].Ended || len(n.Rooms) != 1 {
		t.Errorf("after the kick the tap hears %+v", n)
	}
	if e := last(seat.Pull().Events); !reflect.DeepEqual(e, last(n.Heard[0].Events)) {
		t.Errorf("the seat hears last %+v, the tap %+v", e, n.Heard[0].Events)
	}
	// Who is back begins anew, also when the end was not pulled.
	h.join(bot, "ops")
	follow(t, two, ops.ID, room.Hears{})
	if err := h.Kick(t.Context(), ana.ID, ops.ID, bot.ID, ""); err != nil {
		t.Fatal(err)
	}
	h.say(ana, ops.ID, "without them")
	h.join(bot, "ops")
	if s := follow(t, two, ops.ID, room.Hears{}); s.Room.Last != 3 {
		t.Errorf("it begins at message %d, want 3", s.Room.Last)
	}
	h.say(ana, ops.ID, "welcome")
	if got := heard(two.Pull()); got != "map[ops:[4]]" {
		t.Errorf("it has heard %s", got)
	}
}

func TestTapOfManyRooms(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	tap := h.tap(ana)
	rooms := []room.ID{h.lobby()}
	follow(t, tap, h.lobby(), room.Hears{})
	for i := range room.MaxTapped {
		owner := ana
		if i >= room.MaxOwned-1 {
			owner = h.person(fmt.Sprint("owner-", i))
		}
		r := h.create(owner, "room-"+string(rune('a'+i/10))+string(rune('k'+i%10)))
		if owner != ana {
			h.join(ana, r.Name)
		}
		rooms = append(rooms, r.ID)
		_, err := tap.Follow(t.Context(), r.ID, room.Hears{})
		if last := i == room.MaxTapped-1; !last && err != nil {
			t.Fatal(err)
		} else if last {
			wantRefusal(t, err, room.ErrConflict)
		}
	}
	tap.Unfollow(rooms[0])
	follow(t, tap, rooms[room.MaxTapped], room.Hears{})
	// Rooms in which much is said keep none waiting.
	for _, in := range rooms[1:4] {
		for range 500 {
			h.say(ana, in, "on and on")
		}
	}
	for _, in := range rooms[4:] {
		h.say(ana, in, "hello")
	}
	h.say(ana, rooms[0], "not any more")
	got, pulls := map[room.ID]int{}, 0
	for rung(tap.Bell()) {
		pulls++
		for _, one := range tap.Pull().Heard {
			got[one.Room.ID] += len(one.Events)
		}
		if pulls > 20 {
			t.Fatal("the bell does not stop")
		}
		for _, in := range rooms[1:4] {
			if pulls < 5 {
				h.say(ana, in, "still")
			}
		}
	}
	if len(got) != room.MaxTapped || pulls < 3 {
		t.Errorf("in %d pulls %d rooms were heard of", pulls, len(got))
	}
}

func TestTapHearsWhatItsPersonMaySee(t *testing.T) {
	h := openHouse(t)
	ana, bot := h.person("ana"), h.person("bot")
	for _, tt := range []struct {
		history room.History
		floor   uint64
		heard   int // of the edits of messages 1 to 3, of which the bot came before the second, and the tap before the third
	}{{room.HistoryAll, 0, 3}, {room.HistoryJoined, 1, 2}, {room.HistoryNone, 2, 1}} {
		name := fmt.Sprint("den-", string(rune('p'+tt.history)))
		r := h.create(ana, name)
		h.configure(ana, r.ID, func(s *room.Settings) { s.Slow, s.History = time.Nanosecond, tt.history })
		h.say(ana, r.ID, "1")
		h.join(bot, name)
		h.say(ana, r.ID, "2")
		tap := h.tap(bot)
		s := follow(t, tap, r.ID, room.Hears{})
		if s.Floor != tt.floor {
			t.Errorf("%s: the floor is %d, want %d", name, s.Floor, tt.floor)
		}
		h.say(ana, r.ID, "3")
		for seq := uint64(1); seq <= 3; seq++ {
			if _, err := h.Edit(t.Context(), ana.ID, r.ID, seq, "edited"); err != nil {
				t.Fatal(err)
			}
		}
		n := tap.Pull().Heard
		if len(n) != 1 || len(n[0].Events) != 1+tt.heard || n[0].Room.Rev != 3 {
			t.Errorf("%s: heard %+v, want the message and %d edits", name, n, tt.heard)
		}
		changed, err := h.Changes(t.Context(), bot.ID, r.ID, 0, 10)
		if err != nil || len(changed) != tt.heard {
			t.Errorf("%s: changed are %d messages, %v; want %d", name, len(changed), err, tt.heard)
		}
		if first, err := h.Changes(t.Context(), bot.ID, r.ID, 0, 1); err != nil || len(first) != 1 || first[0].Seq != tt.floor+1 {
			t.Errorf("%s: the first that has changed is %+v, %v; want %d", name, first, err, tt.floor+1)
		}
		tap.Close()
	}
	_, err := h.Changes(t.Context(), bot.ID, h.private(ana, "vault").ID, 0, 10)
	wantRefusal(t, err, room.ErrNotFound)
}

// A bot goes out of a room with its keeper, and hears that last.
func TestTapOfABotWhoseKeeperIsOut(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ops := h.create(ana, "ops")
	h.join(ben, "ops")
	bot := h.robot(ben, "helper", 60)
	if err := h.PutBot(t.Context(), ben.ID, bot.ID, ops.ID); err != nil {
		t.Fatal(err)
	}
	tap := h.tap(bot)
	follow(t, tap, ops.ID, room.Hears{})
	if _, err := tap.Follow(t.Context(), h.lobby(), room.Hears{}); err == nil {
		t.Error("a bot hears a room that it was not put in")
	}
	h.say(ana, ops.ID, "not for them")
	if err := h.Kick(t.Context(), ana.ID, ops.ID, ben.ID, ""); err != nil {
		t.Fatal(err)
	}
	n := tap.Pull().Heard
	if len(n) != 1 || !n[0].Ended || len(n[0].Events) != 2 {
		t.Fatalf("the bot hears %+v", n)
	}
	for i, who := range []room.Person{ben, bot} {
		if e, is := n[0].Events[i].(room.Kicked); !is || e.Who.ID != who.ID || e.By.ID != ana.ID {
			t.Errorf("event %d is %+v, want %s kicked", i, n[0].Events[i], who.Name)
		}
	}
}
