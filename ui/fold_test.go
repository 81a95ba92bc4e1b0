package ui_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// bury deletes messages of the entered room, which a moderator may have done,
// and tells nobody.
func (s *fakeSeat) bury(byModerator bool, seqs ...uint64) []room.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []room.Event
	for _, seq := range seqs {
		is := *s.entered.msgs[seq-1]
		is.Text, is.Deleted, is.Removed, is.Reactions, is.Mentions = "", now, byModerator, nil, nil
		s.entered.msgs[seq-1] = &is
		out = append(out, room.Changed{Message: &is, Change: room.WasDeleted, At: now})
	}
	return out
}

// upTo are the numbers from one to another, both included.
func upTo(from, to uint64) (all []uint64) {
	for ; from <= to; from++ {
		all = append(all, from)
	}
	return all
}

// removals is how many rows on the screen say that something is deleted.
func (s *session) removals() int { return strings.Count(s.text(), "deleted") }

func TestNeighbouringTombstonesAreOneRow(t *testing.T) {
	six := []uint64{5, 6, 7, 8, 9, 10}
	tests := []struct {
		name    string
		own, by []uint64 // deleted by their authors, and by a moderator
		shows   []string
		rows    int
	}{
		{"one by its author", []uint64{5}, nil, []string{"user1 (deleted)\n"}, 1},
		{"one by a moderator", nil, []uint64{5}, []string{"user1 (deleted by a moderator)\n"}, 1},
		{"by a moderator", nil, six, []string{"* (6 messages deleted by a moderator)"}, 1},
		{"by their authors", six, nil, []string{"* (6 messages deleted)"}, 1},
		{"by both", six[:2], six[2:], []string{"* (6 messages deleted, 4 by a moderator)"}, 1},
		{"a message between", nil, []uint64{5, 6, 8, 9, 10}, []string{"(2 messages deleted by a moderator)", "user0 message 7\n", "(3 messages deleted by a moderator)"}, 2},
		{"the newest first", nil, []uint64{10, 9, 8, 7, 6, 5}, []string{"(6 messages deleted by a moderator)"}, 1},
		{"the middle last", nil, []uint64{5, 7, 9, 10, 8, 6}, []string{"(6 messages deleted by a moderator)"}, 1},
		{"all there are", nil, upTo(1, 12), []string{"start of #lobby", "(12 messages deleted by a moderator)"}, 1},
	}
	for _, tt := range tests {
		for _, live := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, live %t", tt.name, live), func(t *testing.T) {
				seat := newFakeSeat(newLobby().fill(12, now))
				seat.entered = seat.rooms[0]
				if !live {
					seat.bury(false, tt.own...)
					seat.bury(true, tt.by...)
				}
				inChat(t, seat, 80, 24, func(s *session) {
					if live {
						s.happen(seat, append(seat.bury(false, tt.own...), seat.bury(true, tt.by...)...)...)
					}
					s.shows(tt.shows...)
					if got := s.removals(); got != tt.rows {
						t.Errorf("%d rows, want %d:\n%s", got, tt.rows, s.text())
					}
				})
			})
		}
	}
}

func TestTombstonesOfOnePersonKeepTheName(t *testing.T) {
	for _, in := range []struct {
		lang lang.Lang
		want string
	}{{lang.English, "user9 (3 messages deleted by a moderator)"}, {lang.Chinese, "user9 （3 条消息已被管理员删除）"}} {
		seat := newFakeSeat(newLobby().fill(2, now))
		c := ui.Config{Lang: in.lang, Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}}
		inSession(t, c, 80, 24, func(s *session) {
			for range 3 {
				seat.post(9, "buy my coins")
			}
			s.settle()
			s.happen(seat, seat.bury(true, 3, 4, 5)...)
			s.shows(in.want)
			seat.post(9, "more coins")
			s.settle()
			s.shows("more coins")
		})
	}
}

func TestWhatStaysBetweenTombstones(t *testing.T) {
	t.Run("the line above what is new", func(t *testing.T) {
		talk := newLobby().fill(12, now)
		talk.read = 7
		seat := newFakeSeat(talk)
		inChat(t, seat, 80, 24, func(s *session) {
			s.happen(seat, seat.bury(true, upTo(5, 10)...)...)
			s.shows("(3 messages deleted by a moderator)", "5 new since")
			if s.removals() != 2 {
				t.Errorf("the line is lost in a row:\n%s", s.text())
			}
		})
	})
	t.Run("a message with answers", func(t *testing.T) {
		seat := newFakeSeat(newLobby().fill(12, now))
		inChat(t, seat, 80, 24, func(s *session) {
			if err := seat.reply(2, 7, "an answer"); err != nil {
				t.Fatal(err)
			}
			s.settle()
			s.happen(seat, seat.bury(true, upTo(5, 10)...)...)
			s.shows("(2 messages deleted by a moderator)", "(deleted by a moderator)", "1 reply", "(3 messages deleted by a moderator)")
		})
	})
}

func TestSelectionTakesAFoldAsOne(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(12, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("esc", "up", "up", "up", "up") // message 8
		s.happen(seat, seat.bury(true, upTo(5, 10)...)...)
		want := func(text string) {
			t.Helper()
			if got := s.chosen(); !strings.Contains(got, text) {
				t.Errorf("%q is chosen, want %q:\n%s", got, text, s.text())
			}
		}
		want("(6 messages")
		s.press("up")
		want("message 4")
		s.press("down")
		want("(6 messages")
		s.press("down")
		want("message 11")
		s.press("pgup", "end")
		want("message 12")
	})
}

