package data

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"snug/room"
)

// What whoever opens or checks a store decides on.
var (
	// ErrInUse: another process has the file open.
	ErrInUse = errors.New("in use by another process; stop that one first, or choose another data directory")

	// ErrCorrupt: the file holds something that was never written to it.
	ErrCorrupt = errors.New("stored data is damaged")

	// ErrNewer: the file's schema is one that this program does not know.
	ErrNewer = errors.New("written by a newer version")
)

// errSpoiled: a command failed in a way that may have left half its writes in
// the transaction, which must therefore not be committed.
var errSpoiled = errors.New("transaction spoiled by one of its commands")

// errPanicked: that way was a panic.
var errPanicked = errors.New("panic")

// A failure is the store's own refusal: a sentence for people, the kind that
// callers decide on, and the cause for the log.
type failure struct {
	text  string
	kind  error // room.ErrUnavailable or room.ErrUnknownOutcome; see [accountError]
	cause error
}

// Error returns the sentence.
func (f *failure) Error() string { return f.text }

// Unwrap returns the kind and the cause.
func (f *failure) Unwrap() []error { return []error{f.kind, f.cause} }

func unavailable(cause error, text string) error {
	return &failure{text: text, kind: room.ErrUnavailable, cause: cause}
}

func errBusy(ctx context.Context) error {
	return unavailable(context.Cause(ctx), "the server is too busy to take this now, and nothing was stored; try again in a moment")
}

func errClosed() error {
	return unavailable(berrors.ErrDatabaseNotOpen, "the server is closing, and nothing was stored; connect again in a moment")
}

func errUnknown(cause error) error {
	return &failure{
		text:  "the server did not confirm this in time, so it may or may not be stored; look before you send it again",
		kind:  room.ErrUnknownOutcome,
		cause: cause,
	}
}

func errHalted(cause error) error {
	return unavailable(cause, "the server's disk failed, and nothing more is stored until it is restarted; tell its owner")
}

func errDamaged(cause error) error {
	return unavailable(cause, "what the server has stored for this is damaged, and nothing was changed; tell its owner")
}

func errFailed(cause error) error {
	return unavailable(cause, "the server failed on this, and nothing was stored; its owner finds the reason in the log")
}

func errNotCommitted(cause error) error {
	if errors.Is(cause, syscall.ENOSPC) || errors.Is(cause, berrors.ErrMaxSizeReached) {
		return unavailable(cause, "the server's disk is full, and nothing was stored; try again later, and tell its owner")
	}
	return unavailable(cause, "the server could not write to its disk, and nothing was stored; try again, and tell its owner")
}

// corrupt says which record is damaged and how.
func corrupt(b bucket, key []byte, how string) error {
	return fmt.Errorf("%w: bucket %s, key %x: %s", ErrCorrupt, b.name, key, how)
}
