package ui_test

import (
	"slices"
	"testing"
	"time"

	"snug/room"
)

func TestOthersAreToldThatOneTypes(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		want := func(why string, told ...bool) {
			t.Helper()
			if got := p.seat.heard.typing; !slices.Equal(got, told) {
				t.Errorf("%s: told %v, want %v", why, got, told)
			}
		}
		want("before anything is typed")
		s.write("hel")
		want("once, not for every key", true)
		s.wait(4 * time.Second)
		s.write("lo")
		want("again after a while", true, true)
		s.press("enter")
		want("sending ends it", true, true, false)
		s.write("/who")
		want("nobody is told of commands", true, true, false)
		s.press("ctrl+u")
		s.write("x")
		s.press("alt+2")
		want("leaving the room ends it", true, true, false, true, false)
	})
}

func TestTypingIsOff(t *testing.T) {
	p := newPlace()
	p.settings = map[string]string{"typing": "off"}
	p.run(t, func(s *session) {
		s.write("hello")
		if got := p.seat.heard.typing; len(got) > 0 || p.seat.heard.hearTyping {
			t.Errorf("told %v, hears %v", got, p.seat.heard.hearTyping)
		}
	})
}

func TestWhoTypesIsShown(t *testing.T) {
	people := []room.Person{{ID: 2, Name: "alice"}, {ID: 3, Name: "wang", Display: "王小明"}, {ID: 4, Name: hostile}, {ID: 5, Name: "eve"}}
	tests := []struct {
		name  string
		who   []room.Person
		shows string
	}{
		{"one", people[:1], "alice is typing..."},
		{"two", people[:2], "alice and 王小明 are typing..."},
		{"three, one of them hostile", people[:3], "alice, 王小明 and "},
		{"more", people, "several people are typing..."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				p.seat.tell(room.News{Typing: tt.who})
				s.settle()
				s.shows(tt.shows)
				p.seat.tell(room.News{Typing: []room.Person{}})
				s.settle()
				s.hides("typing")
			})
		})
	}
}

// TestHintsGiveWayToWhoTypes holds that a hint is there whole or not at all
// when the rest of its row is taken.
func TestHintsGiveWayToWhoTypes(t *testing.T) {
	p := newPlace()
	p.cols, p.rows = 50, 20
	p.run(t, func(s *session) {
		p.seat.tell(room.News{Typing: []room.Person{{ID: 3, Name: "wang", Display: "站长老李是我"}}})
		s.settle()
		s.shows(" ^K rooms  F1 help ", " 站长老李是我 is typing...")
		s.hides("~", "Tab complete")
	})
}
