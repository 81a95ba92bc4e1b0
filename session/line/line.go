// Package line is the chat for people who cannot use a screen: a stream of plain
// text in which each thing is printed once, newest last, and no escape sequence
// ever. It knows neither SSH nor disks.
//
// One goroutine, that of [Run], owns all that is known and prints it; while it
// waits for the server, what others say waits in the seat, which is a cursor. Another
// one reads what is typed and hands it over, a bounded piece at a time. Whoever
// reads nothing holds up nobody but themselves.
//
// Names are usernames here, and only the first row of a message begins at the
// margin: nobody can type what looks like the words of somebody else.
package line

import (
	"context"
	"io"
	"time"

	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// Config is what a session in line mode starts from.
type Config struct {
	Server  string // its name
	Connect string // how people connect, such as "ssh chat.example.com"

	Chat   ui.Chat    // used when SignUp is nil
	SignUp *ui.SignUp // for whoever has no account

	Lang    lang.Lang
	Now     func() time.Time // nil: time.Now
	Zone    *time.Location   // nil: time.Local
	Notices <-chan ui.Notice // what the server tells this person alone; nil: nothing

	// Lines says that what comes in is text to be said, each line a message and no
	// line a command: a file, or another program's output.
	Lines bool

	// Changes reports whether a slash line, without its slash, would say or change
	// something. Nil: none would.
	Changes func(line string) bool
}

// Terminal is what a session in line mode reads and writes.
type Terminal struct {
	In  io.ReadCloser // Close ends a Read that waits; Run calls it
	Out io.Writer     // lines end with a line feed alone: what a terminal needs besides is the writer's
	Err io.Writer     // errors, where there is no terminal

	// Echo says that there is a terminal that shows nothing of what is typed: the
	// row is edited here. Else the person's own terminal does that, if there is one.
	Echo   bool
	Size   screen.Size   // of the terminal; zero: unknown
	Resize *screen.Sizes // may be nil

	// LongPaste and LongEscape, when set, are told of a paste of which what is beyond
	// 16 KiB was left out, and of an escape sequence of more than 4 KiB, which was
	// skipped. They must not wait for anything.
	LongPaste, LongEscape func()
}

// Run talks with the person until they leave, their input ends, or ctx does, and
// returns how. The error is nil when they have left, the cause of the end of ctx,
// that of a write, or a refusal that is one sentence for them.
func Run(ctx context.Context, t Terminal, c Config) (End, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Zone == nil {
		c.Zone = time.Local
	}
	if c.Changes == nil {
		c.Changes = func(string) bool { return false }
	}
	l := newLoop(t, c)
	defer l.typed.close()
	if t.Resize != nil {
		t.Resize.Listen(l.resized)
		defer t.Resize.Listen(nil)
	}
	err := l.run(ctx)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if l.typed.ed != nil {
		if left := l.typed.ed.Leave(); err == nil {
			err = left
		}
	}
	return l.end(), err
}
