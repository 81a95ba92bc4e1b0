package ui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"snug/room"
	"snug/ui/screen"
)

// chosen is the rows of the screen that are marked as chosen.
func (s *session) chosen() string {
	s.t.Helper()
	var out []string
	for _, row := range s.m.Frame().Rows {
		for _, seg := range row {
			if strings.HasPrefix(seg.Text, "\x1b[7m") {
				out = append(out, strings.TrimSpace(ansi.Strip(seg.Text)))
			}
		}
	}
	return strings.Join(out, "\n")
}

// wantChosen fails the test unless one message is chosen, with this text.
func (s *session) wantChosen(text string) {
	s.t.Helper()
	if got := s.chosen(); !strings.Contains(got, text) {
		s.t.Errorf("chosen is %q, want %q:\n%s", got, text, s.text())
	}
}

func TestChoosingMovesThroughTheMessages(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(500, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("esc")
		s.wantChosen("message 500")
		s.shows("Esc back")
		for _, step := range []struct{ key, want string }{
			{"up", "message 499"},
			{"k", "message 498"},
			{"j", "message 499"},
			{"g", "message 1"},
			{"down", "message 2"},
			{"G", "message 500"},
			{"home", "message 1"},
			{"end", "message 500"},
		} {
			s.press(step.key)
			s.wantChosen(step.want)
			s.wantConsecutive(s.numbers())
		}
		s.press("pgup", "b")
		got := s.numbers()
		if len(got) == 0 || got[len(got)-1] > 490 {
			t.Errorf("two pages up the screen shows %v", got)
		}
		s.press("G", "down")
		if s.chosen() != "" {
			t.Error("below the last message the mode goes on")
		}
	})
}

func TestChoosingWalksThroughTheWholeHistory(t *testing.T) {
	const all = 900
	seat := newFakeSeat(newLobby().fill(all, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("esc")
		for n := all; n > 1; n-- {
			s.press("up")
		}
		s.wantChosen("message 1")
		s.shows("start of #lobby")
		s.press("up", "up")
		s.wantChosen("message 1")
	})
}

func TestCursorStandsOnTheChosenMessage(t *testing.T) {
	for _, n := range []int{1, 5, 300} {
		seat := newFakeSeat(newLobby().fill(n, now))
		inChat(t, seat, 80, 24, func(s *session) {
			s.press("esc", "up")
			f := s.m.Frame()
			var at string
			for _, seg := range f.Rows[f.Cursor.Row] {
				at += seg.Text
			}
			if !strings.Contains(at, "\x1b[7m") || f.Cursor.Hidden {
				t.Errorf("%d messages: the cursor is in row %d, which is %q", n, f.Cursor.Row, at)
			}
		})
	}
}

func TestTypingLeavesTheChoice(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(20, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("esc")
		s.write("hello")
		s.shows(" > hello")
		if s.chosen() != "" {
			t.Error("a message is still chosen")
		}
		s.press("ctrl+c", "esc")
		s.send(screen.Paste{Text: "pasted"})
		s.shows(" > pasted")
		s.write(" 你好")
		s.shows(" > pasted 你好")
	})
}

func TestUpWithNothingTypedChoosesOnesOwn(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(20, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("tpyo")
		seat.post(2, "something else")
		s.settle()
		s.press("up")
		s.wantChosen("tpyo")
		s.shows("e edit")
		s.press("e")
		s.shows(" > tpyo")
		s.press("ctrl+c")
	})
}

