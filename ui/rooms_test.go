package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
)

func TestInvitationsAreToldOnce(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, host *fakeHost) {
		const said = "ann invites you to #garden (plants): /join garden"
		s.shows(said)
		s.press("alt+2")
		s.hides(said)
		seat.tell(room.News{Invited: seat.invited})
		s.settle()
		s.hides(said)
		s.send(tea.BlurMsg{})
		again := append(slices.Clone(seat.invited), invitation(31, "books", ""))
		seat.tell(room.News{Invited: again})
		s.settle()
		s.shows("ann invites you to #books r_31: /join r_31 or /decline r_31")
		if n := strings.Count(strings.Join(s.effects, ""), bell); n != 1 {
			t.Errorf("%d bells, want one", n)
		}
		seat.tell(room.News{Invited: []room.Listing{}})
		s.settle()
		s.hides("/join |", "?  #garden")
	})
}

func TestInvitationsThatHaveEndedAreNotOffered(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		short, long := invitation(31, "short", ""), invitation(32, "long", "")
		short.Invitation.Until, long.Invitation.Until = now.Add(90*time.Second), now.Add(time.Hour)
		seat.tell(room.News{Invited: []room.Listing{short, long}})
		s.settle()
		s.shows("?  #short", "?  #long")
		s.wait(80 * time.Second)
		s.shows("?  #short", "?  #long")
		s.wait(15 * time.Second)
		s.hides("?  #short")
		s.shows("?  #long")
	})
}

func TestManyInvitationsAtOnce(t *testing.T) {
	seat := village()
	for i := range 5 {
		seat.invited = append(seat.invited, invitation(room.ID(40+i), fmt.Sprintf("club%d", i), ""))
	}
	inChat(t, seat, 80, 24, func(s *session) { s.shows("#club1", "and 3 more: /invitations") })
}

func TestAnsweringAnInvitation(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(*session)
		want string
	}{
		{"from the list", func(s *session) { s.press("f7", "home", "enter", "j") }, "join r_30"},
		{"no", func(s *session) { s.press("f7", "home", "enter", "d") }, "decline r_30"},
		{"from the switcher", func(s *session) { s.press("ctrl+k"); s.write("gard"); s.press("enter", "enter") }, "join r_30"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inVillage(t, 1, nil, 50, 20, func(s *session, _ *fakeSeat, host *fakeHost) {
				tt.do(s)
				if !slices.Equal(host.asked, []string{tt.want}) {
					t.Errorf("the host was asked %q, want %q\n%s", host.asked, tt.want, s.text())
				}
			})
		})
	}
}

func TestSlowModeCountsDown(t *testing.T) {
	inVillage(t, 2, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.say("first")
		seat.sayErr = &room.Refusal{Kind: room.ErrLimited, Text: lang.S("you can write again")}
		s.say("second")
		s.holds("second")
		s.shows("✗ slow mode: ")
		first := s.text()
		s.wait(3 * time.Second)
		if second := s.text(); second == first {
			t.Errorf("nothing was counted:\n%s", second)
		}
		s.press("left") // a key does not end the wait
		s.shows("✗ slow mode: ", "your text is kept")
		s.wait(10 * time.Second)
		s.hides("slow mode:")
		seat.sayErr = nil
		s.press("enter")
		s.shows("               second")
		s.holds("")
	})
}

func TestSlowModeIsForgottenWithItsReason(t *testing.T) {
	for _, tt := range []struct {
		name string
		tell func(in room.Room) room.News
	}{
		{"slow mode was ended", func(in room.Room) room.News {
			is := in
			is.Slow = 0
			return room.News{Events: []room.Event{room.Revised{Was: in, Is: is, By: ann, At: now}}}
		}},
		{"one moderates now", func(in room.Room) room.News {
			return room.News{Events: []room.Event{room.Appointed{Room: in.ID, Who: room.Person{ID: 1, Name: "you"}, Role: room.Moderator, By: ann, At: now}}}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inVillage(t, 2, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
				s.say("first")
				seat.sayErr = &room.Refusal{Kind: room.ErrLimited, Text: lang.S("you can write again")}
				s.say("second")
				s.shows("✗ slow mode: ")
				seat.tell(tt.tell(seat.rooms[1].Room))
				s.settle()
				s.hides("✗ slow mode: ")
			})
		})
	}
}

