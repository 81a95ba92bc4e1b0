package ui_test

import "testing"

func TestGoingToRooms(t *testing.T) {
	tests := []struct {
		name  string
		keys  []string
		lines []string
		shows string
	}{
		{"by number", []string{"alt+2"}, nil, " #golang"},
		{"a number that no room has", []string{"alt+0"}, nil, "✗ there is no room 10; Ctrl-K lists them"},
		{"the next", []string{"alt+down"}, nil, " #golang"},
		{"the previous, around the end", []string{"alt+up"}, nil, " #ops"},
		{"Ctrl-PgDn", []string{"ctrl+pgdown"}, nil, " #golang"},
		{"back to where one came from", []string{"alt+3", "alt+2", "alt+/"}, nil, " #ops"},
		{"back from nowhere", []string{"alt+/"}, nil, "there is no room to go back to"},
		{"/go with a number", nil, []string{"/go 3"}, " #ops"},
		{"/go with a full-width number", nil, []string{"/go ３"}, " #ops"},
		{"/go with a wide space", nil, []string{"／go　３"}, " #ops"},
		{"/go with a name", nil, []string{"/go #OPS"}, " #ops"},
		{"/go with a full-width sign", nil, []string{"/前往 ＃ops"}, " #ops"},
		{"/go with part of a name looks for it", nil, []string{"/go gol"}, "> 2 #golang"},
		{"/go alone lists everything", nil, []string{"/go"}, "rooms, people, commands"},
		{"/back", []string{"alt+2"}, []string{"/back"}, " #lobby"},
		{"/next with nothing unread", nil, []string{"/next"}, "nothing is unread"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				s.press(tt.keys...)
				for _, line := range tt.lines {
					s.say(line)
				}
				s.shows(tt.shows)
				if len(p.host.asked) > 0 {
					t.Errorf("the host was asked %q", p.host.asked)
				}
			})
		})
	}
}

func TestNextUnreadPrefersMentions(t *testing.T) {
	p := newPlace()
	p.seat.rooms[1].read = 1
	p.seat.rooms[2].read, p.seat.rooms[2].mentions = 1, 1
	p.run(t, func(s *session) {
		s.press("alt+a")
		s.shows(" #golang")
	})
}

func TestALineAboutTheScreenLeavesTheComposer(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/bottom")
		s.holds("")
		s.say("/go 77")
		s.holds("/go 77")
		s.shows("✗ there is no room 77")
		s.press("ctrl+c")
		s.write("x") // with nothing typed, Up selects a message
		s.press("up", "up")
		s.holds("/bottom")
	})
}
