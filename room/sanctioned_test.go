package room_test

import (
	"testing"
	"testing/synctest"
	"time"

	"snug/keys"
	"snug/room"
)

// standing is what a session is told of what its person may do in a room.
func standing(t *testing.T, in room.ID, n room.News) room.Standing {
	t.Helper()
	for _, l := range n.Rooms {
		if l.Room.ID == in {
			return l.Standing
		}
	}
	t.Fatalf("room %d is not in the news %+v", in, n)
	return room.Standing{}
}

// A mute is seen at once by all sessions of the muted, wherever they look, and its
// end without anybody doing anything.
func TestAMuteIsSeenAndEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("ben")
		den := h.create(ana, "cellar").ID
		h.join(ben, "cellar")
		looking, elsewhere, owner := h.sit(ben), h.sit(ben), h.sit(ana)
		enter(t, looking, den)
		enter(t, elsewhere, h.lobby())
		enter(t, owner, den)
		h.penalize(ana, den, ben, room.Mute, time.Hour)
		for name, s := range map[string]*room.Seat{"looking": looking, "elsewhere": elsewhere} {
			if is := standing(t, den, s.Pull()); !is.In || !is.Muted.In(time.Now()) || is.Muted.Reason != "spam" {
				t.Errorf("who is %s stands as %+v", name, is)
			}
		}
		if e, ok := last(owner.Pull().Events).(room.Punished); !ok || e.Who.ID != ben.ID || e.What != room.Mute {
			t.Errorf("the others hear %+v", e)
		}
		looking.Typing(true)
		owner.HearTyping(true)
		time.Sleep(2 * time.Second)
		if n := owner.Pull(); len(n.Typing) > 0 {
			t.Errorf("the muted are said to type: %v", n.Typing)
		}
		wantRefusal(t, second(looking.Say(t.Context(), room.Saying{Text: "x"})), room.ErrDenied)
		if m := h.say(ana, den, "listen"); len(said(looking.Pull().Events)) != 1 {
			t.Errorf("the muted do not hear %+v", m)
		}

		elsewhere.Pull()
		time.Sleep(time.Hour)
		synctest.Wait()
		for name, s := range map[string]*room.Seat{"looking": looking, "elsewhere": elsewhere} {
			select {
			case <-s.Bell():
			default:
				t.Errorf("who is %s is not woken", name)
			}
			if is := standing(t, den, s.Pull()); is.Muted != (room.Standing{}).Muted {
				t.Errorf("who is %s stands as %+v afterwards", name, is)
			}
		}
		if _, err := looking.Say(t.Context(), room.Saying{Text: "x"}); err != nil {
			t.Error(err)
		}
	})
}

// The end of a mute is known after a restart, and by whoever has sat down since.
func TestAMuteOutlivesARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("ben")
		den := h.create(ana, "cellar").ID
		h.join(ben, "cellar")
		h.penalize(ana, den, ben, room.Mute, time.Hour)
		if err := h.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		h = h.reopen(h.store.Rooms())
		if l := in(t, den, h.rooms(ben)); !l.Standing.Muted.In(time.Now()) {
			t.Errorf("whoever has no session stands as %+v", l.Standing)
		}
		s := h.sit(ben)
		if is := standing(t, den, room.News{Rooms: enter(t, s, den).Rooms}); !is.Muted.In(time.Now()) {
			t.Errorf("stands as %+v", is)
		}
		time.Sleep(time.Hour + time.Second)
		synctest.Wait()
		if is := standing(t, den, s.Pull()); !is.Muted.At.IsZero() {
			t.Errorf("stands as %+v afterwards", is)
		}
	})
}

