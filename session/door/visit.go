package door

import (
	"container/list"
	"net/netip"
	"time"
)

// A Visit is one connection, from its coming to its end.
type Visit struct {
	door  *Door
	cut   func()
	since time.Time

	// The door's mutex guards what follows.
	lines   []place // where it waits; none once it is authenticated
	gaveWay bool    // it was put out for others
	left    bool
	sources []*entry[netip.Prefix, source] // its address's, and its network's; none for the exempt
	guest   bool                           // it counts as one of its source
	account *entry[uint64, account]        // that it is charged to; nil: to none
	key     Key
}

// A Key is the fingerprint of a key.
type Key = [32]byte

// A place is one in a line of visits.
type place struct {
	line *list.List
	at   *list.Element
}

func (v *Visit) join(l *list.List) { v.lines = append(v.lines, place{l, l.PushBack(v)}) }

func (v *Visit) leaveLines() {
	for _, p := range v.lines {
		p.line.Remove(p.at)
	}
	v.lines = nil
}

// putOut closes the connection of somebody who gave way; nobody did when v is nil.
func (v *Visit) putOut() {
	if v != nil {
		v.cut()
	}
}

// From charges the connection to its address, once, or says why it is turned
// away: [ErrPenalised], [ErrSourceFull] or [ErrNetworkFull].
func (v *Visit) From(a netip.Addr) error {
	out, err := v.from(a.Unmap())
	out.putOut()
	return err
}

// from also returns who gave way; nil: nobody did.
func (v *Visit) from(a netip.Addr) (out *Visit, err error) {
	d := v.door
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.exempt(a) || v.left || v.sources != nil {
		return nil, nil
	}
	now := time.Now()
	for _, p := range prefixes(a) {
		v.sources = append(v.sources, d.sources.take(p))
	}
	for _, s := range v.sources {
		if !s.value.lets(now) {
			return nil, v.turnedAway(ErrPenalised)
		}
	}
	for _, s := range v.sources {
		if s.value.waiting.Len() < s.value.mostWaiting {
			continue
		}
		// Whoever gives way in the line of a source leaves that of its network,
		// too; so nobody is put out for somebody who is then turned away.
		if out = d.givesWay(&s.value.waiting, now); out == nil {
			return nil, v.turnedAway(s.value.full)
		}
	}
	for _, s := range v.sources {
		v.join(&s.value.waiting)
	}
	return out, nil
}

// turnedAway ends the visit without a cost: what was not let in cost nothing.
func (v *Visit) turnedAway(why error) error {
	v.leave(time.Now())
	return why
}

// Guest says that the connection is authenticated, with a key that has no account
// or with none. The error is [ErrGuestsOpen] or [ErrGuestsNew]; then the
// connection may do nothing.
func (v *Visit) Guest() error {
	v.door.mu.Lock()
	defer v.door.mu.Unlock()
	v.leaveLines()
	if v.left || v.guest || v.account != nil || len(v.sources) == 0 {
		return nil
	}
	s, now := v.sources[0].value, time.Now()
	switch {
	case s.guests >= v.door.limits.GuestsOpen:
		return ErrGuestsOpen
	case !s.newGuests.take(now):
		return ErrGuestsNew
	}
	s.guests++
	v.guest = true
	return nil
}

// Member says that the connection has proved a key of an account, which it is
// charged to from now on. The error is [ErrAccountOpen] or [ErrAccountNew]; then
// the connection may do nothing. There is none for a guest who became a member,
// or for a member whose key changed the account.
//
// A key of the account that has no connection open gets one although the others
// have all: whoever holds a stolen key cannot keep the owner out.
func (v *Visit) Member(id uint64, key Key) error {
	d := v.door
	d.mu.Lock()
	defer d.mu.Unlock()
	v.leaveLines()
	if v.left || v.account != nil && v.account.key == id {
		return nil
	}
	now := time.Now()
	for _, s := range v.sources {
		s.value.seen = now
	}
	here := v.guest || v.account != nil
	e := d.accounts.take(id)
	switch a := e.value; {
	case !here && a.open >= d.limits.AccountOpen && a.with[key] > 0:
		d.accounts.give(e, now)
		return ErrAccountOpen
	case !a.fresh.take(now) && !here:
		d.accounts.give(e, now)
		return ErrAccountNew
	}
	if v.guest {
		v.sources[0].value.newGuests.giveBack()
	}
	v.release(now)
	for _, s := range v.sources {
		s.value.members++
	}
	e.value.enter(key)
	v.account, v.key = e, key
	return nil
}

// release ends what the visit counts as. The caller holds the lock.
func (v *Visit) release(now time.Time) {
	if v.guest {
		v.sources[0].value.guests--
		v.guest = false
	}
	if v.account == nil {
		return
	}
	for _, s := range v.sources {
		s.value.members--
		s.value.seen = now
	}
	v.account.value.exit(v.key)
	v.door.accounts.give(v.account, now)
	v.account = nil
}

// leave ends the visit. The caller holds the lock.
func (v *Visit) leave(now time.Time) {
	v.left = true
	v.leaveLines()
	v.release(now)
	for _, s := range v.sources {
		v.door.sources.give(s, now)
	}
	v.sources = nil
}

// An Outcome is what came of a connection.
type Outcome int

// What can come of one.
const (
	Good    Outcome = iota // no reason to complain
	Empty                  // it came to nothing: it was not used, or was no use
	Failed                 // it failed to authenticate
	Slow                   // it did not authenticate in time
	Crashed                // something broke on it
)

// A Penalty is one that is enforced from now on.
type Penalty struct {
	Source netip.Prefix
	For    time.Duration
}

// Leave ends the visit, once, and charges its source for what came of it, unless
// a member came: those answer for themselves. It returns the penalties that are
// enforced because of that, and whether the connection was put out for others.
func (v *Visit) Leave(o Outcome) (penalties []Penalty, gaveWay bool) {
	d := v.door
	d.mu.Lock()
	defer d.mu.Unlock()
	if v.left {
		return nil, v.gaveWay
	}
	now := time.Now()
	if v.gaveWay {
		o = Empty
	}
	if o != Good && v.account == nil {
		for i, s := range v.sources {
			// One crash says something about a source, and little about its network.
			if left := s.value.fail(now, d.limits.cost(o), o == Crashed && i == 0); left > 0 {
				penalties = append(penalties, Penalty{s.key, left})
			}
		}
	}
	v.leave(now)
	return penalties, v.gaveWay
}

// cost returns what is added to the penalties of a source.
func (l Limits) cost(o Outcome) time.Duration {
	switch o {
	case Good:
		return 0
	case Failed:
		return l.PenaltyAuth
	case Slow:
		return l.PenaltySlow
	case Crashed:
		return l.PenaltyCrash
	case Empty:
	}
	return l.PenaltyEmpty
}