func TestRefusalsAreReadToTheirEnd(t *testing.T) {
	for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}} {
		inVillage(t, 1, nil, size.cols, size.rows, func(s *session, seat *fakeSeat, _ *fakeHost) {
			seat.sayErr = &room.Refusal{Kind: room.ErrDenied, Text: lang.S("only the moderators of #books write there, the others read quietly")}
			before := s.rows()
			s.say("hello")
			s.shows("✗ not sent: ", "quietly", "hello")
			checkFrame(t, s.m.Frame(), text.Grapheme)
			s.press("backspace")
			s.press("ctrl+u")
			if after := s.rows(); after[0] != before[0] || len(after) != len(before) {
				t.Errorf("%dx%d: the screen is not what it was:\n%s", size.cols, size.rows, s.text())
			}
			s.hides("quietly")
		})
	}
}

func TestLeavingBySayingSoIsToldOnce(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, host *fakeHost) {
		host.replies["leave"] = ui.Reply{Text: "You have left #books.", Enter: 1}
		s.press("alt+2")
		s.say("/leave")
		gone := room.Left{Room: 2, Who: seat.me, At: now}
		seat.tell(room.News{Events: []room.Event{gone}})
		s.settle()
		s.shows("You have left #books.", " #lobby")
		s.hides("you are not in")
	})
}

func TestDiscardedRoomLeadsToTheOneBefore(t *testing.T) {
	inVillage(t, 3, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.press("alt+2")
		s.shows(" #books")
		gone := seat.rooms[1].Room
		seat.rooms = slices.Delete(seat.rooms, 1, 2)
		seat.tell(room.News{Rooms: seat.listings(), Events: []room.Event{room.Discarded{Room: gone, By: ann, At: now}}})
		s.settle()
		s.shows(" #news", "was deleted by ann; you are in #news now")
		s.hides("#books r_2 |")
	})
}

func TestRolesFollowWhatHappens(t *testing.T) {
	inVillage(t, 2, nil, 120, 40, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.shows("~ ann        owner", "+ 鲍勃         mod")
		is := seat.rooms[1].Room
		is.Owner = bob.ID
		there := slices.Clone(seat.rooms[1].present)
		there[1].Role, there[2].Role = room.Moderator, room.Owner
		seat.tell(room.News{Present: there, Events: []room.Event{
			room.Revised{Was: seat.rooms[1].Room, Is: is, By: ann, At: now},
			room.Appointed{Room: 2, Who: ann, Role: room.Moderator, By: ann, At: now},
			room.Appointed{Room: 2, Who: bob, Role: room.Owner, By: ann, At: now},
		}})
		s.settle()
		s.shows("+ ann          mod", "~ 鲍勃       owner", "* ann: 鲍勃 owns the room now")
	})
}

func TestAppointedPersonMayWrite(t *testing.T) {
	inVillage(t, 3, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.shows("> only moderators write here")
		seat.tell(room.News{Events: []room.Event{room.Appointed{Room: 3, Who: seat.me, Role: room.Moderator, By: ann, At: now}}})
		s.settle()
		s.hides("> only moderators write here")
	})
}

// TestTrimKeepsThePlace reads somewhere in a long room while its oldest
// messages go.
func TestTrimKeepsThePlace(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(400, now))
	seat.rooms[0].read = 400
	inChat(t, seat, 60, 20, func(s *session) {
		for range 6 {
			s.press("pgup")
		}
		before := s.numbers()
		trim := func(upTo int) {
			seat.tell(room.News{Events: []room.Event{room.Trimmed{Room: lobby, UpTo: uint64(upTo)}}})
			s.settle()
		}
		trim(before[0] - 1)
		if after := s.numbers(); !slices.Equal(before, after) {
			t.Errorf("%v became %v", before, after)
		}
		trim(before[0] + 3)
		after := s.numbers()
		if s.wantConsecutive(after); after[0] != before[0]+4 {
			t.Errorf("what is left begins with %d, want %d", after[0], before[0]+4)
		}
		s.press("pgup")
		s.shows("older messages are gone")
		trim(400)
		if left := s.numbers(); len(left) > 0 {
			t.Errorf("%v are still there", left)
		}
		seat.post(2, "message 401")
		s.settle()
		s.shows("message 401", "older messages are gone")
	})
}

