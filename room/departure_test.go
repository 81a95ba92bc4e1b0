package room_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// deleteAccount ends an account as its owner does.
func (h *house) deleteAccount(who room.Person, erase bool) {
	h.t.Helper()
	key := keys.Fingerprint(sha256.Sum256([]byte(who.Name)))
	by := audit.Actor{Account: uint64(who.ID), Name: who.Name, Key: key.String(), Via: "exec"}
	_, err := h.store.Accounts().Do(h.t.Context(), keys.Delete{
		Header:  keys.Header{ID: room.NewCommandID(), At: time.Now(), By: by},
		Account: keys.AccountID(who.ID), Erase: erase,
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

func TestWhoIsDeletedLeavesTheirRooms(t *testing.T) {
	for _, erase := range []bool{false, true} {
		t.Run(fmt.Sprint("erase ", erase), func(t *testing.T) {
			h := openHouse(t)
			ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
			ctx := t.Context()
			den := h.create(ana, "cellar").ID
			h.join(ben, "cellar")
			h.join(cyd, "cellar")
			lair := h.private(ana, "lair").ID
			talk, group := h.converse(ana, "ben"), h.converse(ana, "ben", "cyd")
			seat, elsewhere, own := h.sit(ben), h.sit(ben), h.sit(ana)
			enter(t, seat, den)
			enter(t, elsewhere, h.lobby())
			enter(t, own, den)
			m := h.say(ana, den, "@ben the treasure")
			h.reply(cyd, m, "what?")
			h.say(ana, talk.ID, "the treasure, too")
			h.must(h.Pin(ctx, ana.ID, den, m.Seq, true))
			seat.Pull()
			if calls := elsewhere.Pull().Calls; len(calls) != 2 {
				t.Fatalf("ben is told of %v", calls)
			}
			h.deleteAccount(ana, erase)
			if err := h.Depart(ctx, ana.ID); err != nil {
				t.Fatal(err)
			}

			v := enter(t, seat, den)
			said, quote := v.Recent[0], v.Recent[1].Reply
			gone := fmt.Sprintf("deleted-%d", ana.ID)
			if said.Author.Name != gone || quote.Author.Name != gone || !said.Author.Gone {
				t.Errorf("the message is by %+v, quoted as by %+v", said.Author, quote.Author)
			}
			if erase != (said.Text == "") || erase != (quote.Text == "") || erase != quote.Deleted {
				t.Errorf("the message says %q, quoted as %q", said.Text, quote.Text)
			}
			if v.Room.Owner != ben.ID || v.Room.Members != 2 || (v.Room.Pins == 0) != erase {
				t.Errorf("the room is %+v", v.Room)
			}
			if s, err := h.Standing(ben.ID, den); err != nil || !s.Owns() {
				t.Errorf("ben stands as %+v, %v", s, err)
			}
			mentions := uint64(1)
			if erase {
				mentions = 0
			}
			for _, l := range h.rooms(ben) {
				switch l.Room.ID {
				case den:
					if l.Mentions != mentions || l.Unread != 1+mentions {
						t.Errorf("ben has %d unread, %d mentions", l.Unread, l.Mentions)
					}
				case talk.ID:
					if l.Room.Label() != "@"+gone || l.Unread != mentions {
						t.Errorf("the conversation of two is %+v", l)
					}
				case group.ID:
					if !l.Remnant() || l.Room.Label() != fmt.Sprintf("r_%d", group.ID) {
						t.Errorf("the group is %+v", l)
					}
				}
			}
			for _, name := range []string{"@" + gone, "@Deleted" + strings.TrimPrefix(gone, "deleted")} {
				if r, err := h.Find(ben.ID, name); err != nil || r.ID != talk.ID {
					t.Errorf("ben finds the conversation %s as room %d, %v", name, r.ID, err)
				}
			}
			if _, err := h.Find(cyd.ID, "@"+gone); !errors.Is(err, room.ErrNotFound) {
				t.Errorf("who had no conversation with them finds %v", err)
			}
			if got := labels(elsewhere.Pull().Rooms); got == "" {
				t.Error("a session elsewhere was not told")
			}
			if _, err := h.Standing(ben.ID, lair); !errors.Is(err, room.ErrNotFound) {
				t.Errorf("the private room of nobody: %v", err)
			}
			if _, err := own.Say(ctx, room.Saying{Text: "still here"}); err == nil {
				t.Error("who is deleted still writes")
			}
			own.MarkRead(1)
			if err := h.Close(ctx); err != nil { // with nothing to write of who is gone
				t.Fatal(err)
			}
			if left, err := h.store.Rooms().Departing(); err != nil || len(left) != 0 {
				t.Errorf("something is left of accounts %v, %v", left, err)
			}
		})
	}
}

// Screens that show an erased message hear that it is gone.
func TestErasedMessagesGoFromScreens(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	looking, late := h.sit(ben), h.sit(ben)
	enter(t, looking, h.lobby())
	enter(t, late, h.lobby())
	for range 3 {
		h.say(ana, h.lobby(), "the treasure")
	}
	looking.Pull()
	h.deleteAccount(ana, true)
	if err := h.Depart(t.Context(), ana.ID); err != nil {
		t.Fatal(err)
	}
	gone := 0
	for _, e := range looking.Pull().Events {
		if e, ok := e.(room.Changed); ok && e.Change == room.WasDeleted && e.Message.Text == "" {
			gone++
		}
	}
	if gone != 3 {
		t.Errorf("%d messages went from the screen, want 3", gone)
	}
	for _, e := range late.Pull().Events {
		if e, ok := e.(room.Posted); ok && e.Message.Text != "" {
			t.Errorf("who pulls late is shown %q", e.Message.Text)
		}
	}
}

// A server that ended while an account was cleared away goes on with it.
func TestDeparturesAreFinishedAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana := h.person("ana")
		den := h.create(ana, "cellar").ID
		for range 40 {
			h.say(ana, den, "the treasure")
		}
		if err := h.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		h.deleteAccount(ana, true)
		h = h.reopen(h.store.Rooms())
		time.Sleep(3 * time.Second)
		if left, err := h.store.Rooms().Departing(); err != nil || len(left) != 0 {
			t.Errorf("something is left of accounts %v, %v", left, err)
		}
		got, err := h.store.Rooms().History(den, room.Range{Limit: 99})
		if err != nil || len(got) != 40 || got[0].Text != "" {
			t.Errorf("what they said is %s, %v", texts(got), err)
		}
	})
}

