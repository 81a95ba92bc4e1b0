package room

import (
	"errors"
	"time"

	"snug/text/lang"
)

// What a caller decides on. The text of an error that wraps one of these is a
// sentence fit for people: what, why, and what to do.
var (
	// ErrInvalid: the input breaks a rule that does not depend on state.
	ErrInvalid = errors.New("invalid")

	// ErrNotFound: there is no such room, or the asker must not know of it.
	ErrNotFound = errors.New("not found")

	// ErrDenied: the asker may not do this.
	ErrDenied = errors.New("denied")

	// ErrConflict: it is taken, full or as asked already.
	ErrConflict = errors.New("conflict")

	// ErrLimited: the asker does this too often, or too much of it at once;
	// waiting helps. A program that exits for it exits with status 6.
	ErrLimited = errors.New("limited")

	// ErrUnavailable: the store cannot take the command now, or is closing.
	// Nothing was changed.
	ErrUnavailable = errors.New("unavailable")

	// ErrUnknownOutcome: the wait ended before the store's answer came. The
	// command may have taken effect; submitting the same ID again is safe.
	ErrUnknownOutcome = errors.New("outcome unknown")
)

// A Refusal is an error whose text people may see. It wraps one of the
// sentinels above, which say its kind.
type Refusal struct {
	Kind error
	Text lang.Sentence // what, why, what to do

	After time.Duration // of ErrLimited: when it is worth trying again; zero: not known

	discreet bool // it tells whom somebody blocks, which no log keeps
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Text.String() }

// Sentence implements [lang.Speaker].
func (r *Refusal) Sentence() lang.Sentence { return r.Text }

// Unwrap returns the kind.
func (r *Refusal) Unwrap() error { return r.Kind }
