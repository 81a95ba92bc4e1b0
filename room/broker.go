package room

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"snug/text"
)

// A Broker knows which rooms there are and who sits where, checks what people
// ask for, and hands the store's events to the sessions.
type Broker struct {
	store Store
	log   *slog.Logger

	heralds *paced // tells seats of people who came and went, who types, and who may write again
	marks   *paced // writes read marks
	idlers  *paced // finds people who have pressed no key for long
	janitor *paced // clears away what nobody may see any more

	started  time.Time // what now counts from
	searches searches
	chores   chores
	pulse    pulse
	panics   atomic.Uint64
	sends    sends
	rates    rates

	transfers transfers

	mu     sync.RWMutex
	hubs   map[ID]*hub
	byName map[string][]*hub // common rooms, by folded name
	lobby  *hub
	staff  *hub        // the staff's room; nil: there is none yet
	kept   map[ID]*hub // rooms that do not keep everything
	people map[UserID]*person
	moved  map[*hub]struct{} // hubs of which seats may not have heard all

	house      atomic.Pointer[House] // written under mu
	houseReads uint64                // of the house, that have begun
	nextEnd    time.Time             // when the next mute, ban or lockdown ends; zero: none does
}

// How often, at most, sessions hear that people came or went, and read marks
// go to disk. In a storm of joins everybody present is redrawn once a second,
// not once a join.
const (
	heraldGap = time.Second
	marksGap  = 3 * time.Second
)

// NewBroker returns a broker over store, which must have been opened and not
// used yet. It starts four goroutines, which Close ends.
func NewBroker(store Store, log *slog.Logger) (*Broker, error) {
	rooms, err := store.Rooms()
	if err != nil {
		return nil, fmt.Errorf("list of rooms: %w", err)
	}
	b := &Broker{
		store: store, log: log, started: time.Now(), searches: newSearches(), transfers: newTransfers(),
		hubs: make(map[ID]*hub), byName: make(map[string][]*hub), kept: make(map[ID]*hub),
		people: make(map[UserID]*person), moved: make(map[*hub]struct{}),
	}
	b.chores.clock = newClock(b.started)
	house, err := store.House(b.started)
	if err != nil {
		return nil, fmt.Errorf("settings of the server: %w", err)
	}
	b.house.Store(&house)
	for _, r := range rooms {
		h := newHub(r)
		if h.tombs, err = store.Tombstones(r.ID); err != nil {
			return nil, fmt.Errorf("deleted messages of a room: %w", err)
		}
		if h.pins, err = store.Pins(r.ID); err != nil {
			return nil, fmt.Errorf("pinned messages of a room: %w", err)
		}
		b.addHub(h)
	}
	store.Subscribe(b.deliver)
	b.heralds = b.startPaced(heraldGap, b.herald)
	b.endsAt(house.Until)
	b.marks = b.startPaced(marksGap, b.keepMarks)
	b.idlers = b.startPaced(idleGap, b.findIdle)
	b.janitor = b.startPaced(janitorGap, b.clean)
	b.chores.look()
	b.janitor.kick()
	return b, nil
}

// Close ends the uploads that are under way and the broker's goroutines, and writes
// the read marks that are still in memory. Call it after the last session has ended and before the store
// closes.
func (b *Broker) Close(ctx context.Context) error {
	b.transfers.close()
	b.janitor.stop()
	b.heralds.stop()
	b.idlers.stop()
	b.marks.stop()
	return b.flushMarks(ctx)
}

// addHub makes a room known. The caller holds mu, or nobody knows of b yet.
func (b *Broker) addHub(h *hub) {
	r, _ := h.snapshot()
	b.hubs[h.id] = h
	b.index(h, r)
	switch {
	case r.Open():
		b.lobby = h
	case r.Staff:
		b.staff = h
	}
}

// index lets a common room be found by its name, and a room that does not keep
// everything by the janitor. The caller holds mu.
func (b *Broker) index(h *hub, r Room) {
	if h.kind == Common {
		key := text.Fold(r.Name)
		b.byName[key] = append(b.byName[key], h)
	}
	if r.KeepFor > 0 || r.KeepLast > 0 {
		b.kept[h.id] = h
	}
}

// unindex undoes index. The caller holds mu.
func (b *Broker) unindex(h *hub, r Room) {
	key := text.Fold(r.Name)
	left := slices.DeleteFunc(b.byName[key], func(one *hub) bool { return one == h })
	if b.byName[key] = left; len(left) == 0 {
		delete(b.byName, key)
	}
	delete(b.kept, h.id)
}

// lookUp returns a room and a person; the person is nil when nobody sits for
// them.
func (b *Broker) lookUp(in ID, who UserID) (*hub, *person) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.hubs[in], b.people[who]
}

// allHubs returns every room.
func (b *Broker) allHubs() []*hub {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return slices.Collect(maps.Values(b.hubs))
}

// everybody returns every person who is in memory.
func (b *Broker) everybody() []*person {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return slices.Collect(maps.Values(b.people))
}

// now is the time since the broker was made, which no change of the server's
// clock moves.
func (b *Broker) now() time.Duration { return time.Since(b.started) }