func TestJumpToAFoldedMessage(t *testing.T) {
	for _, all := range []int{40, 900} {
		seat := newFakeSeat(newLobby().fill(all, now))
		seat.entered = seat.rooms[0]
		seat.bury(true, upTo(5, 30)...)
		inChat(t, seat, 80, 24, func(s *session) {
			s.say("/jump 17")
			s.shows("(26 messages deleted by a moderator)", "message 4\n", "message 31\n")
			if !strings.Contains(s.chosen(), "(26 messages") {
				t.Errorf("%q is marked", s.chosen())
			}
		})
	}
}

// A raid that was purged is no wall: what was said before it is loaded and
// shown, at once and while one pages, and the pages are read once.
func TestPagingOverAPurge(t *testing.T) {
	for _, live := range []bool{true, false} {
		t.Run(fmt.Sprint("live ", live), func(t *testing.T) {
			const all = 3200
			seat := newFakeSeat(newLobby().fill(all, now))
			seat.entered = seat.rooms[0]
			gone := upTo(101, 3190)
			if !live {
				seat.bury(true, gone...)
			}
			inChat(t, seat, 80, 24, func(s *session) {
				if live {
					s.happen(seat, seat.bury(true, gone...)...)
				}
				asked := seat.asked
				for range 3 {
					seat.post(2, "still here")
					s.settle()
				}
				if seat.asked > asked {
					t.Errorf("%d pages are read for three messages", seat.asked-asked)
				}
				for range 20 {
					s.press("pgup")
				}
				s.shows("message 1\n", "start of #lobby")
				for range 20 {
					s.press("pgdown")
				}
				s.shows("still here")
				s.hides("(End)")
				if seat.asked > 40 {
					t.Errorf("%d pages are read", seat.asked)
				}
			})
		})
	}
}

// Retention can end amid a fold: what stays of it stays on the screen.
func TestRetentionEndsAmidAFold(t *testing.T) {
	for _, all := range []int{10, 12} {
		talk := newLobby().fill(all, now)
		seat := newFakeSeat(talk)
		inChat(t, seat, 80, 24, func(s *session) {
			s.happen(seat, seat.bury(true, upTo(5, 10)...)...)
			s.shows("message 4\n", "(6 messages deleted by a moderator)")
			talk.floor = 7
			s.happen(seat, room.Trimmed{Room: lobby, UpTo: 7})
			s.shows("older messages are gone", "(3 messages deleted by a moderator)")
			s.hides("message 4\n", "loading")
		})
	}
}

func TestWhatIsBelowAFoldIsCounted(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(300, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("pgup", "pgup")
		for range 9 {
			seat.post(2, "spam")
		}
		s.settle()
		s.shows("v 9 new below (End)")
		s.happen(seat, seat.bury(true, upTo(302, 309)...)...)
		s.shows("v 9 new below (End)")
		for range 4 {
			s.press("pgdown")
		}
		s.shows("(8 messages deleted by a moderator)")
		s.hides("(End)")
	})
}

// TestFoldsAreAsIfThereFromTheStart deletes messages in any order under the eyes
// of somebody, who then sees what those see who come later.
func TestFoldsAreAsIfThereFromTheStart(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 5))
		talk := newLobby().fill(120, now)
		talk.read = 120
		seat := newFakeSeat(talk)
		var seen []string
		inChat(t, seat, 60+int(seed)*5, 30, func(s *session) {
			for _, i := range r.Perm(120)[:90] {
				s.happen(seat, seat.bury(i%4 == 0, uint64(i+1))...)
				if i%10 == 0 {
					s.press([]string{"pgup", "pgdown", "esc", "up"}[r.IntN(4)])
				}
				checkFrame(t, s.m.Frame(), caps.Method)
			}
			s.press("esc", "esc", "esc", "alt+end")
			seen = s.rows()
		})
		again := newFakeSeat(talk)
		inChat(t, again, 60+int(seed)*5, 30, func(s *session) {
			s.press("esc", "esc", "esc", "alt+end")
			if got := s.rows(); !slices.Equal(got, seen) {
				t.Errorf("seed %d: who comes later sees\n%s\nwho was there\n%s", seed, strings.Join(got, "\n"), strings.Join(seen, "\n"))
			}
		})
	}
}

// TestHostileFolds folds messages of people whom a terminal would act on.
func TestHostileFolds(t *testing.T) {
	for _, in := range lang.All {
		seat := newFakeSeat(newLobby().fill(3, now))
		inSession(t, ui.Config{Lang: in, Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}}, 80, 24, func(s *session) {
			for range 4 {
				seat.post(9, hostile).Author = room.Person{ID: 9, Name: hostile, Display: hostile}
			}
			s.settle()
			s.happen(seat, seat.bury(true, 4, 5, 6, 7)...)
			for cols := 18; cols < 125; cols += 7 {
				s.update(tea.WindowSizeMsg{Width: cols, Height: 24})
				checkFrame(t, s.m.Frame(), caps.Method)
			}
		})
	}
}
