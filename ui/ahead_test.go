package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/ui"
	"snug/ui/screen"
)

// burst is what one read held: the model sees all of it before anything else.
func (s *session) burst(keys ...string) {
	for _, k := range keys {
		s.update(key(k))
	}
	s.settle()
}

func TestWhatIsTypedAheadIsForTheRoomThatIsEntered(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		said []string
	}{
		{"a line", []string{"alt+2", "h", "i", "enter"}, []string{"golang: hi"}},
		{"through two rooms", []string{"alt+2", "a", "enter", "alt+3", "b", "enter"}, []string{"golang: a", "ops: b"}},
		{"a line before it is said here", []string{"x", "enter", "alt+2", "y", "enter"}, []string{"lobby: x", "golang: y"}},
		{"Ctrl-C forgets it", []string{"alt+2", "h", "i", "ctrl+c", "enter"}, nil},
		{"back to the same room", []string{"alt+2", "alt+1", "h", "enter"}, []string{"lobby: h"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				s.burst(tt.keys...)
				got := p.said()
				slices.Sort(got)
				want := slices.Sorted(slices.Values(tt.said))
				if !slices.Equal(got, want) {
					t.Errorf("said %q, want %q", got, want)
				}
			})
		})
	}
}

func TestWhatIsTypedBeforeTheFirstRoomWaits(t *testing.T) {
	p := newPlace()
	p.seat.sayErr = nil
	chat := ui.Chat{Seat: p.seat, Host: p.host, Room: lobby}
	inSession(t, ui.Config{Chat: chat}, 80, 24, func(s *session) {
		s.burst("alt+2")
		s.shows(" #golang")
	})
}

func TestTypingAheadIsBounded(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.update(key("alt+2"))
		for range 10_000 {
			s.update(tea.KeyPressMsg{Code: 'x', Text: "x"})
		}
		s.settle()
		s.shows("✗ too much was typed before the room was there")
		s.holds(strings.Repeat("x", 500))
		s.press("ctrl+c")
		s.update(key("alt+3"))
		for range 100 {
			s.update(screen.Paste{Text: strings.Repeat("y", 1000)})
		}
		s.settle()
		s.holds(strings.Repeat("y", 4096))
	})
}

func TestNothingIsLostWhenTheRoomCannotBeEntered(t *testing.T) {
	p := newPlace()
	p.host.replies["join #gone"] = ui.Reply{Enter: 99}
	p.run(t, func(s *session) {
		s.write("/join #gone")
		s.burst("enter", "h", "i")
		s.shows("#lobby")
		s.holds("hi")
	})
}

func TestWhatWasMeantForARoomThatRefusesIsNotSaidElsewhere(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		p.seat.mu.Lock()
		p.seat.rooms = slices.DeleteFunc(p.seat.rooms, func(r *fakeRoom) bool { return r.Name == "golang" }) // one was put out, and the list is old
		p.seat.mu.Unlock()
		s.update(key("alt+2"))
		s.update(screen.Paste{Text: "hi "})
		s.burst("y", "o", "u", "enter", "esc", "d", "y")
		s.shows("#lobby", "✗ there is no such room")
		s.holds("hi youdy")
		if got := p.said(); len(got) > 0 {
			t.Errorf("what was meant for another room was said: %q", got)
		}
	})
}

// marker is a seat that notes which room was on the screen when what was read.
type marker struct {
	*fakeSeat
	marks []string
}

func (m *marker) MarkRead(seq uint64) {
	m.fakeSeat.MarkRead(seq)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.marks = append(m.marks, fmt.Sprintf("%s %d", m.entered.Name, seq))
}

func TestWhatWasReadIsToldBeforeTheRoomIsLeft(t *testing.T) {
	seat := &marker{fakeSeat: threeRooms()}
	chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}
	inSession(t, ui.Config{Chat: chat}, 80, 24, func(s *session) {
		s.send(tea.BlurMsg{})
		said := seat.post(9, "one more")
		s.settle()
		seat.marks = nil
		s.update(tea.FocusMsg{})
		s.update(key("alt+2"))
		s.settle()
		s.shows(" #golang | the language")
		if want := fmt.Sprintf("lobby %d", said.Seq); len(seat.marks) == 0 || seat.marks[0] != want {
			t.Errorf("read was %q, want %q first", seat.marks, want)
		}
	})
}
