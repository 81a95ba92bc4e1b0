package ui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui"
)

var numbered = regexp.MustCompile(`message (\d+)`)

// numbers are the messages on the screen, from top to bottom.
func (s *session) numbers() []int {
	s.t.Helper()
	var out []int
	for _, m := range numbered.FindAllStringSubmatch(s.text(), -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			s.t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// wantConsecutive fails the test if there is a double or a hole.
func (s *session) wantConsecutive(numbers []int) {
	s.t.Helper()
	for i := 1; i < len(numbers); i++ {
		if numbers[i] != numbers[i-1]+1 {
			s.t.Fatalf("%d follows %d:\n%s", numbers[i], numbers[i-1], s.text())
		}
	}
}

func TestPagingThroughTheWholeHistory(t *testing.T) {
	const all = 5000
	seat := newFakeSeat(newLobby().fill(all, now))
	inChat(t, seat, 60, 20, func(s *session) {
		seen := map[int]bool{}
		look := func() {
			got := s.numbers()
			s.wantConsecutive(got)
			for _, n := range got {
				seen[n] = true
			}
		}
		look()
		for range all {
			s.press("pgup")
			look()
			if slices.Contains(s.numbers(), 1) {
				break
			}
		}
		s.shows("message 1\n", "start of #lobby")
		if len(seen) != all {
			t.Errorf("%d of %d messages were shown on the way up", len(seen), all)
		}
		clear(seen)
		for range all {
			s.press("pgdown")
			look()
			if slices.Contains(s.numbers(), all) {
				break
			}
		}
		if len(seen) < all-20 {
			t.Errorf("%d of %d messages were shown on the way down", len(seen), all)
		}
		s.hides("(End)")
	})
}

func TestEndReturnsFromFarBack(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(3000, now))
	inChat(t, seat, 80, 24, func(s *session) {
		for range 120 {
			s.press("pgup")
		}
		s.hides("message 3000")
		s.press("end")
		s.shows("message 3000")
		s.hides("(End)")
		s.wantConsecutive(s.numbers())
		asked := seat.asked
		s.press("pgup", "pgup", "pgup")
		s.wantConsecutive(s.numbers())
		if seat.asked > asked+1 {
			t.Errorf("%d pages were read for three screens", seat.asked-asked)
		}
	})
}

func TestPositionStaysWhileMessagesCome(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(500, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("pgup", "pgup")
		before := s.numbers()
		for i := range 3 {
			seat.post(2, fmt.Sprintf("message %d", 501+i))
			s.settle()
		}
		if got := s.numbers(); !slices.Equal(got, before) {
			t.Errorf("the screen moved from %v to %v", before, got)
		}
		s.shows("v 3 new below (End)")
		s.press("alt+end")
		s.shows("message 503")
		s.hides("new below")
	})
}

func TestManyMessagesWhileScrolledUpAreThereOnTheWayDown(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(300, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("pgup")
		for i := range 1500 {
			seat.post(2, fmt.Sprintf("message %d", 301+i))
		}
		s.settle()
		s.shows("v 1500 new below (End)")
		for range 200 {
			s.wantConsecutive(s.numbers())
			s.press("pgdown")
		}
		s.shows("message 1800")
		s.hides("(End)")
	})
}

// Who reads slowly is drawn a frame in many seconds: what was to be told for four of
// them is on it all the same.
func TestANoticeStaysUntilItIsDrawn(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(20, now))
	inChat(t, seat, 80, 24, func(s *session) {
		seat.lose(540)
		s.settle()
		s.wait(30 * time.Second)
		s.shows("gap: 340 messages")
		s.wait(5 * time.Second)
		s.hides("gap:")
	})
}

func TestLostNewsAtTheBottomShowAGap(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(20, now))
	inChat(t, seat, 80, 24, func(s *session) {
		seat.lose(540)
		s.settle()
		s.shows("gap: 340 messages, PgUp loads them")
		for range 12 {
			if s.press("pgup"); strings.Contains(s.text(), "- gap") {
				break
			}
		}
		s.shows("- gap: 340 messages, PgUp loads them -")
		for range 40 {
			s.press("pgup")
		}
		s.hides("gap:")
		s.shows("message 1\n", "start of #lobby")
		s.wantConsecutive(s.numbers())
	})
}

func TestLostNewsWhileScrolledUpKeepThePosition(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(400, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("pgup", "pgup")
		before := s.numbers()
		seat.lose(600)
		s.settle()
		if got := s.numbers(); !slices.Equal(got, before) {
			t.Errorf("the screen moved from %v to %v", before, got)
		}
		s.shows("v 600 new below (End)")
	})
}

