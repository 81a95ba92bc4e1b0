package command_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"snug/room"
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

// BenchmarkPipesHear has 200 pipes hear what is said in one room. An operation is one
// message, which has come to all of them.
func BenchmarkPipesHear(b *testing.B) {
	const pipes = 200
	alice := newWorld(b).member(b, "alice")
	var hello, heard sync.WaitGroup
	for range pipes {
		hello.Add(1)
		in, stdin := io.Pipe()
		defer stdin.Close()
		said := func(line []byte) {
			switch {
			case bytes.Contains(line, []byte(`"type":"hello"`)):
				hello.Done()
			case bytes.Contains(line, []byte(`"type":"message"`)):
				heard.Done()
			}
		}
		go alice.Run(context.Background(), command.Call{
			Line: "pipe --rooms lobby", Front: command.Exec, Who: alice.who, Key: alice.key, Stdin: in, Stdout: tellTo(said), Stderr: io.Discard,
		})
	}
	hello.Wait()
	b.ReportAllocs()
	for b.Loop() {
		heard.Add(pipes)
		said := room.Saying{Text: "hello to all of you, and some more words to read"}
		if _, _, err := alice.broker.Say(b.Context(), room.UserID(alice.who.Account.ID), 1, said); err != nil {
			b.Fatal(err)
		}
		heard.Wait()
	}
}

// A tellTo is told of what is written.
type tellTo func([]byte)

// Write implements [io.Writer].
func (t tellTo) Write(p []byte) (int, error) {
	t(p)
	return len(p), nil
}
