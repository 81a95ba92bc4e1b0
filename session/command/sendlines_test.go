package command_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/session/command"
	"snug/text/lang"
)

// refusing returns a failure that passes after some time; zero: nobody knows.
func refusing(s command.Status, after time.Duration) error {
	return &command.Failure{Status: s, Text: lang.S("no"), After: after}
}

func TestLinesWaitForWhatPasses(t *testing.T) {
	internal := errors.New("disk")
	tests := []struct {
		name   string
		refuse map[int][]error // what a line meets, try by try, before it works
		done   int
		status command.Status
		waited time.Duration
	}{
		{"nothing in the way", nil, 3, command.OK, 0},
		{"slow mode", map[int][]error{2: {refusing(command.Limited, 10*time.Second), refusing(command.Limited, time.Second)}}, 3, command.OK, 11 * time.Second},
		{"too long a wait", map[int][]error{2: {refusing(command.Limited, command.MaxPause+1)}}, 1, command.Limited, 0},
		{"a wait that nobody knows", map[int][]error{2: {refusing(command.Limited, 0)}}, 1, command.Limited, 0},
		{"what does not pass", map[int][]error{3: {refusing(command.Denied, time.Second)}}, 2, command.Denied, 0},
		{"no end of it", map[int][]error{1: many(refusing(command.Limited, time.Second), 10)}, 0, command.Limited, 9 * time.Second},
		{"what nobody planned for", map[int][]error{1: {internal}}, 0, command.Internal, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				var said []string
				done, err := command.EachLine(t.Context(), strings.NewReader("a\nb\nc\n"), func(n int, line string) error {
					if left := tt.refuse[n]; len(left) > 0 {
						tt.refuse[n] = left[1:]
						return left[0]
					}
					said = append(said, line)
					return nil
				})
				if done != tt.done || len(said) != tt.done || strings.Join(said, "") != "abc"[:tt.done] {
					t.Errorf("%d were done: %q, want %d", done, said, tt.done)
				}
				f, told := command.Told(err)
				switch {
				case tt.status == command.OK && err != nil, tt.status == command.Internal && !errors.Is(err, internal):
					t.Errorf("it ends with %v", err)
				case tt.status != command.OK && tt.status != command.Internal:
					if !told || f.Status != tt.status || !strings.Contains(f.Error(), fmt.Sprintf("line %d was not said, and %d before", tt.done+1, tt.done)) {
						t.Errorf("it ends with %v, want %v and the line", err, tt.status)
					}
				}
				if waited := time.Since(began); waited != tt.waited {
					t.Errorf("it waited %v, want %v", waited, tt.waited)
				}
			})
		})
	}
}

func many(err error, n int) (all []error) {
	for range n {
		all = append(all, err)
	}
	return all
}

// TestLinesEndWithWhoGivesThem: half a line of a connection that breaks is not said.
func TestLinesEndWithWhoGivesThem(t *testing.T) {
	gone := errors.New("gone")
	var said []string
	say := func(_ int, line string) error { said = append(said, line); return nil }
	in := io.MultiReader(strings.NewReader("whole\nhal"), broke{gone})
	if done, err := command.EachLine(t.Context(), in, say); done != 1 || !errors.Is(err, gone) || len(said) != 1 {
		t.Errorf("%d were done, %q, %v", done, said, err)
	}
	long := strings.NewReader("whole\n" + strings.Repeat("x", 1<<20) + "\n")
	if done, err := command.EachLine(t.Context(), long, say); done != 1 || err == nil || !strings.Contains(err.Error(), "line 2 was not said, and 1 before it were: the line has more than 65536 bytes") {
		t.Errorf("of a line of 1 MiB %d were done, %v", done, err)
	}
	ctx, end := context.WithCancel(t.Context())
	end()
	if done, err := command.EachLine(ctx, strings.NewReader("a\n"), say); done != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("%d were done after the end, %v", done, err)
	}
	synctest.Test(t, func(t *testing.T) { // while it waits
		ctx, end := context.WithTimeout(t.Context(), time.Second)
		defer end()
		_, err := command.EachLine(ctx, strings.NewReader("a\n"), func(int, string) error { return refusing(command.Limited, time.Minute) })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a wait ends with %v", err)
		}
	})
}

// A broke is an input that fails.
type broke struct{ err error }

func (b broke) Read([]byte) (int, error) { return 0, b.err }
