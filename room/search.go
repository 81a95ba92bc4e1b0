package room

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"
)

// Limits of a search. One takes as long as a room is large, so few run at a
// time and each comes back soon.
const (
	searchHits  = 50                     // a step returns at most
	searchStep  = 300 * time.Millisecond // a step looks for at most
	searchSlots = 2                      // run at once
)

// More says where a search goes on. The zero More is its beginning, and its
// end.
type More struct{ at *progress }

// A progress is where a search has come to.
type progress struct {
	room   ID
	before uint64 // number; zero: the room's newest
	rooms  []ID   // to be searched afterwards
}

// Results are what one step of a search found.
type Results struct {
	Found []Hit     // newest first in each room
	More  More      // where to go on
	Done  bool      // there is nothing to go on with
	Until time.Time // said when the last message was that was looked at; zero when Done
}

// A Hit is a message that was found, and its room.
type Hit struct {
	Room    Room
	Message *Message
}

// searches are those that run.
type searches struct {
	slots chan struct{} // one in it for each that runs

	searchMu  sync.Mutex
	searching map[UserID]struct{}
}

func newSearches() searches {
	return searches{slots: make(chan struct{}, searchSlots), searching: make(map[UserID]struct{})}
}

// Search looks for messages, newest first, in the room that the query names,
// else in here, or in every room that by has joined: then room by room, the one
// where something was said last coming first. It returns after some hits or
// some time, and is called again with Results.More for what lies further back.
// Whether by may read a room is asked anew each time; what people say whom by
// ignores is found only under their name.
//
// A person has one search at a time, and is refused a second one with
// ErrLimited. Few run on the whole server; others wait for their turn or for
// the end of ctx.
func (b *Broker) Search(ctx context.Context, by UserID, here ID, q Query, more More) (Results, error) {
	if q.empty() {
		return Results{}, refuse(ErrInvalid, "there is nothing to search for; type some words, or such as from:bob")
	}
	leave, err := b.searches.enter(ctx, by)
	if err != nil {
		return Results{}, err
	}
	defer leave()
	s, err := b.scan(by, q)
	if err != nil {
		return Results{}, err
	}
	at := more.at
	if at == nil {
		if at, err = b.firstPlace(by, here, q); err != nil {
			return Results{}, err
		}
	}
	return b.searchFrom(ctx, by, s, at, q.Everywhere)
}

// enter waits for the turn of a person's search.
func (s *searches) enter(ctx context.Context, by UserID) (leave func(), err error) {
	s.searchMu.Lock()
	_, busy := s.searching[by]
	s.searching[by] = struct{}{}
	s.searchMu.Unlock()
	if busy {
		return nil, refuse(ErrLimited, "another search of yours is still running; wait for it and try again")
	}
	ended := func() {
		s.searchMu.Lock()
		defer s.searchMu.Unlock()
		delete(s.searching, by)
	}
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		ended()
		return nil, refuse(ErrLimited, "the server is busy with the searches of others; try again in a moment")
	}
	return func() {
		<-s.slots
		ended()
	}, nil
}

// scan makes of a query what the store looks for.
func (b *Broker) scan(by UserID, q Query) (Scan, error) {
	s := Scan{Words: q.Words, After: q.After, Until: q.Before}
	var wanted []func(*Message) bool
	if q.From != "" {
		p, err := b.FindPerson(by, q.From)
		if err != nil {
			return Scan{}, err
		}
		s.From = p.ID
	} else {
		ignored, err := b.store.Ignored(by)
		if err != nil {
			return Scan{}, err
		}
		if len(ignored) > 0 {
			wanted = append(wanted, func(m *Message) bool { return !slices.Contains(ignored, m.Author.ID) })
		}
	}
	for _, what := range q.Has {
		has, ok := hasPart[what]
		if !ok {
			return Scan{}, noPart(what)
		}
		wanted = append(wanted, has)
	}
	if len(wanted) > 0 {
		s.Match = func(m *Message) bool {
			return !slices.ContainsFunc(wanted, func(want func(*Message) bool) bool { return !want(m) })
		}
	}
	return s, nil
}