func TestOnesOwnWordsAreGivenAndNobodyElses(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	ctx := t.Context()
	den := h.private(ana, "lair")
	h.invite(ana, den.ID, ben, 0)
	h.join(ben, "lair")
	secret := h.say(ana, den.ID, "the treasure")
	h.reply(ben, secret, "where?")
	h.must(h.Delete(ctx, ben.ID, den.ID, h.say(ben, den.ID, "oops").Seq))
	h.say(ben, h.converse(ana, "ben").ID, "hello")
	h.say(ben, h.lobby(), "hi")
	h.say(ana, h.lobby(), "hi ben")
	said := func() map[string]*room.Message {
		t.Helper()
		all := make(map[string]*room.Message)
		err := h.SaidBy(ctx, ben.ID, func(r room.Room, m *room.Message) error {
			all[r.Label()+" "+m.Text] = m
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	all := said()
	if len(all) != 3 || all["#lair where?"] == nil || all["@ana hello"] == nil || all["#lobby hi"] == nil {
		t.Fatalf("ben has said %v", all)
	}
	if q := all["#lair where?"].Reply; q.Text != "the treasure" {
		t.Errorf("in a room that ben is in he quotes %+v", q)
	}
	if _, err := h.Leave(ctx, ben.ID, "lair"); err != nil {
		t.Fatal(err)
	}
	h.must(h.Edit(ctx, ana.ID, den.ID, secret.Seq, "the treasure is under the oak"))
	all = said()
	m := all[fmt.Sprintf("#r_%d where?", den.ID)]
	if len(all) != 3 || m == nil || *m.Reply != (room.Quote{Seq: secret.Seq, Deleted: true}) {
		t.Errorf("after leaving ben has said %v", all)
	}
	stop := errors.New("enough")
	if err := h.SaidBy(ctx, ben.ID, func(room.Room, *room.Message) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("it ended with %v", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := h.SaidBy(ended, ben.ID, func(room.Room, *room.Message) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}
