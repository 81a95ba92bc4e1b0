package line

import (
	"context"
	"errors"
	"time"

	"snug/room"
	"snug/session/line/editor"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// A loop is one session in line mode. Its goroutine alone touches what is in it,
// but for sizes.
type loop struct {
	Config
	t      Terminal
	typed  typed
	out    printer
	sizes  chan screen.Size // the newest; capacity 1
	served bool             // /quit

	// The chat.
	seat      ui.Seat
	host      ui.Host
	settings  map[string]string
	otherwise struct { // what counts where nothing else was chosen
		lang lang.Lang
		zone *time.Location
	}
	me       room.Person
	in       room.Room
	rooms    []room.Listing // in the order of the list
	invited  []room.Listing
	present  []room.Presence
	ignored  map[room.UserID]bool
	previous room.ID
	recent   recent
	place    place
	saying   saying
	asking   bool // what stands in the row answers a question
	drift    drift
	held     []ui.Notice // that came while something was typed
	heard    string      // of what is told by an event as well as by a notice: what the event has told
	calls    calls
	noticed  string             // the last notice
	visited  map[room.ID]uint64 // what was printed of rooms that the person was in: up to which message
	told     time.Time          // when others were told last that the person types; zero: they were told it is over
	rang     time.Time          // when the bell rang last
	clock    clock
	more     func(ctx context.Context) error // what /more goes on with; nil: nothing
}

// patience is how long one thing that is asked of the server may take.
const patience = 10 * time.Second

func newLoop(t Terminal, c Config) *loop {
	l := &loop{Config: c, t: t, sizes: make(chan screen.Size, 1), in: room.Room{ID: c.Chat.Room}, settings: c.Chat.Settings, visited: make(map[room.ID]uint64)}
	l.typed = typed{in: t.In, pieces: make(chan []byte, maxAhead), gone: make(chan struct{})}
	if t.Echo {
		l.typed.ed = editor.New(t.Out, editor.Options{Cols: t.Size.Cols, Method: text.WcWidth, Most: maxTyped, LongPaste: t.LongPaste, LongEscape: t.LongEscape})
	} else {
		l.typed.lines = editor.NewSplitter(maxTyped)
	}
	l.out = printer{out: t.Out, ed: l.typed.ed, cols: t.Size.Cols}
	l.saying.meant = t.Echo
	l.typed.start()
	return l
}

// resized notes the terminal's new size. Any goroutine may call it; it never
// waits.
func (l *loop) resized(s screen.Size) {
	for {
		select {
		case l.sizes <- s:
			return
		default:
		}
		select {
		case <-l.sizes:
		default:
		}
	}
}

// run is the session.
func (l *loop) run(ctx context.Context) error {
	chat := l.Chat
	if l.SignUp != nil {
		var err error
		if chat, err = l.signUp(ctx); err != nil {
			return given(err)
		}
	}
	if l.Lines {
		return l.recite(ctx, chat)
	}
	if err := l.begin(ctx, chat); err != nil {
		return err
	}
	for !l.served {
		if err := l.glance(ctx); err != nil {
			return err
		}
		if e, any := l.typed.next(); any {
			if err := l.take(ctx, e); err != nil {
				return err
			}
			continue
		}
		if l.typed.ended {
			return l.leave()
		}
		if err := l.prompt(); err != nil {
			return err
		}
		if err := l.wait(ctx); err != nil {
			return err
		}
	}
	return l.leave()
}

// given is nil for what a person may do at any question: give up.
func given(err error) error {
	if errors.Is(err, errGiveUp) {
		return nil
	}
	return err
}

// glance prints what has happened, without waiting: what is typed next is about
// that.
func (l *loop) glance(ctx context.Context) error {
	if l.holds() {
		return nil
	}
	select {
	case <-l.seat.Bell():
		return l.pull(ctx)
	default:
		return nil
	}
}

// wait waits for the next thing and takes it in. As long as something is typed
// what others say may have to wait; it does so in the seat.
func (l *loop) wait(ctx context.Context) error {
	l.tellTyping()
	bell := l.seat.Bell()
	if l.holds() {
		bell = nil
	}
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case piece, more := <-l.typed.pieces:
		l.seat.Touch()
		if err := l.typed.take(l.typed.whole(ctx, piece), more); err != nil {
			return err
		}
		return l.release()
	case s := <-l.sizes:
		return l.resize(s)
	case n, open := <-l.Notices:
		if !open {
			l.Notices = nil
			return nil
		}
		return l.hear(n)
	case <-bell:
		return l.pull(ctx)
	}
}

