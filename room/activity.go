package room

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Activity is what happens on the server.
type Activity struct {
	Minutes [24 * 60]uint32 // messages in each of the last minutes, the newest first
	Rooms   int             // common ones
	Talks   int             // conversations
	Present int             // people with a session that is seen
	Refused uint64          // messages that slow mode, probation and lockdowns have turned away since the start
	TooFast uint64          // what the send rate of accounts has, of messages and of what is done to them
	Resyncs uint64          // times that a session or a program was too slow for a room and went on from its newest messages
}

// pulse counts what is said. Whoever delivers counts; anybody may look.
type pulse struct {
	refused atomic.Uint64
	resyncs atomic.Uint64

	mu      sync.Mutex
	minute  int // since the broker was made, that is counted now
	minutes [24 * 60]uint32
}

// beat counts a message that is said now, which is the time since the broker was
// made.
func (p *pulse) beat(now time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reach(now)
	p.minutes[p.minute%len(p.minutes)]++
}

// reach makes now the newest minute. The caller holds mu.
func (p *pulse) reach(now time.Duration) {
	to := int(now / time.Minute)
	for range min(to-p.minute, len(p.minutes)) {
		p.minute++
		p.minutes[p.minute%len(p.minutes)] = 0
	}
	p.minute = max(p.minute, to)
}

// newestFirst returns what was said in the last minutes.
func (p *pulse) newestFirst(now time.Duration) (said [24 * 60]uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reach(now)
	for i := range said {
		said[i] = p.minutes[(p.minute-i+len(said))%len(said)]
	}
	return said
}

// turnedAway counts what was refused because it came too soon.
func (p *pulse) turnedAway(err error) {
	if errors.Is(err, ErrLimited) {
		p.refused.Add(1)
	}
}

// Activity returns what happens now. What was said before the server started is
// not counted.
func (b *Broker) Activity() Activity {
	a := Activity{
		Minutes: b.pulse.newestFirst(b.now()),
		Refused: b.pulse.refused.Load(), TooFast: b.sends.refused.Load(), Resyncs: b.pulse.resyncs.Load(),
	}
	for _, h := range b.allHubs() {
		if h.kind == Common {
			a.Rooms++
		} else {
			a.Talks++
		}
	}
	b.mu.RLock()
	lobby := b.lobby
	b.mu.RUnlock()
	if lobby != nil { // whoever is anywhere is there
		_, a.Present = lobby.snapshot()
	}
	return a
}
