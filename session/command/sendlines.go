package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"snug/text/lang"
)

// MaxPause is the longest that [EachLine] waits before it tries a line again, and
// maxTries how often it tries one.
const (
	MaxPause = 2 * time.Minute
	maxTries = 10
)

// EachLine does something with every line of in that is not blank, one after the
// other, and returns with how many it is done. Numbers of lines count from 1, and
// count the blank ones. What is refused and passes by itself within MaxPause is
// tried again when it has passed; any other error ends it, as the Failure that says
// which line was the first that is not done. It blocks as long as in goes on, and
// reads no further than the line that it is at and what was read with it.
func EachLine(ctx context.Context, in io.Reader, do func(number int, line string) error) (done int, err error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 4<<10), maxInput)
	number := 0
	for lines.Scan() && lines.Err() == nil && ctx.Err() == nil { // what stands before an error may be half a line
		number++
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.Trim(line, blanks) == "" {
			continue
		}
		if err := patiently(ctx, func() error { return do(number, line) }); err != nil {
			return done, atLine(number, done, err)
		}
		done++
	}
	switch err := lines.Err(); {
	case ctx.Err() != nil:
		return done, ctx.Err()
	case errors.Is(err, bufio.ErrTooLong):
		return done, atLine(number+1, done, fail(Usage, "the line has more than %d bytes; make several of it", maxInput))
	case err != nil:
		return done, atLine(number+1, done, fmt.Errorf("lines from stdin: %w", err))
	}
	return done, nil
}

// patiently tries something again while it is refused only for now.
func patiently(ctx context.Context, do func() error) error {
	for try := 1; ; try++ {
		err := do()
		f, ok := Told(err)
		if !ok || f.Status != Limited || f.After <= 0 || f.After > MaxPause || try == maxTries {
			return err
		}
		timer := time.NewTimer(f.After)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// atLine says at which line it ended. What nobody planned for stays as it is.
func atLine(number, done int, err error) error {
	f, ok := Told(err)
	if !ok {
		return err
	}
	return &Failure{f.Status, lang.S("line %[1]d was not said, and %[2]d before it were: %[3]s", number, done, f.Text), f.After}
}
