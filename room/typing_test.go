package room_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

// A listener hears of who types.
type listener struct {
	*room.Seat
	told  int // times that there was anything about typing
	typed []room.Person
}

func (l *listener) listen() string {
	synctest.Wait()
	select {
	case <-l.Bell():
		if n := l.Pull(); n.Typing != nil {
			l.typed = n.Typing
			l.told++
		}
	default:
	}
	out := ""
	for _, p := range l.typed {
		out += p.Name + " "
	}
	return out
}

func TestTypingIsToldAndForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		lobby := h.lobby()
		sit := func(name string) *listener {
			l := &listener{Seat: h.sit(h.person(name))}
			l.HearTyping(true)
			enter(t, l.Seat, lobby)
			return l
		}
		ana, ben, cyd, deaf := sit("ana"), sit("ben"), sit("cyd"), sit("dan")
		deaf.HearTyping(false)
		time.Sleep(5 * time.Second)
		hears := func(when string, l *listener, want string) {
			t.Helper()
			if got := l.listen(); got != want {
				t.Errorf("%s: %s hears that %q type, want %q", when, l.Person().Name, got, want)
			}
		}
		ana.Typing(true)
		hears("at once", ben, "ana ")
		hears("at once", ana, "")
		hears("at once", deaf, "")
		time.Sleep(time.Second)
		ben.Typing(true)
		hears("a second later", cyd, "ana ben ")
		hears("a second later", ana, "ben ")
		time.Sleep(4900 * time.Millisecond)
		ana.Typing(true)
		hears("before ana is forgotten", cyd, "ana ben ")
		time.Sleep(3 * time.Second)
		hears("ben is forgotten", cyd, "ana ")
		time.Sleep(4 * time.Second)
		hears("all are forgotten", cyd, "")
		hears("all are forgotten", ana, "")

		ana.Typing(true)
		time.Sleep(time.Second)
		hears("again", cyd, "ana ")
		h.must(ana.Say(t.Context(), room.Saying{Text: "done"}))
		time.Sleep(time.Second)
		hears("what was typed was said", cyd, "")
		ana.Typing(true)
		time.Sleep(time.Second)
		hears("again", cyd, "ana ")
		ana.Close()
		time.Sleep(time.Second)
		hears("who typed went", cyd, "")
		if deaf.told > 0 {
			t.Errorf("who does not want to hear of it was told %d times", deaf.told)
		}
	})
}

// Whoever types without end must not redraw everybody's screen for every key.
func TestTypingIsToldAtMostOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, eve := h.sit(h.person("ana")), h.sit(h.person("eve"))
		enter(t, ana, h.lobby())
		enter(t, eve, h.lobby())
		ana.HearTyping(true)
		l := &listener{Seat: ana}
		time.Sleep(5 * time.Second)
		l.listen()
		rings := 0
		for i := range 100 {
			eve.Typing(i%2 == 0)
			time.Sleep(50 * time.Millisecond)
			synctest.Wait()
			select {
			case <-ana.Bell():
				rings++
				ana.Pull()
			default:
			}
		}
		if rings < 1 || rings > 6 {
			t.Errorf("5 s of typing rang %d times, want 6 at most", rings)
		}
	})
}

func TestTypingStaysInItsRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben, eve := h.person("ana"), h.person("ben"), h.person("eve")
		den := h.cellar(ana, ben)
		writer, reader, outsider := h.sit(ana), &listener{Seat: h.sit(ben)}, &listener{Seat: h.sit(eve)}
		reader.HearTyping(true)
		outsider.HearTyping(true)
		enter(t, writer, den)
		enter(t, reader.Seat, den)
		enter(t, outsider.Seat, h.lobby())
		time.Sleep(5 * time.Second)
		writer.Typing(true)
		if got := reader.listen(); got != "ana " {
			t.Errorf("in the room %q type, want ana", got)
		}
		outsider.listen()
		enter(t, writer, h.lobby())
		time.Sleep(time.Second)
		if got := reader.listen(); got != "" {
			t.Errorf("after she went elsewhere %q type, want nobody", got)
		}
		if outsider.listen(); outsider.told > 0 {
			t.Errorf("outside the room %v were heard to type", outsider.typed)
		}
		// Whoever comes in hears of who types already.
		writer.Typing(true)
		time.Sleep(2 * time.Second)
		late := &listener{Seat: h.sit(ben)}
		late.HearTyping(true)
		enter(t, late.Seat, h.lobby())
		if got := late.listen(); got != "ana " {
			t.Errorf("coming in late one hears that %q type, want ana", got)
		}
		// Whoever is ignored is not heard, and is heard again afterwards.
		ignore := func(on bool, want string) {
			t.Helper()
			if _, err := h.Ignore(t.Context(), ben.ID, "ana", on); err != nil {
				t.Fatal(err)
			}
			writer.Typing(true)
			if got := late.listen(); got != want {
				t.Errorf("ignoring is %v: %q type, want %q", on, got, want)
			}
		}
		ignore(true, "")
		ignore(false, "ana ")
	})
}

// Entering a room ends what is typed, which wants the broker's lock, while
// other sessions of the same person come and go under it. It must not wait for
// them with a lock that they want.
func TestEnteringWhileTypingWaitsForNobody(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	den := h.create(ana, "den").ID
	seat := h.sit(ana)
	var others sync.WaitGroup
	done := make(chan struct{})
	others.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			if s, err := h.Sit(ana, room.SitOptions{}); err == nil {
				s.Close()
			}
		}
	})
	for range 2000 {
		enter(t, seat, den)
		seat.Typing(true)
		enter(t, seat, h.lobby())
		seat.Typing(true)
	}
	close(done)
	others.Wait()
}
