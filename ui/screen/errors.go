package screen

import (
	"errors"
	"fmt"
)

// Why a program ended when it was not the model that quit.
var (
	// ErrInputClosed: the terminal has closed its input.
	ErrInputClosed = errors.New("screen: terminal closed its input")

	// ErrStalled: a write took longer than Terminal.Stall.
	ErrStalled = errors.New("screen: terminal stopped reading")
)

// A PanicError is a panic in the model, one of its commands or the terminal's
// reader. It ends one program and never the process.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("screen: panic: %v", e.Value)
}
