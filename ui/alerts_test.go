package ui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

const bell = "\a"

// calls has somebody name the person in another room.
func (p *place) calls(text string, mentions ...room.UserID) {
	m := &room.Message{ID: room.NewCommandID(), Room: 2, Seq: 9, At: now, Author: room.Person{ID: 9, Name: "eve"}, Text: text, Mentions: mentions}
	p.seat.tell(room.News{Calls: []*room.Message{m}})
}

// posts has somebody say something in the room on the screen.
func (p *place) posts(who room.UserID, text string, mentions ...room.UserID) {
	p.seat.mu.Lock()
	m := p.seat.entered.append(&room.Message{At: now, Author: room.Person{ID: who, Name: "eve"}, Text: text, Mentions: mentions})
	p.seat.mu.Unlock()
	p.seat.tell(room.News{Events: []room.Event{room.Posted{Message: m}}})
}

func TestBell(t *testing.T) {
	tests := []struct {
		name     string
		settings map[string]string
		level    room.Level
		do       func(p *place, s *session)
		want     int
	}{
		{"a mention while the terminal has lost the focus", nil, room.Mentions, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.calls("@you", 1)
		}, 1},
		{"a mention in the room on the screen", nil, room.Mentions, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.posts(9, "@you", 1)
		}, 1},
		{"not while one looks", nil, room.Mentions, func(p *place, s *session) {
			s.send(tea.FocusMsg{})
			s.wait(time.Hour)
			p.calls("@you", 1)
		}, 0},
		{"without focus reports, a minute after the last key", nil, room.Mentions, func(p *place, s *session) {
			s.press("a")
			s.wait(61 * time.Second)
			p.calls("@you", 1)
		}, 1},
		{"without focus reports, right after a key", nil, room.Mentions, func(p *place, s *session) {
			s.wait(time.Hour)
			s.press("a")
			p.calls("@you", 1)
		}, 0},
		{"a key ends the looking elsewhere", nil, room.Mentions, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			s.send(tea.FocusMsg{})
			p.calls("@you", 1)
		}, 0},
		{"twice within five seconds", nil, room.Mentions, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			for range 10 {
				p.calls("@you", 1)
				s.wait(time.Second)
			}
		}, 2},
		{"of something that names nobody", nil, room.Mentions, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.calls("hello")
		}, 0},
		{"of everything", map[string]string{"bell": "all"}, room.All, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.posts(9, "hello")
		}, 1},
		{"off", map[string]string{"bell": "off"}, room.All, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.posts(9, "@you", 1)
		}, 0},
		{"in a room that is to be quiet", map[string]string{"bell": "all"}, room.None, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.posts(9, "@you", 1)
		}, 0},
		{"by somebody ignored", map[string]string{"bell": "all"}, room.All, func(p *place, s *session) {
			p.seat.tell(room.News{Ignored: []room.UserID{9}})
			s.send(tea.BlurMsg{})
			p.posts(9, "@you", 1)
		}, 0},
		{"taken back before it was heard", map[string]string{"bell": "all"}, room.All, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.seat.mu.Lock()
			m := p.seat.entered.append(&room.Message{At: now, Deleted: now, Author: room.Person{ID: 9, Name: "eve"}})
			p.seat.mu.Unlock()
			p.seat.tell(room.News{Events: []room.Event{room.Posted{Message: m}}})
		}, 0},
		{"one's own", map[string]string{"bell": "all"}, room.All, func(p *place, s *session) {
			s.send(tea.BlurMsg{})
			p.posts(1, "@you", 1)
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.settings = tt.settings
			p.seat.rooms[0].level = tt.level
			p.run(t, func(s *session) {
				tt.do(p, s)
				s.settle()
				if got := strings.Count(strings.Join(s.effects, ""), bell); got != tt.want {
					t.Errorf("%d bells, want %d: %q", got, tt.want, s.effects)
				}
			})
		})
	}
}

func TestNotification(t *testing.T) {
	tests := []struct{ setting, want string }{
		{"off", ""},
		{"osc9", "\x1b]9;eve in #ops: look, here[2J 你好\a"},
		{"osc777", "\x1b]777;notify;eve in #ops;look, here[2J 你好\a"},
		{"osc99", "\x1b]99;i=snug:d=0;eve in #ops\x1b\\\x1b]99;i=snug:p=body;look, here[2J 你好\x1b\\"},
	}
	for _, tt := range tests {
		t.Run(tt.setting, func(t *testing.T) {
			p := newPlace()
			p.settings = map[string]string{"alert": tt.setting, "bell": "off"}
			p.run(t, func(s *session) {
				s.send(tea.BlurMsg{})
				for range 4 { // within the gap
					p.calls("look; here\x1b[2J 你好", 1)
					s.settle()
				}
				if got := strings.Join(s.effects, ""); got != tt.want {
					t.Errorf("the terminal was sent %q, want %q", got, tt.want)
				}
			})
		})
	}
}

func TestNotificationHidesSpoilers(t *testing.T) {
	p := newPlace()
	p.settings = map[string]string{"alert": "osc9", "bell": "off"}
	p.run(t, func(s *session) {
		s.send(tea.BlurMsg{})
		p.calls("the end: ||everybody lives||", 1)
		s.settle()
		got := strings.Join(s.effects, "")
		if !strings.Contains(got, "the end: ") || strings.Contains(got, "lives") {
			t.Errorf("the terminal was sent %q", got)
		}
	})
}

func TestComingBackMarksAsRead(t *testing.T) {
	for name, back := range map[string]tea.Msg{"by the focus": tea.FocusMsg{}, "by a key": key("a")} {
		t.Run(name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				if name == "by the focus" {
					s.send(tea.BlurMsg{})
				}
				s.wait(2 * time.Minute)
				m := p.seat.post(9, "while you were out")
				s.settle()
				if p.seat.marked >= m.Seq {
					t.Error("it was read by nobody")
				}
				s.send(back)
				if p.seat.marked != m.Seq {
					t.Errorf("read up to %d, want %d", p.seat.marked, m.Seq)
				}
			})
		})
	}
}