func TestTrimTakesQuotesAndThreads(t *testing.T) {
	seat := life()
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("/thread")
		seat.tell(room.News{Events: []room.Event{room.Trimmed{Room: lobby, UpTo: seat.rooms[0].Last}}})
		s.settle()
		s.shows("so is the thread")
	})
}

func TestFloorHidesWhatIsNotForThePerson(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(10, now))
	seat.rooms[0].floor, seat.rooms[0].msgs[9].Reply = 8, &room.Quote{Seq: 2, Deleted: true}
	seat.rooms[0].History = room.HistoryJoined
	seat.rooms[0].msgs = seat.rooms[0].msgs[8:]
	inChat(t, seat, 80, 24, func(s *session) {
		s.shows("what was said before you joined is not shown here", "> (not available)", "message 9")
		s.press("pgup", "pgup")
		if seat.asked != 0 {
			t.Error("what is not for the person was asked for")
		}
	})
}

// TestEventsOfEveryKind shows each at every size.
func TestEventsOfEveryKind(t *testing.T) {
	in := room.Room{ID: 1, Name: hostile, Topic: hostile, Archived: now}
	who := room.Person{ID: 77, Name: hostile, Display: hostile}
	msg := &room.Message{Room: 1, Seq: 3, At: now, Author: who, Text: hostile}
	events := []room.Event{
		room.Created{Room: in},
		room.Revised{Is: in, Was: room.Room{ID: 1}, By: who, At: now},
		room.Revised{Was: in, Is: room.Room{ID: 1, Owner: 3}},
		room.Appointed{Room: 1, Who: who, Role: room.Moderator, By: who},
		room.Invited{Room: in},
		room.Uninvited{Room: 1},
		room.Blocking{},
		room.Trimmed{Room: 1, UpTo: 1},
		room.Swept{},
		room.Departed{Who: 77},
		room.Joined{Room: 1, Who: who, At: now},
		room.Left{Room: 1, Who: who, At: now},
		room.Posted{Message: msg, Root: msg},
		room.Changed{Message: msg},
		room.Drafted{},
		room.Notified{},
		room.Ignoring{},
		room.Marked{},
		room.Trimmed{Room: 1, UpTo: 1 << 60},
		room.Discarded{Room: in, By: who, At: now},
	}
	for _, e := range events {
		t.Run(fmt.Sprintf("%T", e), func(t *testing.T) {
			inVillage(t, 1, map[string]string{"joins": "all"}, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
				seat.tell(room.News{Events: []room.Event{e}})
				s.settle()
				everySize(t, s)
			})
		})
	}
}

func everySize(t *testing.T, s *session) {
	t.Helper()
	for _, cols := range []int{120, 80, 50, 30, 20} {
		for _, rows := range []int{40, 24, 11, 7, 5} {
			s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
			checkFrame(t, s.m.Frame(), text.Grapheme)
		}
	}
}

// TestTrap5HostilePeople has every name, topic and invitation come from an
// attacker.
func TestTrap5HostilePeople(t *testing.T) {
	for _, keys := range [][]string{{}, {"f7", "home", "enter"}, {"f8", "enter"}, {"ctrl+k", "@"}, {"/", "j", "o", "i", "n", " "}, {"esc", "w"}} {
		for i := range len(hostileVillage().rooms) {
			seat := hostileVillage()
			c := ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: seat.rooms[i].ID}, Lang: lang.Chinese}
			inSession(t, c, 50, 20, func(s *session) {
				s.press(keys...)
				everySize(t, s)
			})
		}
	}
}

func hostileVillage() *fakeSeat {
	seat := village()
	for _, bad := range []string{hostile, strings.Repeat("宽", 200), "a\nb", ""} {
		who := room.Person{ID: 90, Name: bad, Display: bad}
		id := room.ID(200 + 10*len(seat.rooms))
		seat.rooms = append(
			seat.rooms,
			&fakeRoom{Room: room.Room{ID: id, Name: bad, Topic: bad, Settings: room.Settings{Private: true, Slow: 1<<63 - 1}}, present: []room.Presence{{Person: who, Away: true, Why: bad}}},
			with(id+1, who), with(id+2, who, who, who),
		)
		one := invitation(id+3, bad, bad)
		one.InvitedBy = who
		seat.invited = append(seat.invited, one)
	}
	return seat
}