func TestDeeds(t *testing.T) {
	tests := []struct {
		name  string
		own   bool
		keys  []string
		shows []string
		hides []string
	}{
		{"thumbs up", false, []string{"+"}, []string{"[:+1: 1]"}, nil},
		{"thumbs up, full width", false, []string{"＋"}, []string{"[:+1: 1]"}, nil},
		{"thumbs up taken back", false, []string{"+", "+"}, nil, []string{":+1: 1"}},
		{"emoji by name", false, []string{":", "t", "a", "d", "a", "enter"}, []string{"[:tada: 1]"}, nil},
		{"pin", false, []string{"p"}, []string{"(pinned)", "/pins lists"}, nil},
		{"delete, confirmed", true, []string{"d", "y"}, []string{"(deleted)"}, []string{"the last words"}},
		{"delete, not confirmed", true, []string{"d", "enter"}, []string{"the last words", "nothing was done"}, []string{"(deleted)"}},
		{"delete what another said", false, []string{"d"}, []string{"✗ only what you said yourself can be deleted", "the last words"}, []string{"y/N"}},
		{"edit what another said", false, []string{"e"}, []string{"✗ only what you said yourself in the last 15 minutes"}, nil},
		{"reply", false, []string{"r"}, []string{"reply to user2"}, nil},
		{"reply from the menu", false, []string{"enter", "enter"}, []string{"reply to user2"}, nil},
		{"menu", false, []string{"enter"}, []string{"message of user2", "copy the text", "pin, or take"}, []string{"e  edit", "d  delete"}},
		{"menu of one's own", true, []string{"enter"}, []string{"e  edit", "d  delete"}, nil},
		{"information", false, []string{"i"}, []string{"Message 6 of #lobby", "seen by alice"}, nil},
		{"links", false, []string{"o"}, []string{"https://example.com/d/42"}, nil},
		{"search", false, []string{"/"}, []string{"search:"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat := newFakeSeat(newLobby().fill(5, now))
			inChat(t, seat, 80, 24, func(s *session) {
				who := room.UserID(2)
				if tt.own {
					who = seat.me.ID
				}
				seat.post(who, "the last words https://example.com/d/42")
				s.settle()
				s.press("esc")
				s.press(tt.keys...)
				s.shows(tt.shows...)
				s.hides(tt.hides...)
			})
		})
	}
}

func TestCopying(t *testing.T) {
	tests := []struct{ key, want string }{
		{"y", "**bold** and text"},
		{"Y", "ssh://chat.example.com/#m_"},
	}
	for _, tt := range tests {
		seat := newFakeSeat(newLobby())
		inChat(t, seat, 80, 24, func(s *session) {
			seat.post(2, "**bold** and text")
			s.settle()
			s.press("esc")
			_, cmd := s.m.Update(key(tt.key))
			s.shows("sent to your terminal's clipboard")
			if cmd == nil {
				t.Fatalf("%s asks the terminal for nothing", tt.key)
			}
			copied, ok := screen.Copy(tt.want)
			if !ok || copied == nil {
				t.Fatal("the text cannot be copied")
			}
			if tt.key == "y" && !hasMsg(cmd, copied()) {
				t.Errorf("%s does not copy %q", tt.key, tt.want)
			}
		})
	}
}

// hasMsg reports whether a command, or one of those it is made of, comes back
// with a message.
func hasMsg(cmd tea.Cmd, want tea.Msg) bool {
	got := cmd()
	if list, ok := got.(tea.BatchMsg); ok {
		for _, c := range list {
			if c != nil && hasMsg(c, want) {
				return true
			}
		}
		return false
	}
	return equalMsg(got, want)
}

func equalMsg(a, b tea.Msg) bool { return strings.Compare(asText(a), asText(b)) == 0 }

func TestOldWordsCannotBeChanged(t *testing.T) {
	seat := newFakeSeat(newLobby())
	seat.rooms[0].append(&room.Message{At: now.Add(-room.EditWindow - time.Second), Author: seat.me, Text: "long ago"})
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("up")
		s.shows("Enter menu")
		s.hides("e edit") // the keys that are named do something
		s.press("e")
		s.shows("✗ only what you said yourself in the last 15 minutes can be changed")
	})
}

func TestSpoilersAreShownOnRequest(t *testing.T) {
	seat := newFakeSeat(newLobby())
	inChat(t, seat, 80, 24, func(s *session) {
		seat.post(2, "he ||dies|| at the end")
		s.settle()
		s.hides("dies")
		s.press("esc", "s")
		s.shows("dies")
		s.press("s")
		s.hides("dies")
	})
}

func TestDeletingWaitsForTheRoomItIsIn(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("mine")
		s.press("up", "d")
		s.update(key("y"))
		s.update(key("alt+2"))
		s.settle()
		s.shows("#ops |")
		if m := seat.rooms[0].msgs[0]; m.Deleted.IsZero() {
			t.Error("the message in the lobby stands")
		}
		for _, m := range seat.rooms[1].msgs {
			if !m.Deleted.IsZero() {
				t.Errorf("message %d of the other room was deleted", m.Seq)
			}
		}
	})
}
