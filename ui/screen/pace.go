package screen

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// frameTime is the least time between two frames that incoming traffic causes.
const frameTime = 33 * time.Millisecond

// A Pace keeps incoming traffic to one frame in 33 ms. A command that pulls
// changes calls Wait when it knows there are some and before it takes them:
// the first change of a quiet time passes at once, what follows is taken
// together when the next frame is due. Nothing ticks while nothing comes. The
// zero value is ready; it may be shared between commands.
type Pace struct {
	mu   sync.Mutex
	last time.Time // the newest frame, which may lie ahead
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
	switch next := p.last.Add(frameTime); {
	case now.Before(p.last): // a frame is planned already
	case now.Before(next):
		p.last = next
	default:
		p.last = now
	}
	return p.last
}

// After is a command that returns msg when d has passed, and nothing when ctx
// is done before. Unlike tea.Tick it does not outlive its program.
func After(ctx context.Context, d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			return msg
		case <-ctx.Done():
			return nil
		}
	}
}
