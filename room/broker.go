package room

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"snug/text"
)

// A Broker knows which rooms there are and who sits where, checks what people
// ask for, and hands the store's events to the sessions.
type Broker struct {
	store Store
	log   *slog.Logger

	heralds *paced // tells seats of people who came and went, and who types
	marks   *paced // writes read marks
	idlers  *paced // finds people who have pressed no key for long

	started  time.Time // what now counts from
	searches searches

	mu     sync.RWMutex
	hubs   map[ID]*hub
	byName map[string]*hub // by folded name
	people map[UserID]*person
	moved  map[*hub]struct{} // hubs of which seats may not have heard all
}

// How often, at most, sessions hear that people came or went, and read marks
// go to disk. In a storm of joins everybody present is redrawn once a second,
// not once a join.
const (
	heraldGap = time.Second
	marksGap  = 3 * time.Second
)

// NewBroker returns a broker over store, which must have been opened and not
// used yet. It starts three goroutines, which Close ends.
func NewBroker(store Store, log *slog.Logger) (*Broker, error) {
	rooms, err := store.Rooms()
	if err != nil {
		return nil, fmt.Errorf("list of rooms: %w", err)
	}
	b := &Broker{
		store: store, log: log, started: time.Now(), searches: newSearches(),
		hubs: make(map[ID]*hub), byName: make(map[string]*hub),
		people: make(map[UserID]*person), moved: make(map[*hub]struct{}),
	}
	for _, r := range rooms {
		b.addHub(r)
	}
	store.Subscribe(b.deliver)
	b.heralds = startPaced(heraldGap, b.herald)
	b.marks = startPaced(marksGap, b.keepMarks)
	b.idlers = startPaced(idleGap, b.findIdle)
	return b, nil
}

// Close ends the broker's goroutines and writes the read marks that are still
// in memory. Call it after the last session has ended and before the store
// closes.
func (b *Broker) Close(ctx context.Context) error {
	b.heralds.stop()
	b.idlers.stop()
	b.marks.stop()
	return b.flushMarks(ctx)
}

func (b *Broker) addHub(r Room) *hub {
	h := newHub(r)
	b.hubs[r.ID] = h
	b.byName[text.Fold(r.Name)] = h
	return h
}

// now is the time since the broker was made, which no change of the server's
// clock moves.
func (b *Broker) now() time.Duration { return time.Since(b.started) }

// deliver takes one event from the store. It runs on the store's goroutine and
// waits for nobody.
func (b *Broker) deliver(e Event) {
	switch e := e.(type) {
	case Created:
		b.mu.Lock()
		h := b.addHub(e.Room)
		p := b.people[e.Room.Creator]
		b.mu.Unlock()
		h.append(e)
		b.membership(p, h, true)
	case Joined:
		h, p := b.lookUp(e.Room, e.Who.ID)
		h.append(e)
		b.membership(p, h, true)
	case Left:
		h, p := b.lookUp(e.Room, e.Who.ID)
		h.append(e)
		b.membership(p, h, false)
	case Posted:
		h, p := b.lookUp(e.Message.Room, e.Message.Author.ID)
		b.tell(e, e.Message.Mentions...)
		h.append(e)
		b.readOwn(p, e.Message)
	case Changed:
		h, _ := b.lookUp(e.Message.Room, 0)
		if e.Change == WasEdited || e.Change == WasDeleted {
			b.tell(e, e.Message.Mentions...)
			b.tell(e, e.Unnamed...)
		}
		h.append(e)
	case Drafted:
		b.tell(e, e.User)
	case Notified:
		b.tell(e, e.User)
	case Ignoring:
		b.tell(e, e.User)
	case Marked:
		// The marks came from markRead, which has shown them already.
	}
}

// tell lets those of the people hear of an event who have a session.
func (b *Broker) tell(e Event, people ...UserID) {
	for _, id := range people {
		if _, p := b.lookUp(0, id); p != nil {
			p.mu.Lock()
			p.hear(e)
			p.mu.Unlock()
		}
	}
}

// lookUp returns a room and a person; the person is nil when nobody sits for
// them.
func (b *Broker) lookUp(in ID, who UserID) (*hub, *person) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.hubs[in], b.people[who]
}

// membership tells a person's sessions that they are in or out of a room.
func (b *Broker) membership(p *person, h *hub, in bool) {
	if p == nil {
		return
	}
	p.mu.Lock()
	if p.heard != nil {
		p.heard[h.id] = in
	}
	if in {
		p.join(h)
	} else {
		p.leave(h)
	}
	p.mu.Unlock()
	b.peopleMoved(h)
}
