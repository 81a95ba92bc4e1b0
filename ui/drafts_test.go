package ui_test

import (
	"errors"
	"testing"
	"time"

	"snug/room"
)

func TestDraftIsSavedAfterAPause(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("half a thought")
		if n := len(p.seat.heard.drafts); n != 0 {
			t.Fatalf("%d drafts were saved before the pause", n)
		}
		s.wait(5 * time.Second)
		if got := p.seat.rooms[0].draft; got.Text != "half a thought" {
			t.Errorf("the draft is %q", got.Text)
		}
		s.press("left", "right", "pgup")
		s.wait(time.Minute)
		if n := len(p.seat.heard.drafts); n != 1 {
			t.Errorf("%d drafts were saved while nothing changed", n)
		}
	})
}

func TestDraftIsClearedBySending(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("hello")
		s.wait(5 * time.Second)
		s.press("enter")
		if got := p.seat.rooms[0].draft; got != (room.Draft{}) {
			t.Errorf("the draft is %+v", got)
		}
		if _, _, unsaved := s.m.Draft(); unsaved {
			t.Error("something is unsaved")
		}
	})
}

func TestNothingIsSavedWhenNothingIsWritten(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("quick")
		s.say("/reply")
		s.press("esc")
		s.write("   ")
		s.press("alt+2")
		s.press("alt+1")
		s.wait(time.Minute)
		if n := len(p.seat.heard.drafts); n != 0 {
			t.Errorf("drafts were saved: %+v", p.seat.heard.drafts)
		}
	})
}

func TestDraftStaysWithItsRoom(t *testing.T) {
	p := newPlace()
	p.seat.rooms[2].draft = room.Draft{Text: "from another session", Reply: 1}
	p.run(t, func(s *session) {
		s.write("for the lobby")
		s.press("alt+2")
		s.holds("from another session")
		s.shows("reply to user0")
		s.press("alt+1")
		s.holds("for the lobby")
		s.hides("reply to")
	})
}

func TestDraftOfAnEditIsAnEditAgain(t *testing.T) {
	p := newPlace()
	p.seat.rooms[0].fill(2*room.Backlog, now)
	p.seat.rooms[0].draft = room.Draft{Text: "corrected", Edit: 3} // far above the backlog
	p.run(t, func(s *session) {
		s.shows("editing a message", " > corrected")
		s.press("enter")
		if m := p.seat.rooms[0].msgs[2]; m.Text != "corrected" {
			t.Errorf("message 3 is %q", m.Text)
		}
		if got := p.said(); len(got) != 0 {
			t.Errorf("said %q", got)
		}
	})
}

func TestDraftWhoseMessageIsGoneSaysSo(t *testing.T) {
	p := newPlace()
	gone := *p.seat.rooms[0].msgs[2]
	gone.Deleted = now
	p.seat.rooms[0].msgs[2] = &gone
	p.seat.rooms[0].draft = room.Draft{Text: "corrected", Edit: 3}
	p.run(t, func(s *session) {
		s.shows("✗ the message that this draft belongs to is gone", " > corrected")
		s.hides("editing")
	})
}

func TestDraftAtTheEnd(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/reply")
		s.write("interrupted")
		in, d, unsaved := s.m.Draft()
		if in != lobby || !unsaved || d != (room.Draft{Text: "interrupted", Reply: 5}) {
			t.Errorf("draft of room %d: %+v, unsaved %v", in, d, unsaved)
		}
	})
	newPlace().run(t, func(s *session) {
		if _, _, unsaved := s.m.Draft(); unsaved {
			t.Error("an empty composer is unsaved")
		}
	})
}

func TestDraftThatCouldNotBeSavedIsTriedAgain(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		p.seat.sayErr = errors.New("disk full")
		s.write("precious")
		s.wait(5 * time.Second)
		p.seat.sayErr = nil
		if _, d, unsaved := s.m.Draft(); !unsaved || d.Text != "precious" {
			t.Errorf("draft %+v, unsaved %v", d, unsaved)
		}
		s.press("left")
		s.wait(5 * time.Second)
		if _, _, unsaved := s.m.Draft(); unsaved {
			t.Error("the draft is still unsaved")
		}
		if n := len(p.seat.heard.drafts); n != 2 {
			t.Errorf("%d saves, want 2", n)
		}
	})
}
