package transfer

import (
	"io"
	"log/slog"
	"runtime/debug"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// Config is what a session of files is made of. All but Log are required.
type Config struct {
	Broker *room.Broker

	// Who says whose session it is now, and fails once they may not be here any
	// more. It is asked for every request, from several goroutines.
	Who func() (keys.Identity, error)

	// Explain makes of an error what people are told: one sentence in their language,
	// and the status that a command would exit with.
	Explain func(error) (said string, status int)

	Lang lang.Lang

	// Notices is standard error of the session: what clients show to people beside
	// what they make of a status themselves. It is written to from several goroutines.
	Notices io.Writer

	// Told is told how far uploads are; see [room.Offer].
	Told func(room.Progress)

	// Panicked is told of a panic in a handler, by the goroutine that recovered it,
	// and returns the id under which it is in the log.
	Panicked func(where string, p any, stack []byte) (id string)

	Log *slog.Logger // nil: nothing is logged
}

// contain is deferred on goroutines that only end something, where nobody is waited
// for who could be told of a panic.
func (c Config) contain(where string) {
	if p := recover(); p != nil {
		c.Panicked(where, p, debug.Stack())
	}
}
