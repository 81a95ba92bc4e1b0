package command_test

import (
	"context"
	"strings"
	"testing"

	"snug/session/command"
)

// A brokenInput panics when it is read.
type brokenInput struct{}

func (brokenInput) Read([]byte) (int, error) { panic("injected") }
func (brokenInput) Close() error             { return nil }

// A brokenOutput panics when it is written to.
type brokenOutput struct{ strings.Builder }

func (*brokenOutput) Write([]byte) (int, error) { panic("injected") }

// TestAPanicBesideACommand is one of a goroutine that reads or writes for a command:
// it ends that command alone, is counted, and whoever called is told an id.
func TestAPanicBesideACommand(t *testing.T) {
	tests := []struct {
		name, line string
		output     bool // breaks; else the input does
	}{
		{"the input of a tail", "tail lobby -f", false},
		{"the input of a pipe", "pipe", false},
		{"the output of a pipe", "pipe", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			alice := w.member(t, "alice")
			var out, errs strings.Builder
			call := command.Call{
				Line: tt.line, Front: command.Exec, Who: alice.who, Key: alice.key, Session: alice.session,
				Stdin: brokenInput{}, Stdout: &out, Stderr: &errs,
			}
			if tt.output {
				call.Stdin, call.Stdout = nil, new(brokenOutput)
			}
			status := w.Run(context.Background(), call)
			if status != int(command.Internal) || !strings.Contains(errs.String(), "internal error, id ") {
				t.Errorf("it ends with %d and %q", status, errs.String())
			}
			if n := w.Panics(); n != 1 {
				t.Errorf("%d panics are counted, want 1", n)
			}
			alice.must(t, "send lobby still here")
		})
	}
}
