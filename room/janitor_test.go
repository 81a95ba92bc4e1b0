package room_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

// texts returns what messages say; a tombstone says "-".
func texts(list []*room.Message) string {
	var out []string
	for _, m := range list {
		if m.Text == "" {
			out = append(out, "-")
		} else {
			out = append(out, m.Text)
		}
	}
	return strings.Join(out, " ")
}

func TestARoomKeepsSoManyMessagesAndNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("ben")
		den := h.create(ana, "cellar").ID
		h.join(ben, "cellar")
		looking, late, elsewhere := h.sit(ben), h.sit(ana), h.sit(ben)
		enter(t, looking, den)
		enter(t, late, den)
		enter(t, elsewhere, h.lobby())
		first := h.say(ana, den, "one")
		h.must(h.Pin(t.Context(), ana.ID, den, first.Seq, true))
		h.say(ana, den, "two")
		h.reply(ana, first, "three")
		h.say(ana, den, "@ben four")
		looking.Pull()
		h.configure(ana, den, func(s *room.Settings) { s.KeepLast = 2 })
		time.Sleep(2 * time.Second)
		synctest.Wait()

		var trimmed room.Trimmed
		for _, e := range looking.Pull().Events {
			if e, ok := e.(room.Trimmed); ok {
				trimmed = e
			}
		}
		if trimmed.UpTo != 2 || trimmed.Pins != 0 {
			t.Errorf("who looks at it heard %+v", trimmed)
		}
		var said []*room.Message
		for _, e := range late.Pull().Events {
			if e, ok := e.(room.Posted); ok {
				said = append(said, e.Message)
			}
		}
		if got := texts(said); got != "- - three @ben four" || said[2].Reply.Text != "" {
			t.Errorf("who pulls late sees %s, quoting %+v", got, said[2].Reply)
		}
		v := enter(t, late, den)
		if got := texts(v.Recent); got != "three @ben four" || v.Floor != 2 || v.Room.Pins != 0 || *v.Recent[0].Reply != (room.Quote{Seq: 1, Deleted: true}) {
			t.Errorf("entering shows %s from %d on, quoting %+v", got, v.Floor, v.Recent[0].Reply)
		}
		if l := elsewhere.Pull().Rooms[1]; l.Unread != 2 || l.Mentions != 1 {
			t.Errorf("elsewhere the room has %d unread, %d mentions", l.Unread, l.Mentions)
		}
		if m := h.say(ana, den, "five"); m.Seq != 5 {
			t.Errorf("the next message has number %d", m.Seq)
		}
		time.Sleep(2 * time.Minute)
		if got, err := h.History(ana.ID, den, room.Range{Limit: 9}); err != nil || texts(got) != "@ben four five" {
			t.Errorf("two minutes later there are %s, %v", texts(got), err)
		}
	})
}

func TestARoomKeepsMessagesForSoLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana := h.person("ana")
		den, other := h.create(ana, "cellar").ID, h.create(ana, "attic").ID
		h.configure(ana, den, func(s *room.Settings) { s.KeepFor = time.Hour })
		seat := h.sit(ana)
		enter(t, seat, other)
		var call room.Room
		for n := range 3 {
			h.say(ana, den, fmt.Sprint("m", n))
			call = h.rooms(ana)[2].Room
			h.say(ana, other, "stays")
			time.Sleep(25 * time.Minute)
		}
		if call.Trimmed != 0 {
			t.Errorf("after less than an hour %d are gone", call.Trimmed)
		}
		if got, err := h.History(ana.ID, den, room.Range{Limit: 9}); err != nil || texts(got) != "m1 m2" {
			t.Errorf("after 75 minutes there are %s, %v", texts(got), err)
		}
		time.Sleep(24 * time.Hour)
		if got, err := h.History(ana.ID, den, room.Range{Limit: 9}); err != nil || len(got) != 0 {
			t.Errorf("after a day there are %s, %v", texts(got), err)
		}
		if got, err := h.History(ana.ID, other, room.Range{Limit: 9}); err != nil || len(got) != 3 {
			t.Errorf("a room that keeps everything has %s, %v", texts(got), err)
		}
		// After a restart it goes on where it was.
		seat.Close()
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		h = h.reopen(h.store.Rooms())
		if m := h.say(ana, den, "again"); m.Seq != 4 {
			t.Errorf("the next message has number %d, want 4", m.Seq)
		}
		if l := h.rooms(ana)[2]; l.Room.Trimmed != 3 || l.Unread != 0 {
			t.Errorf("after a restart the listing is %+v", l)
		}
		time.Sleep(2 * time.Hour)
		if got, err := h.History(ana.ID, den, room.Range{Limit: 9}); err != nil || len(got) != 0 {
			t.Errorf("after a restart and two hours there are %s, %v", texts(got), err)
		}
	})
}

