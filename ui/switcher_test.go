package ui_test

import (
	"testing"

	"snug/room"
	"snug/ui"
)

func TestSwitcher(t *testing.T) {
	tests := []struct {
		name  string
		typed string
		keys  []string
		shows string
		asked string
	}{
		{"part of a name", "gol", []string{"enter"}, " #golang", ""},
		{"a number", "3", []string{"enter"}, " #ops", ""},
		{"full-width digits", "３", []string{"enter"}, " #ops", ""},
		{"a topic", "deploy", []string{"enter"}, " #ops", ""},
		{"a person is written to", "ali", []string{"enter"}, " #lobby", "dm open alice"},
		{"a person by pinyin", "zhanzhang", []string{"enter"}, " #lobby", "dm open wang"},
		{"a person who is not here", "@nobody", []string{"enter"}, " #lobby", "dm open nobody"},
		{"no name behind the sign", "@", []string{"enter"}, " #lobby", "dm open user0"},
		{"a command is begun", "who", []string{"enter"}, " > /who", ""},
		{"a room that one is not in", "#rust", []string{"enter"}, " #lobby", "join #rust"},
		{"nothing", "no/thing", []string{"enter"}, "nothing is called that", ""},
		{"Down goes on to the next", "", []string{"down", "enter"}, " #golang", ""},
		{"Esc stays", "gol", []string{"esc"}, " #lobby", ""},
	}
	for _, key := range []string{"ctrl+k", "alt+k"} {
		for _, tt := range tests {
			t.Run(key+" "+tt.name, func(t *testing.T) {
				p := newPlace()
				p.run(t, func(s *session) {
					s.press(key)
					s.shows("go to:", "rooms, people, commands")
					s.write(tt.typed)
					s.press(tt.keys...)
					s.shows(tt.shows)
					if tt.asked == "" && len(p.host.asked) > 0 || tt.asked != "" && (len(p.host.asked) != 1 || p.host.asked[0] != tt.asked) {
						t.Errorf("the host was asked %q, want %q", p.host.asked, tt.asked)
					}
				})
			})
		}
	}
}

func TestSwitcherListsWhatWantsAttentionFirst(t *testing.T) {
	p := newPlace()
	p.seat.rooms[1].read = 1
	p.seat.rooms[2].read, p.seat.rooms[2].mentions = 1, 1
	p.run(t, func(s *session) {
		s.press("ctrl+k")
		s.shows("> 2 #golang", "1 new, 1 for you", "3 #ops")
		s.press("enter")
		s.shows(" #golang")
	})
}

func TestSwitcherKeepsWhatWasBeingWritten(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("hello ")
		s.press("ctrl+k")
		s.write("/who")
		s.press("enter")
		s.holds("/who ")
		s.press("esc", "ctrl+y")
		s.holds("/who hello ")
		s.press("ctrl+k")
		s.pasted("gol\nang")
		s.press("enter")
		s.shows(" #golang")
	})
}

func TestJoiningFromTheSwitcherKeepsTheDraft(t *testing.T) {
	p := newPlace()
	p.host.replies["join #rust"] = ui.Reply{Text: "joined #rust"}
	p.run(t, func(s *session) {
		s.write("half a thought")
		s.press("ctrl+k")
		s.write("rust")
		s.press("enter")
		s.shows("joined #rust")
		s.holds("half a thought")
	})
}

// What is said in a group by mistake cannot be taken back from its readers.
func TestANameInFullIsThePersonNotAGroupWithThem(t *testing.T) {
	for typed, want := range map[string]string{"bob": "> 6 @鲍勃", "鲍勃": "> 6 @鲍勃", "baobo": "> 6 @鲍勃", "ann bob": "> 7 @ann, @鲍勃"} {
		inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
			group := seat.rooms[7]
			group.read, group.mentions, seat.rooms[5].read = 0, 1, seat.rooms[5].Last
			seat.tell(room.News{Rooms: seat.listings()})
			s.settle()
			s.press("ctrl+k")
			s.write(typed)
			s.shows(want)
		})
	}
}

func TestAFewLettersMeanARoomBeforeACommand(t *testing.T) {
	p := newPlace()
	p.seat.rooms = append(p.seat.rooms, &fakeRoom{Room: room.Room{ID: 4, Name: "backshore"}})
	p.run(t, func(s *session) {
		s.press("ctrl+k")
		s.write("ho")
		s.shows("> 2 #backshore", "  /who")
	})
}
