package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A loop is a program at work: one goroutine that waits for the terminal, for
// commands and for the model's bell, and does everything else itself. What the bell
// tells of is pulled, taken in, drawn and written without another goroutine being
// woken. With Bubble Tea's own loop, whose commands and messages change hands four
// times for that, a delivery costs two fifths more, and an idle session five
// goroutines and a ticker.
type loop struct {
	*driver
	reader *reader
	inner  chan struct{} // capacity 1: the reader or a command has something

	pace  pace
	rung  bool        // the model's bell has, and nothing was pulled since
	early bool        // it did before a frame was due
	frame *time.Timer // rings when that is due; nil: never needed yet
}

func newLoop(ctx context.Context, fail func(error), m Model, t Terminal, opts Options) *loop {
	l := &loop{inner: make(chan struct{}, 1)}
	l.driver = newDriver(ctx, l.ring, fail, m, t, opts)
	l.reader = newReader(t.In, l.ring, fail)
	l.reader.dec.longPaste, l.reader.dec.longEscape = t.LongPaste, t.LongEscape
	return l
}

// ring wakes the loop. Any goroutine may call it.
func (l *loop) ring() {
	select {
	case l.inner <- struct{}{}:
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
	l.begin()
	for goes := true; goes && l.ctx.Err() == nil; {
		bell := l.model.Bell()
		if l.rung && !l.early && bell != nil {
			goes = l.pull(bell)
			continue
		}
		var due <-chan time.Time
		if l.early {
			due = l.frame.C
		}
		if l.rung {
			bell = nil
		}
		select {
		case <-l.ctx.Done():
		case <-l.inner:
			goes = l.handle()
		case <-bell:
			l.hear(time.Now())
		case <-due:
			l.early = false
		}
	}
}

// handle takes a message of the terminal's and one of a command's. For what is left
// it rings again: neither of them, nor the model's bell, waits until another is done.
func (l *loop) handle() (goes bool) {
	goes = true
	for _, next := range [...]func() tea.Msg{l.reader.next, l.cmds.next} {
		if msg := next(); msg != nil && goes && l.ctx.Err() == nil {
			l.ring()
			goes = l.take(msg)
		}
	}
	return goes
}

// pull takes in what has happened. What has rung by now is in it.
func (l *loop) pull(bell <-chan struct{}) (goes bool) {
	l.rung = false
	select {
	case <-bell:
	default:
	}
	return l.take(l.model.Pull())
}

// hear notes that the model's bell has rung, and when a frame is due for it.
func (l *loop) hear(now time.Time) {
	l.rung = true
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
