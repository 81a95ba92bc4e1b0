package command_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"snug/session/command"
)

// TestPutOfWhatDoesNotCome sends a part of a file and then nothing: it is given up, and
// the command ends.
func TestPutOfWhatDoesNotCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		alice := w.member(t, "alice")
		stdin, sends := io.Pipe()
		var out, errs bytes.Buffer
		ended := make(chan int, 1)
		go func() {
			ended <- w.Run(context.Background(), command.Call{
				Line: "put lobby a.txt", Front: command.Exec, Who: alice.who, Key: alice.key,
				Stdin: stdin, Stdout: &out, Stderr: &errs,
			})
		}()
		if _, err := io.WriteString(sends, strings.Repeat("x", 100<<10)); err != nil {
			t.Fatal(err)
		}
		status := <-ended
		if status != int(command.Unavailable) || out.Len() > 0 || !strings.Contains(errs.String(), "nothing of a.txt came for a minute") {
			t.Errorf("it ends with %d, %s, %s", status, out.String(), errs.String())
		}
		if kept, held, spools := w.blobs.Count(); kept+held+spools != 0 {
			t.Errorf("%d blobs are there, %d held, and %d spools", kept, held, spools)
		}
	})
}
