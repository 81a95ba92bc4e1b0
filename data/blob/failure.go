package blob

import (
	"errors"
	"syscall"

	"snug/room"
	"snug/text/lang"
)

// ErrDamaged: what is kept under a sum is not what was kept.
var ErrDamaged = errors.New("damaged")

// errEnded: the spool was kept or dropped, and takes nothing more.
var errEnded = errors.New("the spool has ended")

// errReserve: taking more would use what is reserved for what people say.
var errReserve = errors.New("only the reserve of the disk is left")

// A failure is an error of the disk as a refusal, with its cause for whoever
// decides on it.
type failure struct {
	*room.Refusal
	cause error
}

// Unwrap returns the refusal and the cause.
func (f *failure) Unwrap() []error { return []error{f.Refusal, f.cause} }

func refuse(cause error, text lang.Sentence) error {
	return &failure{&room.Refusal{Kind: room.ErrUnavailable, Text: text}, cause}
}

// notTaken returns the refusal of a file that the disk did not take.
func notTaken(cause error) error {
	switch {
	case errors.Is(cause, syscall.EFBIG):
		return refuse(cause, lang.S("the disk of the server takes no file as large as this one, so nothing of it was kept; send it in parts, or ask the people who run the server"))
	case errors.Is(cause, syscall.ENOSPC), errors.Is(cause, syscall.EDQUOT), errors.Is(cause, errReserve):
		return refuse(cause, lang.S("the disk of the server is full, so nothing of the file was kept; try again later, and tell the people who run the server"))
	}
	return refuse(cause, lang.S("the server could not write to its disk, so nothing of the file was kept; try again, and tell the people who run the server"))
}

// notRead returns the refusal of a file that the disk does not give back.
func notRead(cause error) error {
	return refuse(cause, lang.S("the server could not read the file from its disk; try again, and tell the people who run the server"))
}
