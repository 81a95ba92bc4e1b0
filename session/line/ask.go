package line

import (
	"context"
	"errors"
)

// errGiveUp is why there is no answer: the person has typed ^D, or their input
// has ended.
var errGiveUp = errors.New("line: given up")

// An asker asks the person questions, one after the other.
type asker interface {
	// say prints rows. They are cleaned, and wrapped where the terminal is known to
	// be narrower.
	say(lines ...string) error

	// ask prints a question and returns the line that is typed, without blanks
	// around it. Where the row is edited here, initial stands in it to begin with;
	// else an empty line is taken for initial, and the question should say so.
	//
	// The error is errGiveUp, that of the terminal, or the cause of the end of ctx.
	ask(ctx context.Context, question, initial string) (string, error)
}
