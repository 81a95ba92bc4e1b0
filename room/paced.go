package room

import (
	"context"
	"runtime/debug"
	"sync"
	"time"
)

// A paced runs one piece of work when it is kicked, at most once per gap: the
// first kick at once, what follows together when the gap is over. Work that
// returns more than zero is run again after that time, kicked or not. Nothing
// ticks otherwise.
type paced struct {
	bell   chan struct{} // capacity 1
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// startPaced starts the goroutine that does the work; stop ends it.
// Work that panics is logged and run again a minute later.
func (b *Broker) startPaced(gap time.Duration, work func(context.Context) time.Duration) *paced {
	ctx, cancel := context.WithCancel(context.Background())
	p := &paced{bell: make(chan struct{}, 1), cancel: cancel}
	p.done.Go(func() {
		var again <-chan time.Time
		for {
			select {
			case <-p.bell:
			case <-again:
			case <-ctx.Done():
				return
			}
			next := b.contain(ctx, work)
			select {
			case <-time.After(gap):
			case <-ctx.Done():
				return
			}
			again = nil
			if next > 0 {
				again = time.After(next - gap)
			}
		}
	})
	return p
}

// afterPanic is how long work that has panicked is left alone.
const afterPanic = time.Minute

// contain runs work, so that its failure is no other's.
func (b *Broker) contain(ctx context.Context, work func(context.Context) time.Duration) (next time.Duration) {
	defer func() {
		if p := recover(); p != nil {
			b.panics.Add(1)
			b.log.Error("panic in the background work of rooms", "panic", p, "stack", string(debug.Stack()))
			next = afterPanic
		}
	}()
	return work(ctx)
}

// Panics returns how many panics of the broker's own goroutines have been contained
// since the start. It may be called from any goroutine.
func (b *Broker) Panics() uint64 { return b.panics.Load() }

// kick asks for the work. It never waits.
func (p *paced) kick() {
	select {
	case p.bell <- struct{}{}:
	default:
	}
}

// stop ends the goroutine and waits for it.
func (p *paced) stop() {
	p.cancel()
	p.done.Wait()
}
