package main

import (
	"io"

	"snug/text"
)

// A cleanLog writes records of a log, each in one Write, without what a terminal
// would act on, not show or fall over: slog leaves DEL, C1 and what turns the writing
// direction as they are in JSON, and invisible letters in text. What is forbidden is
// written as \u escapes, so that it can be looked for; and all of a record that is
// still not clean, such as for stacked marks, is written in ASCII.
type cleanLog struct{ w io.Writer }

// Write implements [io.Writer].
func (c cleanLog) Write(p []byte) (int, error) {
	if _, err := c.w.Write(text.CleanJSON(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}
