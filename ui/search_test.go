package ui_test

import (
	"context"
	"strings"
	"testing"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// endless is a seat whose searches always find more.
type endless struct {
	*fakeSeat
	steps int
}

func (e *endless) Search(_ context.Context, _ room.ID, _ room.Query, _ room.More) (room.Results, error) {
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

// slow is a seat that has one search at a time, which takes its time.
type slow struct {
	*fakeSeat
	turn chan struct{}

	running bool
	asked   []string
}

func (e *slow) Search(ctx context.Context, here room.ID, q room.Query, more room.More) (room.Results, error) {
	e.mu.Lock()
	busy := e.running
	e.running = true
	e.asked = append(e.asked, q.Words...)
	e.mu.Unlock()
	if busy {
		return room.Results{}, &room.Refusal{Kind: room.ErrLimited, Text: lang.S("another search of yours is still running; wait for it and try again")}
	}
	<-e.turn
	res, err := e.fakeSeat.Search(ctx, here, q, more)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.running = false
	return res, err
}

func TestSearchingAnewWaitsForTheSearchBefore(t *testing.T) {
	seat := &slow{fakeSeat: threeRooms()}
	chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}
	inSession(t, ui.Config{Chat: chat}, 100, 24, func(s *session) {
		seat.turn = make(chan struct{})
		s.press("ctrl+f")
		for _, r := range "abc" {
			s.write(string(r))
			s.press("enter")
		}
		s.shows("searching ...")
		s.press("backspace", "backspace", "backspace")
		s.write("大家好")
		s.press("enter")
		for range 2 {
			seat.turn <- struct{}{}
			s.settle()
		}
		s.shows("1 found; that is all", "站长老李: 大家好")
		if got := strings.Join(seat.asked, " "); got != "a 大家好" {
			t.Errorf("asked for %q, want the first and the last", got)
		}
		s.press("backspace", "enter", "esc") // closed before the answer
		seat.turn <- struct{}{}
		s.settle()
		s.hides("search:")
	})
}

// A message that is deleted while it stands among what was found is not shown
// there any more.
func TestWhatWasFoundIsDeletedMeanwhile(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(3, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("ctrl+f")
		s.write("message")
		s.press("enter")
		s.shows("message 2", "3 found; that is all")
		if _, err := seat.Delete(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		s.settle()
		s.shows("message 1", "message 3", "3 found; that is all")
		s.hides("message 2")
	})
}
