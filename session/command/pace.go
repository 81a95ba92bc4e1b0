package command

import (
	"slices"
	"sync"
	"time"

	"snug/keys"
	"snug/text/lang"
)

// What people below moderators may change for others: so many things at once, and
// then one in each time.
const (
	changesAtOnce = 200
	changeEvery   = time.Second
	paced         = 10_000 // accounts that are counted by themselves
)

// A pace bounds what people change for others: each change leaves an entry in the
// audit log, which only grows. The zero value is ready, and may be used from any
// goroutine.
type pace struct {
	mu sync.Mutex
	// rested is when an account may again change as much as ever, if that is yet to
	// come; of at most paced accounts. Zero stands for all others together.
	rested map[keys.AccountID]time.Time
}

// take reports how long an account has to wait before it changes one more thing;
// zero: it may now.
func (p *pace) take(id keys.AccountID, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.rested[id]; !known && len(p.rested) >= paced && !p.forget(now) {
		id = 0
	}
	rested := p.rested[id]
	if rested.Before(now) {
		rested = now
	}
	if wait := rested.Add(changeEvery).Sub(now) - changesAtOnce*changeEvery; wait > 0 {
		return wait
	}
	if p.rested == nil {
		p.rested = make(map[keys.AccountID]time.Time)
	}
	p.rested[id] = rested.Add(changeEvery)
	return 0
}

// forget drops those who have rested, and reports whether there is room then. The
// caller holds p.mu.
func (p *pace) forget(now time.Time) bool {
	for id, rested := range p.rested {
		if !rested.After(now) {
			delete(p.rested, id)
		}
	}
	return len(p.rested) < paced
}

// giveBack undoes one take.
func (p *pace) giveBack(id keys.AccountID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if rested, known := p.rested[id]; known {
		p.rested[id] = rested.Add(-changeEvery)
	}
}

// unhurried does what somebody wants, unless that changes too much at once.
func (c *Invocation) unhurried(s *Spec, do func() error) error {
	if s.Effect != Manages || !c.Who.SignedUp() || c.Who.Role >= keys.Moderator {
		return do()
	}
	id, p := c.Who.Account.ID, &c.table.pace
	if wait := p.take(id, time.Now()); wait > 0 {
		const whole = time.Second
		wait = (wait + whole - 1).Truncate(whole)
		return &Failure{Limited, lang.S("you have changed many things in a short time; go on in %s", formatDuration(wait)), wait}
	}
	err := do()
	if f, ok := Told(err); ok && slices.Contains(harmless, f.Status) {
		p.giveBack(id)
	}
	return err
}

// harmless are refusals that leave nothing behind.
var harmless = []Status{Usage, NotFound, Unconfirmed}