// Who is muted everywhere is so in all rooms at once, but can ask the staff.
func TestMutedEverywhereButWithTheStaff(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	boss := h.rank(h.person("boss"), keys.Moderator)
	talk, ask := h.converse(ben, "ana").ID, h.converse(ben, "boss").ID
	s := h.sit(ben)
	enter(t, s, talk)
	_, err := h.accounts().MuteAccount(t.Context(), atTheMachine, keys.AccountID(ben.ID), time.Time{}, "rude")
	if err != nil {
		t.Fatal(err)
	}
	h.Sanctioned(ben.ID)
	n := s.Pull()
	for where, want := range map[room.ID]bool{h.lobby(): true, talk: true, ask: false} {
		if is := standing(t, where, n); is.Muted.In(time.Now()) != want {
			t.Errorf("in room %d ben stands as %+v", where, is)
		}
	}
	h.say(ben, ask, "why?")
	h.rank(boss, keys.Member)
	if is := standing(t, ask, s.Pull()); !is.Muted.In(time.Now()) {
		t.Errorf("with somebody who is not of the staff any more ben stands as %+v", is)
	}
	if _, err := h.accounts().UnmuteAccount(t.Context(), atTheMachine, keys.AccountID(ben.ID), ""); err != nil {
		t.Fatal(err)
	}
	h.Sanctioned(ben.ID)
	if is := standing(t, talk, s.Pull()); !is.Muted.At.IsZero() {
		t.Errorf("stands as %+v afterwards", is)
	}
	h.Sanctioned(ana.ID) // has no session
}

// A lockdown and its end are seen by all sessions; it spares the staff, whom they
// trust, and what is said to the staff.
func TestALockdownIsSeenAndEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben, cyd := h.person("ana"), h.person("ben"), h.person("cyd")
		boss := h.rank(h.person("boss"), keys.Moderator)
		ask := h.converse(ben, "boss").ID
		seats := map[string]*room.Seat{}
		for _, who := range []room.Person{ana, ben, cyd, boss} {
			seats[who.Name] = h.sit(who)
			enter(t, seats[who.Name], h.lobby())
		}
		pull := func(name string) room.Standing { return standing(t, h.lobby(), seats[name].Pull()) }
		if _, err := h.accounts().Trust(t.Context(), atTheMachine, keys.AccountID(cyd.ID), true, ""); err != nil {
			t.Fatal(err)
		}
		h.Sanctioned(cyd.ID)
		until := time.Now().Add(time.Hour)
		if _, err := h.accounts().SetLockdown(t.Context(), atTheMachine, keys.ReadOnly, until, "raid"); err != nil {
			t.Fatal(err)
		}
		h.Sanctioned(0)
		bens := seats["ben"].Pull()
		if is := standing(t, h.lobby(), bens); !is.Lockdown || !is.LockdownUntil.Equal(until) {
			t.Errorf("ben stands as %+v", is)
		}
		if is := standing(t, ask, bens); is.Lockdown {
			t.Errorf("with the staff ben stands as %+v", is)
		}
		for _, name := range []string{"cyd", "boss"} {
			if is := pull(name); is.Lockdown {
				t.Errorf("%s stands as %+v", name, is)
			}
		}
		wantRefusal(t, second(seats["ana"].Say(t.Context(), room.Saying{Text: "x"})), room.ErrLimited)
		if a := h.Activity(); a.Refused != 1 {
			t.Errorf("%d messages were turned away", a.Refused)
		}
		if l := in(t, h.lobby(), h.rooms(ana)); !l.Standing.Lockdown {
			t.Errorf("ana is told %+v", l.Standing)
		}
		time.Sleep(time.Hour + time.Second)
		synctest.Wait()
		if is := pull("ben"); is.Lockdown {
			t.Errorf("afterwards ben stands as %+v", is)
		}
		h.say(ana, h.lobby(), "again")
	})
}

// Of what was decided many times at once the last is seen.
func TestTheLastDecisionIsSeen(t *testing.T) {
	h := openHouse(t)
	ben := h.person("ben")
	s := h.sit(ben)
	enter(t, s, h.lobby())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			h.Sanctioned(ben.ID)
			h.Sanctioned(0)
		}
	}()
	for range 10 {
		if _, err := h.accounts().MuteAccount(t.Context(), atTheMachine, keys.AccountID(ben.ID), time.Time{}, ""); err != nil {
			t.Fatal(err)
		}
		h.Sanctioned(ben.ID)
		if _, err := h.accounts().UnmuteAccount(t.Context(), atTheMachine, keys.AccountID(ben.ID), ""); err != nil {
			t.Fatal(err)
		}
		h.Sanctioned(ben.ID)
	}
	<-done
	if l := in(t, h.lobby(), h.rooms(ben)); !l.Standing.Muted.At.IsZero() {
		t.Errorf("ben stands as %+v", l.Standing)
	}
}
