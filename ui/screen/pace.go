package screen

import (
	"context"
	"sync"
	"time"
)

// The least time between two frames that incoming traffic causes: after a
// quiet time, and while more comes than fits one frame each. Nobody reads
// thirty frames a second, and an input method's window has to follow each.
const (
	shortGap = 33 * time.Millisecond
	longGap  = 100 * time.Millisecond
)

// A Pace gathers incoming traffic into frames. A command that pulls changes
// calls Wait when it knows there are some and before it takes them: the first
// change of a quiet time passes at once, what follows is taken together when
// the next frame is due, 33 ms later, and while the traffic lasts the frames
// come less and less often, down to ten a second. Nothing ticks while nothing
// comes. The zero value is ready; it may be shared between commands.
type Pace struct {
	mu   sync.Mutex
	last time.Time     // the newest frame, which may lie ahead
	gap  time.Duration // from it to the next, at least
}

// Wait blocks until the next frame is due, or returns ctx's error.
func (p *Pace) Wait(ctx context.Context) error {
	due := time.Until(p.frame(time.Now()))
	if due <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(due)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// frame is when a change that happens now is shown.
func (p *Pace) frame(now time.Time) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch next := p.last.Add(p.gap); {
	case now.Before(p.last): // a frame is planned already
	case now.Before(next):
		p.last, p.gap = next, min(p.gap*3/2, longGap)
	default:
		p.last, p.gap = now, shortGap
	}
	return p.last
}