// hasPart are what a message can have.
var hasPart = map[string]func(*Message) bool{
	"link": func(m *Message) bool {
		return strings.Contains(m.Text, "http://") || strings.Contains(m.Text, "https://")
	},
	"code":     func(m *Message) bool { return strings.Contains(m.Text, "`") },
	"file":     func(m *Message) bool { return m.File != nil },
	"pin":      func(m *Message) bool { return m.Pinned },
	"reaction": func(m *Message) bool { return len(m.Reactions) > 0 },
	"reply":    func(m *Message) bool { return m.Reply != nil },
	"mention":  func(m *Message) bool { return len(m.Mentions) > 0 },
}

// firstPlace returns where a search begins.
func (b *Broker) firstPlace(by UserID, here ID, q Query) (*progress, error) {
	switch {
	case q.Everywhere:
		rooms, err := b.byActivity(by)
		if err != nil || len(rooms) == 0 {
			return nil, err
		}
		return &progress{room: rooms[0], rooms: rooms[1:]}, nil
	case q.In != "":
		r, err := b.Find(by, q.In)
		return &progress{room: r.ID}, err
	case here == 0:
		return nil, errNowhere
	}
	return &progress{room: here}, nil
}

// byActivity returns the rooms that somebody is in, the one where something was
// said last first.
func (b *Broker) byActivity(by UserID) ([]ID, error) {
	listings, err := b.Rooms(by)
	if err != nil {
		return nil, err
	}
	type room struct {
		id   ID
		last time.Time
	}
	var rooms []room
	for _, l := range listings {
		if !l.Joined || l.Room.Last == 0 {
			continue
		}
		newest, err := b.store.History(l.Room.ID, Range{Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(newest) > 0 {
			rooms = append(rooms, room{l.Room.ID, newest[0].At})
		}
	}
	slices.SortFunc(rooms, func(x, y room) int { return cmp.Or(y.last.Compare(x.last), cmp.Compare(x.id, y.id)) })
	ids := make([]ID, len(rooms))
	for i, r := range rooms {
		ids[i] = r.id
	}
	return ids, nil
}

// searchFrom does one step from a place on; nil stands for the end.
func (b *Broker) searchFrom(ctx context.Context, by UserID, s Scan, at *progress, everywhere bool) (Results, error) {
	began := time.Now()
	var r Results
	for at != nil {
		in, err := b.memberOf(by, at.room)
		if err != nil && !(everywhere && hidden(err)) {
			return Results{}, err
		}
		next := at.following()
		if err == nil { // else they have left it since the search began
			s.Above, s.Before, s.Limit = in.Floor, at.before, searchHits-len(r.Found)
			s.Most = max(1, searchStep-time.Since(began))
			found, err := b.store.Scan(ctx, at.room, s)
			if err != nil {
				return Results{}, err
			}
			for _, m := range allAbove(in.Floor, found.Found) {
				r.Found = append(r.Found, Hit{in.room, m})
			}
			if found.Next > 0 {
				next = &progress{at.room, found.Next, at.rooms}
			}
		}
		at = next
		if len(r.Found) == searchHits || time.Since(began) >= searchStep {
			break
		}
	}
	if at == nil {
		r.Done = true
		return r, nil
	}
	r.More.at = at
	return r, b.searchedUntil(&r, at)
}

// following returns the start of the next room, nil when there is none.
func (p *progress) following() *progress {
	if len(p.rooms) == 0 {
		return nil
	}
	return &progress{room: p.rooms[0], rooms: p.rooms[1:]}
}

// searchedUntil notes how far back a search has come in its room.
func (b *Broker) searchedUntil(r *Results, at *progress) error {
	if at.before == 0 {
		return nil
	}
	last, err := b.store.History(at.room, Range{After: at.before - 1, Before: at.before + 1, Limit: 1})
	if err == nil && len(last) > 0 {
		r.Until = last[0].At
	}
	return err
}
