package screen

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A loop is a program at work: one goroutine that waits for the terminal, for
// commands and for what the model hears, and does everything else itself. What
// happens elsewhere is pulled, taken in, drawn and written without another goroutine
// being woken. With Bubble Tea's own loop, whose commands and messages change hands
// four times for that, a delivery costs two fifths more, and an idle session five
// goroutines and a ticker.
//
// All that it waits for wakes it through one channel and is told apart by what is
// noted beforehand: to wait for four channels is to lock each of them, twice.
type loop struct {
	*driver
	reader *reader
	wake   chan struct{} // see Options.Wake
	inner  atomic.Bool   // the reader or a command has something

	pace  pace
	heard bool        // there is something to pull, and its frame was chosen
	early bool        // that frame is not due
	frame *time.Timer // rings when that is due; nil: never needed yet
}

func newLoop(ctx context.Context, fail func(error), m Model, t Terminal, opts Options) *loop {
	l := &loop{wake: opts.Wake}
	if l.wake == nil {
		l.wake = make(chan struct{}, 1)
	}
	l.driver = newDriver(ctx, l.ring, fail, m, t, opts)
	l.reader = newReader(t.In, l.ring, fail)
	l.reader.dec.longPaste, l.reader.dec.longEscape = t.LongPaste, t.LongEscape
	return l
}

// ring has the loop look at what the reader and the commands have. Any goroutine may
// call it.
func (l *loop) ring() {
	if !l.inner.Swap(true) {
		l.rouse()
	}
}

// rouse ends the wait of the loop, or its next one. It is called when the program's
// context ends, too.
func (l *loop) rouse() {
	defer recoverTo(l.fail)
	select {
	case l.wake <- struct{}{}:
	default: // it was told already
	}
}

// run runs the program until the model quits or ctx is done. A panic of the model's
// ends it.
func (l *loop) run() {
	defer recoverTo(l.fail)
	defer func() {
		if l.frame != nil {
			l.frame.Stop()
		}
	}()
	defer context.AfterFunc(l.ctx, l.rouse)()
	l.begin()
	for goes := true; goes && l.ctx.Err() == nil; {
		switch {
		case l.heard && !l.waits() && l.model.Rung():
			goes = l.pull()
			// When that took as long as a frame lasts the next one is due already, and
			// again behind that: who types has their turn between them.
			if goes && l.inner.Swap(false) {
				goes = l.handle()
			}
		case !l.heard && l.model.Rung():
			l.hear(time.Now())
		case l.inner.Swap(false):
			goes = l.handle()
		default:
			l.wait()
		}
	}
}

// waits reports whether the frame is not due that shows what was heard.
func (l *loop) waits() bool {
	if l.early {
		select {
		case <-l.frame.C:
			l.early = false
		default:
		}
	}
	return l.early
}

// wait waits until there may be something to do.
func (l *loop) wait() {
	if !l.early {
		<-l.wake
		return
	}
	select {
	case <-l.wake:
	case <-l.frame.C:
		l.early = false
	}
}

// handle takes a message of the terminal's and one of a command's, and looks again
// for what is left: neither of them, nor what the model hears, waits until another
// is done.
func (l *loop) handle() (goes bool) {
	goes = true
	for _, next := range [...]func() tea.Msg{l.reader.next, l.cmds.next} {
		if msg := next(); msg != nil && goes && l.ctx.Err() == nil {
			l.inner.Store(true)
			goes = l.take(msg)
		}
	}
	return goes
}

// pull takes in what has happened.
func (l *loop) pull() (goes bool) {
	l.heard = false
	return l.take(l.model.Pull())
}

// hear notes that there is something to pull, and when a frame is due for it.
func (l *loop) hear(now time.Time) {
	l.heard = true
	wait := l.pace.frame(now).Sub(now)
	if wait <= 0 {
		return
	}
	l.early = true
	if l.frame == nil {
		l.frame = time.NewTimer(wait)
	} else {
		l.frame.Reset(wait)
	}
}
