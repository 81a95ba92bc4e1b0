package session

import (
	"sync"

	"snug/room"
)

// seats are the places of one screen, given up with it. Signing up makes one
// while the screen runs, on another goroutine.
type seats struct {
	mu     sync.Mutex
	closed bool
	list   []*room.Seat
}

func (l *seats) add(seat *room.Seat) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		seat.Close()
		return
	}
	l.list = append(l.list, seat)
}

func (l *seats) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, seat := range l.list {
		seat.Close()
	}
}

// person is who has the seats; false before they have signed up.
func (l *seats) person() (room.Person, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) == 0 {
		return room.Person{}, false
	}
	return l.list[0].Person(), true
}
