package command

import (
	"fmt"
	"runtime/debug"
)

// A faultError is a panic of a goroutine that works for a command, on its way to
// the goroutine that runs it. [Table.Explain] counts it.
type faultError struct {
	value any
	stack []byte
}

func (e *faultError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.value, e.stack) }

// containTo is deferred in every goroutine that works for a command: it hands a panic
// over as an error.
func containTo(fail func(error)) {
	if p := recover(); p != nil {
		fail(&faultError{p, debug.Stack()})
	}
}