// holds reports whether what arrives waits, because something is typed.
func (l *loop) holds() bool { return l.typed.writing() && l.settings["flow"] != "live" }

func (l *loop) resize(s screen.Size) error {
	l.out.cols, l.t.Size = s.Cols, s
	if l.typed.ed == nil {
		return nil
	}
	return l.typed.ed.Resize(s.Cols)
}

// take acts on what was typed.
func (l *loop) take(ctx context.Context, e editor.Event) error {
	switch e.Kind {
	case editor.Entered:
		switch {
		case e.Bad && !l.saying.meant:
			return l.keepNothing()
		case e.Bad:
			return l.fail(l.badLine())
		}
		return l.entered(ctx, e.Text)
	case editor.Pasted:
		return l.pasted(e)
	case editor.Asked:
		return l.complete(e)
	case editor.Interrupted:
		return l.interrupted(ctx)
	case editor.Ended:
		l.served = true
	}
	return nil
}

// badLine is what is wrong with a line that has not arrived whole.
func (l *loop) badLine() string {
	return l.tr("what you typed was no UTF-8, or longer than %d bytes, and not all of it has arrived; switch your terminal to UTF-8, or write less at once", int64(maxTyped))
}

// tr says a text in the person's language.
func (l *loop) tr(key string, args ...any) string { return l.Lang.T(key, args...) }

// say implements [asker].
func (l *loop) say(lines ...string) error { return l.out.print(lines...) }

// fail tells what went wrong: where there is no terminal, beside what is said.
func (l *loop) fail(said string) error {
	if l.t.Echo {
		return l.out.print(said)
	}
	p := printer{out: l.t.Err, cols: l.out.cols}
	return p.print(said)
}

// failed is fail for an error. One that ends the session comes back.
func (l *loop) failed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, context.Canceled):
		return l.fail(l.tr("interrupted"))
	}
	return l.fail(ui.Sentence(l.Lang, err))
}

// during has do ask the server for something, within a time (zero: any), until
// ^C is typed.
func (l *loop) during(ctx context.Context, within time.Duration, do func(ctx context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if within > 0 {
		var end context.CancelFunc
		ctx, end = context.WithTimeout(ctx, within)
		defer end()
	}
	halt := func() { stop() }
	l.typed.stop.Store(&halt)
	defer l.typed.stop.Store(nil)
	return do(ctx)
}

// choose takes the person's settings over.
func (l *loop) choose(settings map[string]string) {
	l.settings, l.Lang, l.Zone = settings, l.otherwise.lang, l.otherwise.zone
	if in, ok := lang.Parse(settings["lang"]); ok && settings["lang"] != "auto" {
		l.Lang = in
	}
	if name := settings["tz"]; name != "" {
		if z, err := time.LoadLocation(name); err == nil {
			l.Zone = z
		}
	}
	l.clock = clock{zone: l.Zone, half: settings["clock"] == "12h"}
	l.seat.AutoAway(settings["autoaway"] != "off")
	l.sort()
}

// leave is the end of what comes in. What was not said by then was not meant,
// and whoever sent it is told so.
func (l *loop) leave() error {
	if n := l.saying.kept.lines; n > 0 && !l.saying.meant {
		return &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("%d lines were not said, because this session has no terminal; to say them, use: %s, or: %s",
			int64(n), l.example("send lobby < FILE"), l.example("lines < FILE"))}
	}
	return nil
}

// example is a command line for this server.
func (l *loop) example(words string) string { return l.Connect + " " + words }
