package room

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"snug/text"
)

// A Presence is how a member who has a session is there.
type Presence struct {
	Person
	Role Role   // in the room that was asked about
	Away bool   // said so
	Why  string // one clean line, possibly empty; only when Away
	Idle bool   // has pressed no key for a while
}

// Gone reports whether somebody is connected but not there.
func (p Presence) Gone() bool { return p.Away || p.Idle }

// Limits of presence.
const (
	MaxWhy    = 100              // bytes of why somebody is away
	idleAfter = 15 * time.Minute // without a key in any session
	idleGap   = 10 * time.Second // between two looks at who is idle
)

// SetAway marks somebody as away, or as back, in all their sessions and for as
// long as they have one. Why is a line of at most MaxWhy bytes.
func (b *Broker) SetAway(by UserID, away bool, why string) error {
	why, err := text.CleanLine(why)
	switch {
	case err != nil:
		return refuse(ErrInvalid, "the reason is not UTF-8; switch your terminal to UTF-8 and type it again")
	case len(why) > MaxWhy:
		return refuse(ErrInvalid, "the reason has %d bytes and the limit is %d; shorten it", len(why), MaxWhy)
	case !away:
		why = ""
	}
	_, p := b.lookUp(0, by)
	if p == nil || !p.setPresence(func(is *Presence) { is.Away, is.Why = away, why }) {
		return refuse(ErrConflict, "you have no session open, so nobody sees you here anyway; connect first")
	}
	b.peopleMoved(p.places()...)
	return nil
}

// setPresence changes how the person is there, unless they are not. The new
// state is told with the next herald.
func (p *person) setPresence(set func(*Presence)) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.seats) == 0 {
		return false
	}
	is := *p.presence.Load()
	set(&is)
	p.presence.Store(&is)
	for _, pl := range p.rooms {
		pl.hub.presenceChanged()
	}
	return true
}

// places returns the rooms that the person is in.
func (p *person) places() []*hub {
	p.mu.Lock()
	defer p.mu.Unlock()
	hubs := make([]*hub, 0, len(p.rooms))
	for _, pl := range p.rooms {
		hubs = append(hubs, pl.hub)
	}
	return hubs
}

// Touch says that a key was pressed: the person is not idle. It is cheap.
func (s *Seat) Touch() {
	s.touched.Store(int64(s.broker.now()))
	if s.person.presence.Load().Idle {
		s.broker.backFromIdle(s.person)
	}
}

// AutoAway says whether 15 minutes without a key count as being idle. They do
// when no session of the person has said otherwise; a seat that was not asked
// says no.
func (s *Seat) AutoAway(on bool) {
	s.auto.Store(on)
	if on {
		s.broker.idlers.kick()
	} else if s.person.presence.Load().Idle {
		s.broker.backFromIdle(s.person)
	}
}

func (b *Broker) backFromIdle(p *person) {
	if p.setPresence(func(is *Presence) { is.Idle = false }) {
		b.peopleMoved(p.places()...)
		b.idlers.kick()
	}
}

// findIdle notes who has become idle. It returns how long until somebody else
// may, and zero when nobody can.
func (b *Broker) findIdle(context.Context) time.Duration {
	b.mu.RLock()
	people := slices.Collect(maps.Values(b.people))
	b.mu.RUnlock()
	var next time.Duration
	for _, p := range people {
		left, can := p.untilIdle(b.now())
		switch {
		case !can:
		case left > 0:
			next = cmp.Or(min(next, left), left)
		case p.setPresence(func(is *Presence) { is.Idle = true }):
			// A key may have been pressed before that could be seen.
			if left, can := p.awake(b.now()); left > 0 || !can {
				b.backFromIdle(p)
				continue
			}
			b.peopleMoved(p.places()...)
		}
	}
	return next
}

// untilIdle returns how long until the person is idle if no key is pressed, and
// false when they are, or never will be.
func (p *person) untilIdle(now time.Duration) (time.Duration, bool) {
	if p.presence.Load().Idle {
		return 0, false
	}
	return p.awake(now)
}

// awake returns how much is left of the time after the last key of the person,
// and false when that time does not count.
func (p *person) awake(now time.Duration) (time.Duration, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var last time.Duration
	seats := 0
	for s := range p.seats {
		if s.quiet {
			continue
		}
		if !s.auto.Load() {
			return 0, false
		}
		last = max(last, time.Duration(s.touched.Load()))
		seats++
	}
	return last + idleAfter - now, seats > 0
}
