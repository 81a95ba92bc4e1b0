package ui_test

import (
	"context"
	"testing"

	"snug/room"
	"snug/ui"
)

// endless is a seat whose searches always find more.
type endless struct {
	*fakeSeat
	steps int
}

func (e *endless) Search(_ context.Context, _ room.Query, _ room.More) (room.Results, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.steps++
	res := room.Results{Until: now}
	for range 50 {
		res.Found = append(res.Found, room.Hit{Room: e.rooms[0].Room, Message: e.rooms[0].msgs[0]})
	}
	return res, nil
}

func TestSearchKeepsSoMuchAndNoMore(t *testing.T) {
	seat := &endless{fakeSeat: threeRooms()}
	chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}
	inSession(t, ui.Config{Chat: chat}, 100, 24, func(s *session) {
		s.press("ctrl+f")
		s.write("message")
		s.press("enter")
		s.shows("50 found; searched back to 2026-11-22")
		for range 200 {
			s.press("pgdown")
		}
		s.shows("1000 found, which is enough")
		if seat.steps != 20 {
			t.Errorf("%d steps were made, want 20", seat.steps)
		}
		s.press("enter")
		s.shows("message 1")
	})
}
