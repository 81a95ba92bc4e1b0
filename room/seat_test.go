package room_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"snug/room"
)

// Whatever is being said while somebody enters is either in the backlog or in
// the first Pull behind it, never in both and never in neither.
func TestReplayMeetsLiveWithoutGapOrDuplicate(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	lobby := h.lobby()

	ctx, stop := context.WithCancel(t.Context())
	var talk sync.WaitGroup
	for range 4 {
		talk.Go(func() {
			for ctx.Err() == nil {
				h.say(ana, lobby, "and another thing")
			}
		})
	}
	for range 40 {
		s := h.sit(ben)
		v := enter(t, s, lobby)
		var got []uint64
		for _, m := range v.Recent {
			got = append(got, m.Seq)
		}
		for len(got) < len(v.Recent)+20 {
			<-s.Bell()
			n := s.Pull()
			if n.Lost {
				t.Fatal("a reader that keeps up was told that it lost events")
			}
			got = append(got, said(n.Events)...)
		}
		for i := 1; i < len(got); i++ {
			if got[i] != got[i-1]+1 {
				t.Fatalf("message %d is followed by %d (backlog of %d)", got[i-1], got[i], len(v.Recent))
			}
		}
		s.Close()
	}
	stop()
	talk.Wait()
}

// pausedStore lets a test do something in the middle of a read.
type pausedStore struct {
	room.Store
	onHistory, onMemberships, onMentions func()
}

func (p *pausedStore) Mentions(who room.UserID) (map[room.ID][]uint64, error) {
	m, err := p.Store.Mentions(who)
	if f := p.onMentions; f != nil {
		p.onMentions = nil
		f()
	}
	return m, err
}

func (p *pausedStore) History(in room.ID, q room.Range) ([]*room.Message, error) {
	m, err := p.Store.History(in, q)
	if f := p.onHistory; f != nil {
		p.onHistory = nil
		f()
	}
	return m, err
}

func (p *pausedStore) Memberships(who room.UserID) (map[room.ID]room.Membership, error) {
	ids, err := p.Store.Memberships(who)
	if f := p.onMemberships; f != nil {
		p.onMemberships = nil
		f()
	}
	return ids, err
}

func TestWhatIsSaidWhileTheBacklogIsReadIsShown(t *testing.T) {
	for _, during := range []int{1, 300, 600} { // 600: more than the ring holds
		t.Run(fmt.Sprintf("%d messages", during), func(t *testing.T) {
			var p *pausedStore
			h := openHouseWith(t, func(s room.Store) room.Store {
				p = &pausedStore{Store: s}
				return p
			})
			ana := h.person("ana")
			r := h.create(ana, "cellar")
			p.onHistory = func() {
				for range during {
					h.say(ana, r.ID, "meanwhile")
				}
			}
			s := h.sit(ana)
			v := enter(t, s, r.ID)
			if got, want := len(v.Recent), min(during, room.Backlog); got != want {
				t.Fatalf("backlog has %d messages, want %d", got, want)
			}
			if last := v.Recent[len(v.Recent)-1].Seq; last != uint64(during) {
				t.Errorf("newest of the backlog = %d, want %d", last, during)
			}
		})
	}
}

func TestJoinWhileMembershipsAreReadIsKept(t *testing.T) {
	var p *pausedStore
	h := openHouseWith(t, func(s room.Store) room.Store {
		p = &pausedStore{Store: s}
		return p
	})
	ana, ben := h.person("ana"), h.person("ben")
	gained, lost := h.create(ana, "gained"), h.create(ana, "lost")
	if _, err := h.Join(t.Context(), ben.ID, "lost"); err != nil {
		t.Fatal(err)
	}
	p.onMemberships = func() {
		if _, err := h.Join(t.Context(), ben.ID, "gained"); err != nil {
			t.Error(err)
		}
		if _, err := h.Leave(t.Context(), ben.ID, "lost"); err != nil {
			t.Error(err)
		}
	}
	s := h.sit(ben)
	enter(t, s, gained.ID)
	_, err := s.Enter(t.Context(), lost.ID)
	wantRefusal(t, err, room.ErrDenied)
}

