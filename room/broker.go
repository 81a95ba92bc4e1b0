package room

import (
	"cmp"
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

	started time.Time // what now counts from
	searches

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

// Sit gives a session of who a place. The caller closes it. Who must be an
// account of the store.
func (b *Broker) Sit(who Person, o SitOptions) (*Seat, error) {
	b.mu.Lock()
	p := b.people[who.ID]
	if p == nil {
		p = newPerson(who)
		b.people[who.ID] = p
	}
	s := &Seat{broker: b, person: p, quiet: o.Quiet, bell: make(chan struct{}, 1)}
	s.touched.Store(int64(b.now()))
	// The seat is registered before anything is read, so that the person is
	// not dismissed meanwhile.
	p.mu.Lock()
	p.seat(s)
	hubs := make([]*hub, 0, len(p.rooms))
	for _, h := range p.rooms {
		h.add(s)
		hubs = append(hubs, h)
	}
	p.mu.Unlock()
	b.mu.Unlock()

	p.load.Do(func() { p.err = b.loadPerson(p) })
	if p.err != nil {
		b.unseat(s)
		return nil, fmt.Errorf("seat: %w", p.err)
	}
	b.peopleMoved(hubs...)
	if !s.quiet && p.presence.Load().Idle {
		b.backFromIdle(p)
	}
	return s, nil
}

// SitOptions says what kind of seat it is.
type SitOptions struct {
	Quiet bool // not shown as present: a program that only reads
}

// loadPerson reads a person's memberships and notes. What is delivered
// meanwhile wins over what was read.
func (b *Broker) loadPerson(p *person) error {
	joined, err := b.store.Memberships(p.ID)
	if err != nil {
		return err
	}
	n, tastes, err := b.loadNotes(p.ID)
	if err != nil {
		return err
	}
	b.mu.RLock()
	hubs := make([]*hub, 0, len(joined)+1)
	for _, id := range joined {
		if h := b.hubs[id]; h != nil {
			hubs = append(hubs, h)
		}
	}
	if lobby := b.byName[Lobby]; lobby != nil {
		hubs = append(hubs, lobby)
	}
	b.mu.RUnlock()

	p.mu.Lock()
	p.notes = n
	p.tastes.Store(tastes)
	for _, h := range hubs {
		if _, newer := p.heard[h.id]; !newer {
			p.join(h)
		}
	}
	p.heard = nil
	for _, e := range p.pending {
		p.hear(e)
	}
	p.pending = nil
	p.mu.Unlock()
	b.peopleMoved(hubs...)
	return nil
}

// unseat takes a seat away and forgets the person with the last one, unless
// marks are still to be written.
func (b *Broker) unseat(s *Seat) {
	p := s.person
	b.mu.Lock()
	p.mu.Lock()
	p.unseat(s)
	hubs := make([]*hub, 0, len(p.rooms))
	for _, h := range p.rooms {
		h.remove(s)
		hubs = append(hubs, h)
	}
	b.dismiss(p)
	others := len(p.seats) > 0
	p.mu.Unlock()
	b.mu.Unlock()
	b.peopleMoved(hubs...)
	if others { // which may have been idle for long
		b.idlers.kick()
	}
}

// dismiss forgets a person whom nothing needs. The caller holds b.mu and p.mu.
func (b *Broker) dismiss(p *person) {
	if len(p.seats) == 0 && len(p.dirty) == 0 && b.people[p.ID] == p {
		delete(b.people, p.ID)
	}
}

// peopleMoved has the sessions in these rooms told, soon.
func (b *Broker) peopleMoved(hubs ...*hub) {
	if len(hubs) == 0 {
		return
	}
	b.mu.Lock()
	for _, h := range hubs {
		b.moved[h] = struct{}{}
	}
	b.mu.Unlock()
	b.heralds.kick()
}

// herald tells the seats of rooms where something moved. It returns how long
// until somebody's typing is over, and zero when nobody types.
func (b *Broker) herald(context.Context) time.Duration {
	b.mu.Lock()
	moved := b.moved
	b.moved = make(map[*hub]struct{})
	b.mu.Unlock()
	var next time.Duration
	var typing []*hub
	for h := range moved {
		if left := h.herald(b.now()); left > 0 {
			next = cmp.Or(min(next, left), left)
			typing = append(typing, h)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, h := range typing {
		b.moved[h] = struct{}{}
	}
	return next
}