// A page that has the person's own message in it ends the row that said it is on its way.
func TestAPageShowsThatAMessageWasDelivered(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(400, now))
	inChat(t, seat, 80, 24, func(s *session) {
		seat.hold = make(chan struct{})
		s.write("mine")
		s.press("enter")
		s.press("pgup", "pgup")
		seat.post(2, "first") // the next news are pulled a frame later
		synctest.Wait()
		close(seat.hold)
		synctest.Wait()
		seat.lose(150)
		s.settle()
		s.press("end")
		s.shows("lost")
		s.hides("mine ..")
	})
}

// What was deleted while news were lost goes from the screen, however far up the
// person reads, and from a thread that is open.
func TestWhatWasDeletedWhileNewsWereLostIsGone(t *testing.T) {
	for _, said := range []int{0, 600} {
		t.Run(fmt.Sprint(said, " messages lost"), func(t *testing.T) {
			seat := newFakeSeat(newLobby().fill(400, now))
			inChat(t, seat, 80, 24, func(s *session) {
				for range 20 {
					s.press("pgup")
				}
				n := s.numbers()[3]
				text := fmt.Sprintf("message %d\n", n)
				s.shows(text)
				if _, err := seat.Delete(t.Context(), uint64(n)); err != nil {
					t.Fatal(err)
				}
				seat.lose(said)
				s.settle()
				s.hides(text)
			})
		})
	}
	t.Run("in a thread", func(t *testing.T) {
		seat := newFakeSeat(newLobby().fill(1, now))
		inChat(t, seat, 80, 24, func(s *session) {
			if err := seat.reply(2, 1, "rude words"); err != nil {
				t.Fatal(err)
			}
			s.settle()
			s.say("/thread")
			s.shows("thread: 1 reply", "rude words")
			if _, err := seat.Delete(t.Context(), 2); err != nil {
				t.Fatal(err)
			}
			seat.lose(0)
			s.settle()
			s.shows("thread: 1 reply")
			s.hides("rude words")
		})
	})
}

func TestNewLineStaysUntilThePersonSends(t *testing.T) {
	lobby := newLobby().fill(30, now)
	lobby.read = 25
	seat := newFakeSeat(lobby)
	inChat(t, seat, 80, 24, func(s *session) {
		s.shows("= 5 new since 09:59 =")
		seat.post(2, "message 31")
		s.settle()
		s.shows("= 5 new since 09:59 =")
		s.say("hello")
		s.hides("new since")
	})
}

func TestReadMarkMovesAtTheBottomAndFocused(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(100, now))
	want := func(n uint64, why string) {
		t.Helper()
		if seat.marked != n {
			t.Errorf("%s: read mark %d, want %d", why, seat.marked, n)
		}
	}
	inChat(t, seat, 80, 24, func(s *session) {
		want(100, "on entering")
		s.send(tea.BlurMsg{})
		seat.post(2, "unseen")
		s.settle()
		want(100, "without focus")
		s.send(tea.FocusMsg{})
		want(101, "focused again")
		s.press("pgup")
		seat.post(2, "below")
		s.settle()
		want(101, "scrolled up")
		s.press("end")
		want(102, "at the bottom again")
	})
}

func TestPeopleComingAndGoing(t *testing.T) {
	tests := []struct {
		joins        string
		shown, after []string
		never        string
	}{
		{"none", nil, nil, "joined"},
		{"smart", []string{"+ 1 joined"}, []string{"+ 1 joined, 1 left"}, "carol"},
		{"all", []string{"+ Bobby joined", "+ carol joined"}, []string{"- Bobby left"}, "1 left"},
	}
	for _, tt := range tests {
		t.Run(tt.joins, func(t *testing.T) {
			seat := newFakeSeat(newLobby())
			chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby, Settings: map[string]string{"joins": tt.joins}}
			inSession(t, ui.Config{Chat: chat}, 120, 24, func(s *session) {
				bob, carol := room.Person{ID: 9, Name: "bob", Display: "Bobby"}, room.Person{ID: 10, Name: "carol"}
				seat.post(9, "I spoke lately")
				seat.tell(room.News{Events: []room.Event{
					room.Joined{Room: lobby, Who: bob, At: now}, room.Joined{Room: lobby, Who: carol, At: now},
				}, Present: []room.Presence{{Person: bob}}})
				s.settle()
				s.shows(append(tt.shown, "ONLINE 1", "1 online")...)
				seat.tell(room.News{Events: []room.Event{room.Left{Room: lobby, Who: bob, At: now}}, Present: []room.Presence{}})
				s.settle()
				s.shows(append(tt.after, "ONLINE 0")...)
				s.hides(tt.never)
			})
		})
	}
}
