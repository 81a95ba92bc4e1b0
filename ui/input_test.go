package ui_test

import (
	"testing"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// A place is a screen to type into: three rooms, people, and a clock that the
// bubble moves.
type place struct {
	seat     *fakeSeat
	host     *fakeHost
	settings map[string]string
	lang     lang.Lang
	cols     int
	rows     int
}

func newPlace() *place {
	seat := threeRooms()
	return &place{seat: seat, host: &fakeHost{replies: make(map[string]ui.Reply)}, cols: 80, rows: 24}
}

// threeRooms is the lobby and two rooms with a few messages each.
func threeRooms() *fakeSeat {
	talk := newLobby().fill(4, now)
	talk.append(&room.Message{At: now, Author: room.Person{ID: 7, Name: "wang", Display: "站长老李"}, Text: "大家好"})
	talk.read = talk.Last
	for i, name := range []string{"alice", "bob", "carol"} {
		talk.present = append(talk.present, room.Presence{Person: room.Person{ID: room.UserID(20 + i), Name: name}})
	}
	ops := (&fakeRoom{Room: room.Room{ID: 2, Name: "ops", Topic: "deploys"}}).fill(3, now)
	golang := (&fakeRoom{Room: room.Room{ID: 3, Name: "golang", Topic: "the language"}}).fill(2, now)
	ops.read, golang.read = ops.Last, golang.Last
	return newFakeSeat(talk, ops, golang)
}

func (p *place) run(t *testing.T, test func(*session)) {
	t.Helper()
	chat := ui.Chat{Seat: p.seat, Host: p.host, Room: lobby, Settings: p.settings}
	inSession(t, ui.Config{Chat: chat, Lang: p.lang, Now: time.Now}, p.cols, p.rows, test)
}

// wait lets time pass in the bubble, and what is due then happen.
func (s *session) wait(d time.Duration) {
	s.t.Helper()
	time.Sleep(d)
	s.settle()
}

// holds fails the test unless the composer holds a text.
func (s *session) holds(want string) {
	s.t.Helper()
	in, d, _ := s.m.Draft()
	if d.Text != want {
		s.t.Errorf("the composer of room %d holds %q, want %q:\n%s", in, d.Text, want, s.text())
	}
}

// said is what was said last by the person, in any room.
func (p *place) said() []string {
	var out []string
	for _, r := range p.seat.rooms {
		for _, m := range r.msgs {
			if m.Author.ID == p.seat.me.ID {
				out = append(out, r.Name+": "+m.Text)
			}
		}
	}
	return out
}

func (s *session) pasted(text string) {
	s.t.Helper()
	s.send(screen.Paste{Text: text})
}
