package room

import (
	"context"
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"time"
)

// A toll is what something takes of an account's allowance, in halves of a
// message.
type toll int

// The tolls: of what everybody has to read, and of what they do not.
const (
	wholeToll toll = 2
	halfToll  toll = 1
)

// spentAtLeast is how many accounts are kept before those are looked for that
// have all of their allowance back.
const spentAtLeast = 256

// sends holds what accounts write to a rate, each over all of its sessions,
// rooms and ways in. It is asked before the store is, so that a flood costs
// neither a transaction nor anybody's time, and it forgets at a restart. Whoever
// has written nothing lately takes no room in it: it holds the accounts of the
// last burst, at most twice as many.
type sends struct {
	refused atomic.Uint64

	mu    sync.Mutex
	paid  map[UserID]time.Duration // as Broker.now: when all that somebody has sent is worked off
	sweep int                      // at so many accounts, those who owe nothing are forgotten
}

// A sendRate is what somebody may send: one message in every gap, and so many
// gaps ahead.
type sendRate struct {
	gap   time.Duration // zero: there is no rate
	burst int
}

// aSecond returns how many messages that are in a second.
func (r sendRate) aSecond() int { return max(int((time.Second+r.gap/2)/r.gap), 1) }

// take takes a toll, and returns how long whoever sends has to wait first. When
// that is longer than they can, nothing is taken.
func (s *sends) take(who UserID, t toll, r sendRate, now, patience time.Duration) (wait time.Duration) {
	if r.gap == 0 {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	then := max(s.paid[who], now) + r.gap*time.Duration(t)/time.Duration(wholeToll)
	if wait = max(then-now-r.gap*time.Duration(r.burst), 0); wait > patience {
		s.refused.Add(1)
		return wait
	}
	if s.paid == nil {
		s.paid = make(map[UserID]time.Duration)
	}
	if _, known := s.paid[who]; !known && len(s.paid) >= max(s.sweep, spentAtLeast) {
		maps.DeleteFunc(s.paid, func(_ UserID, then time.Duration) bool { return then <= now })
		s.sweep = 2 * len(s.paid)
	}
	s.paid[who] = then
	return wait
}

// maySend takes a toll of what somebody sends, or refuses it (ErrLimited).
func (b *Broker) maySend(by UserID, t toll) error {
	r, err := b.sendRateOf(by)
	if err != nil {
		return err
	}
	if wait := b.sends.take(by, t, r, b.now(), 0); wait > 0 {
		return r.tooFast(wait)
	}
	return nil
}

// maxUploadWait is the longest that an upload waits until its message can be sent.
const maxUploadWait = 10 * time.Second

// mayUpload is maySend for the message of a file, and waits where it comes too
// soon: who copies a folder has its files taken one after the other.
func (b *Broker) mayUpload(ctx context.Context, by UserID) error {
	r, err := b.sendRateOf(by)
	if err != nil {
		return err
	}
	wait := b.sends.take(by, wholeToll, r, b.now(), maxUploadWait)
	if wait > maxUploadWait {
		return r.tooFast(wait)
	}
	return pause(ctx, wait)
}

// tooFast refuses what comes too soon.
func (r sendRate) tooFast(wait time.Duration) error {
	return limited(wait, "you write faster than %[1]d messages a second; wait %[2]d s and try again", r.aSecond(), wholeSeconds(wait))
}

// SendRate returns how many messages a second somebody may send in the long run;
// zero: as many as they like. A bot has a rate of its own.
func (b *Broker) SendRate() int { return b.house.Load().SendRate }

// sendRateOf returns what somebody may send. A bot has a rate of its own, which
// [Apply] holds its messages to; here it may send at once what it may in a minute.
func (b *Broker) sendRateOf(by UserID) (sendRate, error) {
	house := b.house.Load()
	if by == Operator || house.SendRate == 0 {
		return sendRate{}, nil
	}
	r := sendRate{gap: time.Second / time.Duration(house.SendRate), burst: house.SendBurst}
	is, err := b.conductOf(by)
	if err == nil && is.Keeper != 0 {
		r.gap = min(r.gap, time.Minute/time.Duration(max(is.Rate, 1)))
		r.burst = max(r.burst, is.Rate)
	}
	return r, err
}

// conductOf returns how somebody's account stands.
func (b *Broker) conductOf(who UserID) (Conduct, error) {
	if _, p := b.lookUp(0, who); p != nil && p.loaded() {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.conduct.is, nil
	}
	is, err := b.store.Conduct(who)
	if errors.Is(err, ErrNotFound) { // for the store to refuse
		err = nil
	}
	return is, err
}
