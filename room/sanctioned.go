package room

import (
	"time"

	"snug/keys/sanction"
)

// The mutes and bans of a person who has a session are kept in memory, and what
// they are is compared with the clock whenever somebody asks. That one has ended
// by itself is told to the sessions by the herald, which wakes for the next end:
// within a second. A screen that looks at Standing's times for each key is right
// from the very moment on.

// conduct is what keeps a person from writing or reading. The person's mutex
// guards it.
type conduct struct {
	is        Conduct
	reads     uint64         // of is, that have begun
	penalties map[ID]Penalty // nil until there is one
}

// reading notes that a read of [Conduct] begins, and returns its number. What it
// reads counts unless another has begun after it, which sees at least as much.
// The caller holds the person's lock.
func (c *conduct) reading() uint64 {
	c.reads++
	return c.reads
}

// read takes over what was read, and reports whether it counts. The caller holds
// the person's lock.
func (c *conduct) read(n uint64, is Conduct) bool {
	if n == c.reads {
		c.is = is
	}
	return n == c.reads
}

// punish takes over what somebody may not do in a room, or may again. The caller
// holds the person's lock.
func (c *conduct) punish(e Punished) {
	is := c.penalties[e.Room]
	switch e.What {
	case Mute:
		is.Muted = e.Is
	case Ban:
		is.Banned = e.Is
	}
	if c.penalties == nil {
		c.penalties = make(map[ID]Penalty)
	}
	if c.penalties[e.Room] = is; is == (Penalty{}) {
		delete(c.penalties, e.Room)
	}
}

// end forgets what has ended, and returns whether that was anything, and when
// something else ends; zero: never. The caller holds the person's lock.
func (c *conduct) end(now time.Time) (ended bool, next time.Time) {
	one := func(s *sanction.Sanction) {
		switch {
		case s.Until.IsZero():
		case s.In(now):
			next = earlier(next, s.Until)
		default:
			*s, ended = sanction.Sanction{}, true
		}
	}
	one(&c.is.Muted)
	for in, is := range c.penalties {
		one(&is.Muted)
		one(&is.Banned)
		if c.penalties[in] = is; is == (Penalty{}) {
			delete(c.penalties, in)
		}
	}
	return ended, next
}

// earlier returns the earlier of two times; a zero one is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// Sanctioned tells the rooms that an account is muted or not any more, is trusted
// or not, or that the server's settings have changed (zero): whoever cannot write
// any more, or can again, sees it. It reads the store.
func (b *Broker) Sanctioned(who UserID) {
	var err error
	if who == 0 {
		err = b.readHouse()
	} else if _, p := b.lookUp(0, who); p != nil {
		err = b.readConduct(p)
	}
	if err != nil {
		b.log.Error("what somebody may do has changed and could not be read", "user", uint64(who), "err", err)
	}
}

// readConduct reads what rooms have to know of a person, and lets their sessions
// see it.
func (b *Broker) readConduct(p *person) error {
	p.mu.Lock()
	n := p.conduct.reading()
	p.mu.Unlock()
	is, err := b.store.Conduct(p.id)
	if err != nil {
		return err
	}
	p.mu.Lock()
	if p.conduct.read(n, is) {
		p.roomsMoved()
	}
	p.mu.Unlock()
	b.endsAt(is.Muted.Until)
	return nil
}

// readHouse reads the server's settings, and lets all sessions see what they
// mean for them.
func (b *Broker) readHouse() error {
	b.mu.Lock()
	b.houseReads++
	n := b.houseReads
	b.mu.Unlock()
	is, err := b.store.House(time.Now())
	if err != nil {
		return err
	}
	b.mu.Lock()
	if n == b.houseReads {
		b.house.Store(&is)
	}
	b.mu.Unlock()
	for _, p := range b.everybody() {
		p.mu.Lock()
		p.roomsMoved()
		p.mu.Unlock()
	}
	b.endsAt(is.Until)
	return nil
}

// endsAt has the sessions told when something ends that keeps somebody from
// writing or reading; zero: it does not.
func (b *Broker) endsAt(t time.Time) {
	if t.IsZero() {
		return
	}
	b.mu.Lock()
	b.nextEnd = earlier(b.nextEnd, t)
	b.mu.Unlock()
	b.heralds.kick()
}

// tellEnded lets the sessions of whoever may write or read again see it. It
// returns how long until there is somebody else, and zero when there is nobody.
func (b *Broker) tellEnded(now time.Time) time.Duration {
	b.mu.Lock()
	at := b.nextEnd
	due := !at.IsZero() && !now.Before(at)
	if due {
		b.nextEnd = time.Time{}
	}
	b.mu.Unlock()
	if !due {
		return wait(at, now)
	}
	house := b.house.Load()
	open := house.ReadOnly && !house.Until.Before(at) && !now.Before(house.Until)
	next := time.Time{}
	if house.in(now) {
		next = house.Until
	}
	for _, p := range b.everybody() {
		p.mu.Lock()
		ended, left := p.conduct.end(now)
		if ended || open {
			p.roomsMoved()
		}
		p.mu.Unlock()
		next = earlier(next, left)
	}
	b.mu.Lock()
	b.nextEnd = earlier(b.nextEnd, next)
	at = b.nextEnd
	b.mu.Unlock()
	return wait(at, now)
}

// in reports whether a lockdown counts that only lets some write.
func (h House) in(now time.Time) bool {
	return h.ReadOnly && (h.Until.IsZero() || now.Before(h.Until))
}

// wait returns how long it is until a time, at least a moment; zero for a zero
// time.
func wait(t, now time.Time) time.Duration {
	if t.IsZero() {
		return 0
	}
	return max(t.Sub(now), 1)
}
