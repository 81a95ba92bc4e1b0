package command_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"snug/session/command"
)

// BenchmarkPipe measures commands that are written and answered, one behind the
// other and a few ahead.
func BenchmarkPipe(b *testing.B) {
	for name, line := range map[string]string{
		"ping":    `{"id":"%d","cmd":"ping"}`,
		"history": `{"id":"%d","cmd":"history","room":"lobby"}`,
		"send":    `{"id":"%d","cmd":"send","room":"lobby","text":"hello"}`,
	} {
		b.Run(name, func(b *testing.B) {
			alice := newWorld(b).member(b, "alice")
			in, stdin := io.Pipe()
			out, stdout := io.Pipe()
			go func() {
				alice.Run(context.Background(), command.Call{
					Line: "pipe", Front: command.Exec, Who: alice.who, Key: alice.key, Stdin: in, Stdout: stdout, Stderr: io.Discard,
				})
				_ = stdout.Close()
			}()
			lines := bufio.NewScanner(out)
			lines.Scan() // hello
			b.ReportAllocs()
			go func() {
				for n := range b.N {
					if _, err := fmt.Fprintf(stdin, line+"\n", n); err != nil {
						return
					}
				}
				_ = stdin.Close()
			}()
			answers := 0
			for lines.Scan() {
				if strings.Contains(lines.Text(), `"re":`) {
					answers++
				}
			}
			if answers != b.N {
				b.Errorf("%d commands have %d answers", b.N, answers)
			}
		})
	}
}
