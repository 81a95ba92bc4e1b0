package door

import (
	"container/list"
	"math/rand/v2"
	"net/netip"
	"sync"
	"time"
)

// A Door counts connections and remembers their sources and accounts. It is made
// by [New] and may be used from any goroutine; its methods do not wait.
type Door struct {
	limits Limits

	mu       sync.Mutex
	waiting  list.List // of *Visit: who is not authenticated, in the order of their coming
	sources  *table[netip.Prefix, source]
	accounts *table[uint64, account]
}

// New returns a door that nobody has come to.
func New(l Limits) *Door {
	d := &Door{limits: l.WithDefaults()}
	d.sources = newTable(d.limits.Remembered, func(p netip.Prefix) *source { return newSource(d.limits, p) }, (*source).forgettable)
	d.accounts = newTable(d.limits.Remembered, func(uint64) *account { return &account{fresh: perMinute(d.limits.AccountNew)} }, (*account).forgettable)
	return d
}

// Knock counts a new connection as not authenticated, or returns [ErrCrowded].
// Cut has to close it, from any goroutine and without waiting; it is called when
// the connection has waited for long and gives way to others. Whoever got a visit
// calls [Visit.Leave] in the end.
func (d *Door) Knock(cut func()) (*Visit, error) {
	v := &Visit{door: d, cut: cut, since: time.Now()}
	out, err := d.knock(v)
	out.putOut()
	if err != nil {
		return nil, err
	}
	return v, nil
}

// knock also returns who gave way; nil: nobody did.
func (d *Door) knock(v *Visit) (out *Visit, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.waiting.Len() >= d.limits.Waiting {
		out = d.givesWay(&d.waiting, v.since)
	}
	if d.unlucky(d.waiting.Len()) {
		return out, ErrCrowded
	}
	v.join(&d.waiting)
	return out, nil
}

// unlucky decides whether the next one is turned away while n wait: never below
// the limit, always from the full one on, and with a chance that grows evenly in
// between. Chance keeps a flood from deciding who comes in.
func (d *Door) unlucky(n int) bool {
	low, high := d.limits.Waiting, d.limits.WaitingFull
	switch {
	case n < low:
		return false
	case n >= high:
		return true
	}
	return rand.IntN(high-low+1) <= n-low
}

// givesWay takes the one who has waited longest out of all lines, if that was
// long enough, for the caller to put out.
func (d *Door) givesWay(l *list.List, now time.Time) *Visit {
	first := l.Front()
	if first == nil {
		return nil
	}
	v := first.Value.(*Visit)
	if now.Sub(v.since) < d.limits.GiveWay {
		return nil
	}
	v.leaveLines()
	v.gaveWay = true
	return v
}

// exempt reports whether an address is held to no limit of its source.
func (d *Door) exempt(a netip.Addr) bool {
	if !a.IsValid() {
		return true // it is no address of the network
	}
	for _, p := range d.limits.Exempt {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
