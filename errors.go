package main

import (
	"errors"
	"fmt"
)

// Exit statuses of the program.
const (
	exitOK      = 0
	exitFailure = 1 // it tried and could not
	exitUsage   = 2 // a flag, an argument or the configuration is wrong
)

// A statusError has an exit status of its own, such as that of a command that
// the running server has carried out. Without a cause everything was said.
type statusError struct {
	status int
	cause  error
}

// Error returns the text of the cause, empty without one.
func (e *statusError) Error() string {
	if e.cause == nil {
		return ""
	}
	return e.cause.Error()
}

// Unwrap returns the cause.
func (e *statusError) Unwrap() error { return e.cause }

// A usageError is one that the person who started the program ends by calling
// it differently, or by mending its configuration.
type usageError struct{ err error }

// Error returns the text of the error it marks.
func (e usageError) Error() string { return e.err.Error() }

// Unwrap returns the error it marks.
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// exitStatus returns the status that says how a command ended.
func exitStatus(err error) int {
	var usage usageError
	var ended *statusError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &ended):
		return ended.status
	case errors.As(err, &usage):
		return exitUsage
	}
	return exitFailure
}
