package main

import (
	"io"

	"snug/text"
)

// A cleanLog writes records of a log, each in one Write, without what a terminal
// would act on or not show: slog leaves DEL, C1 and what turns the writing direction as
// they are in JSON, and invisible letters in text.
type cleanLog struct{ w io.Writer }

// Write implements [io.Writer].
func (c cleanLog) Write(p []byte) (int, error) {
	if _, err := c.w.Write(text.EscapeJSON(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}