func TestSlowReaderFallsOffAndReloads(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	lobby := h.lobby()
	s := h.sit(ana)
	enter(t, s, lobby)
	for range 600 {
		h.say(ana, lobby, "on and on")
	}
	if n := s.Pull(); !n.Lost || len(n.Events) != 0 {
		t.Fatalf("after 600 unread messages: lost %v with %d events, want lost with none", n.Lost, len(n.Events))
	}
	v := enter(t, s, lobby)
	if last := v.Recent[len(v.Recent)-1].Seq; last != 600 {
		t.Errorf("newest after the reload = %d, want 600", last)
	}
	h.say(ana, lobby, "one more")
	if got := said(s.Pull().Events); len(got) != 1 || got[0] != 601 {
		t.Errorf("after the reload came %v, want [601]", got)
	}
}

func TestNothingIsHeardAfterLeaving(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	r := h.create(ana, "cellar")
	if _, err := h.Join(t.Context(), ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	s := h.sit(ben)
	enter(t, s, r.ID)
	h.say(ana, r.ID, "before")
	if _, err := h.Leave(t.Context(), ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	h.say(ana, r.ID, "after, and private")

	n := s.Pull()
	if got := said(n.Events); len(got) != 1 {
		t.Errorf("heard messages %v, want only the one before leaving", got)
	}
	if _, ok := n.Events[len(n.Events)-1].(room.Left); !ok {
		t.Errorf("last event is %T, want the leaving itself", n.Events[len(n.Events)-1])
	}
	if n := s.Pull(); len(n.Events) > 0 {
		t.Errorf("a second pull brought %v", n.Events)
	}
	_, err := s.Before(t.Context(), r.ID, 99, 10)
	wantRefusal(t, err, room.ErrDenied)
	_, err = s.Say(t.Context(), room.Saying{Text: "still here"})
	wantRefusal(t, err, room.ErrDenied)
}

func TestSessionsOfOneAccountShareRoomsAndMarks(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	r := h.create(ana, "cellar")
	h.say(ana, r.ID, "one")
	h.say(ana, r.ID, "two")

	desk, phone := h.sit(ben), h.sit(ben)
	enter(t, desk, h.lobby())
	enter(t, phone, h.lobby())
	if _, err := h.Join(t.Context(), ben.ID, "cellar"); err != nil {
		t.Fatal(err)
	}
	unread := func(s *room.Seat) uint64 {
		t.Helper()
		<-s.Bell()
		for _, l := range s.Pull().Rooms {
			if l.Room.ID == r.ID {
				return l.Unread
			}
		}
		t.Fatal("the joined room is not in the list")
		return 0
	}
	if d, p := unread(desk), unread(phone); d != 2 || p != 2 {
		t.Fatalf("unread after joining: %d and %d, want 2 and 2", d, p)
	}
	enter(t, desk, r.ID)
	desk.MarkRead(2)
	desk.MarkRead(1) // a mark never moves back
	if p := unread(phone); p != 0 {
		t.Errorf("unread on the other session = %d after reading, want 0", p)
	}
	v := enter(t, phone, r.ID)
	if v.Read != 2 {
		t.Errorf("read mark = %d, want 2", v.Read)
	}
}

func TestMarksOutliveTheBroker(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	for range 3 {
		h.say(ana, h.lobby(), "hm")
	}
	s := h.sit(ana)
	enter(t, s, h.lobby())
	s.MarkRead(2)
	s.MarkRead(99) // past the end: cut to what exists
	s.Close()
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	marks, err := h.store.Rooms().Marks(ana.ID)
	if err != nil || marks[h.lobby()] != 3 {
		t.Errorf("stored mark = %d, %v; want 3", marks[h.lobby()], err)
	}
}

func TestOneBellForManyEvents(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	s := h.sit(ana)
	enter(t, s, h.lobby())
	for range 10 {
		h.say(ana, h.lobby(), "hm")
	}
	<-s.Bell()
	if got := len(said(s.Pull().Events)); got != 10 {
		t.Errorf("one pull brought %d messages, want 10", got)
	}
	select {
	case <-s.Bell():
		if n := s.Pull(); len(said(n.Events)) > 0 {
			t.Errorf("a message came twice: %v", n.Events)
		}
	case <-time.After(0):
	}
}