// What a deleted room has left is cleared away, also by the next server.
func TestDeletedRoomsAreClearedAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana := h.person("ana")
		left := func(want int) {
			t.Helper()
			time.Sleep(3 * time.Second)
			rooms, err := h.store.Rooms().Discarded()
			if err != nil || len(rooms) != want {
				t.Errorf("something is left of rooms %v, %v; want of %d", rooms, err, want)
			}
		}
		den := h.create(ana, "cellar")
		for n := range 50 {
			h.say(ana, den.ID, fmt.Sprint("message ", n))
		}
		if err := h.Discard(t.Context(), ana.ID, den.ID); err != nil {
			t.Fatal(err)
		}
		left(0)

		den = h.create(ana, "cellar")
		h.say(ana, den.ID, "more")
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		discard := room.Discard{Header: room.Header{ID: room.NewCommandID(), At: time.Now(), By: ana.ID}, Room: den.ID}
		if _, err := h.store.Rooms().Do(t.Context(), discard); err != nil {
			t.Fatal(err)
		}
		left(1)
		h = h.reopen(h.store.Rooms())
		left(0)
	})
}

// An invitation that has ended lets nobody in.
func TestInvitationsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("ben")
		den := h.private(ana, "cellar")
		seat := h.sit(ben)
		h.invite(ana, den.ID, ben, time.Hour)
		if l, err := h.Invitations(ben.ID); err != nil || len(l) != 1 {
			t.Fatalf("invitations are %+v, %v", l, err)
		}
		time.Sleep(61 * time.Minute)
		if l, err := h.Invitations(ben.ID); err != nil || len(l) != 0 {
			t.Errorf("an hour later they are %+v, %v", l, err)
		}
		if v := enter(t, seat, h.lobby()); len(v.Invited) != 0 {
			t.Errorf("a session shows %+v", v.Invited)
		}
		_, err := h.Find(ben.ID, "cellar")
		wantRefusal(t, err, room.ErrNotFound)
		_, err = h.Join(t.Context(), ben.ID, fmt.Sprintf("r_%d", den.ID))
		wantRefusal(t, err, room.ErrNotFound)
	})
}

func TestSlowModeSaysHowLongToWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("ben")
		den := h.create(ana, "cellar").ID
		h.join(ben, "cellar")
		h.configure(ana, den, func(s *room.Settings) { s.Slow = 30 * time.Second })
		h.say(ben, den, "one")
		time.Sleep(20 * time.Second)
		_, _, err := h.Say(t.Context(), ben.ID, den, room.Saying{Text: "two"})
		wantRefusal(t, err, room.ErrLimited)
		if !strings.Contains(err.Error(), "10 s") {
			t.Errorf("the refusal is %q", err)
		}
		h.say(ana, den, "moderators")
		h.say(ana, den, "never wait")
		time.Sleep(10 * time.Second)
		h.say(ben, den, "two")
	})
}

// A clumsyStore fails in whatever way it is told to, once each.
type clumsyStore struct {
	room.Store
	panics, fails atomic.Bool
	asked         atomic.Int32
}

func (c *clumsyStore) Discarded() ([]room.ID, error) {
	c.asked.Add(1)
	switch {
	case c.panics.Swap(false):
		panic("clumsy")
	case c.fails.Swap(false):
		return nil, room.ErrUnavailable
	}
	return c.Store.Discarded()
}

func TestWhatTheJanitorFailsAtIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c clumsyStore
		h := openHouseWith(t, func(s room.Store) room.Store {
			c.Store = s
			return &c
		})
		time.Sleep(time.Second)
		c.panics.Store(true)
		c.fails.Store(true)
		ana := h.person("ana")
		if err := h.Discard(t.Context(), ana.ID, h.create(ana, "cellar").ID); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Minute)
		if left, err := h.store.Rooms().Discarded(); err != nil || len(left) != 0 {
			t.Errorf("something is left of rooms %v, %v", left, err)
		}
		if n := c.asked.Load(); n != 4 { // at the start, and three times for the room
			t.Errorf("the janitor looked %d times, want 4", n)
		}
		if n := h.Panics(); n != 1 {
			t.Errorf("%d panics are counted, want 1", n)
		}
		h.say(ana, h.lobby(), "still here")
	})
}
