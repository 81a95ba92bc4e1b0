package screen

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// grace is how long the end of a program waits for commands that do not
// honour their context.
const grace = time.Second

// A Model is a Bubble Tea model that says what the screen looks like as a
// frame, and hears of what happens elsewhere. Its Update must return a Model.
// All methods are called on the program's loop.
//
// What a model's View returns is shown to nobody; [Frame.View] is there for
// tests that run it in Bubble Tea itself.
type Model interface {
	tea.Model

	// Frame is called after each batch of messages and must be total: the first
	// call can come before there is anything to show, and the terminal can be one
	// column wide. It may be the same *Frame each time, drawn on again or not.
	Frame() *Frame

	// Rung reports whether there may be something to Pull. It is asked after each
	// message, and whenever the program is woken: who makes it true from elsewhere
	// sends on Options.Wake behind that.
	Rung() bool

	// Pull returns what has happened as a message for Update, nil for nothing. It
	// never waits. It is called some time after Rung was true: what comes fast is
	// taken together, once a frame.
	Pull() tea.Msg
}

// A Size is columns and rows of a terminal.
type Size struct{ Cols, Rows int }

// The largest screen there is: a client may ask for any, and frames cost
// memory.
const (
	maxCols = 500
	maxRows = 200
)

// Clamp is the size that a terminal is taken to have: 0 means that the client
// does not know.
func (s Size) Clamp() Size {
	if s.Cols <= 0 || s.Rows <= 0 {
		return Size{80, 24}
	}
	return Size{min(s.Cols, maxCols), min(s.Rows, maxRows)}
}

// A Terminal is the client's side.
type Terminal struct {
	In  io.Reader
	Out io.Writer // only Run writes to it while that runs
	Size

	// Resize brings new sizes, whatever the program does, and the newest
	// wins. It may be nil.
	Resize *Sizes

	// Stall is how long one write may take, 10 s when 0. Then OnStall is
	// called, on a goroutine of its own. It must make the write return, which
	// for SSH means closing the connection: neither the end of a context nor
	// closing the channel wakes a writer that waits for window space.
	Stall   time.Duration
	OnStall func()

	// LongPaste and LongEscape, when set, are told of a paste of which what is beyond
	// 16 KiB was left out, and of an escape sequence of more than 4 KiB, which was
	// skipped. It is on no certain goroutine; they must not wait for anything.
	LongPaste, LongEscape func()

	// Reading, when set, counts the goroutine that reads In. That one alone
	// outlives Run: nothing but the end of the connection lets Read return.
	Reading *sync.WaitGroup
}

// Options are what a program needs to know besides.
type Options struct {
	Environ []string // the client's environment, "NAME=value"
	Term    string   // its terminal type

	// Wake has a capacity of 1 and wakes the program; what is sent there must not
	// wait for room. Nobody else receives from it while the program runs. Nil: only
	// the terminal and commands wake it.
	Wake chan struct{}

	// Ended, when set, is called once when the program has ended and the
	// terminal is restored. It should cancel the context that the model's
	// commands honour, because Run then waits for them.
	Ended func()
}

// A Program shows a model on a terminal, once.
type Program struct {
	loop   *loop
	term   Terminal
	cancel context.CancelCauseFunc // ends the program's own context
	ended  func()                  // see Options
}

// New returns a program that shows m on t when it runs.
func New(ctx context.Context, m Model, t Terminal, opts Options) *Program {
	ctx, cancel := context.WithCancelCause(ctx)
	l := newLoop(ctx, func(err error) { cancel(err) }, m, t, opts)
	return &Program{loop: l, term: t, cancel: cancel, ended: opts.Ended}
}

// Run shows the model until it quits (nil), the program's context is done (its
// cause), the input ends ([ErrInputClosed]), the client stops reading
// ([ErrStalled]), a write fails, or something panics ([*PanicError]).
//
// When it returns, the terminal has been given back, if it still takes bytes;
// nothing of the model runs any more except commands that ignored the end of
// their context for a second; and all goroutines of Run have ended except the
// one in In.Read, see Terminal.Reading. Ending the context does not end a write
// that is stuck: Run then returns when the write does, after Stall at the latest.
//
// While nothing happens, nothing is written and no code of this package runs. A
// program spends its life in that: what its caller has on the stack by then, and
// what stands below the loop here, decides how small the stack of somebody who
// rests can get.
func (p *Program) Run() error {
	stop := p.start()
	p.loop.run()
	return p.finish(stop)
}

// start begins to read the terminal. What it returns ends that.
func (p *Program) start() (stop func()) {
	return readTerminal(p.loop.ctx, p.term, p.loop.reader)
}

// finish ends everything, gives the terminal back and returns why.
func (p *Program) finish(stop func()) error {
	cause := context.Cause(p.loop.ctx)
	p.cancel(nil)
	stop()

	if !errors.Is(cause, ErrStalled) {
		// A client that is gone makes this fail, which says nothing new.
		_ = p.loop.leave()
	}
	p.loop.out.close()
	if p.ended != nil {
		p.ended()
	}
	waitFor(p.loop.cmds.close(), grace)
	return cause
}

// readTerminal starts a reader. What it returns ends it, but for the read that
// it is in, after the end of the program and of ctx.
func readTerminal(ctx context.Context, t Terminal, r *reader) (stop func()) {
	reading := t.Reading
	if reading == nil {
		reading = new(sync.WaitGroup)
	}
	reading.Go(func() { r.pump(ctx) })
	if t.Resize == nil {
		return r.close
	}
	t.Resize.Listen(r.resize)
	return func() {
		t.Resize.Listen(nil)
		r.close()
	}
}

// waitFor waits for done, but not for ever.
func waitFor(done <-chan struct{}, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
	}
}
