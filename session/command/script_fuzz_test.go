package command_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"snug/session/command"
	"snug/text"
)

// FuzzCommandLine runs whatever line with whatever input as a member. Every answer
// has a status of the contract, and nothing that acts on a terminal leaves.
func FuzzCommandLine(f *testing.F) {
	w := newWorld(f)
	alice := w.member(f, "alice")
	alice.must(f, "room create books")
	for _, line := range []string{
		"rooms --json", "send lobby it's", "send lobby --code go --reply 1 --idem k -", "send books --lines --json",
		"tail lobby books --since lobby#1,books#0 -f --json", "tail --mentions", "history lobby --before '#2' --limit 2 --json",
		"read lobby 1", "who --after alice", "search \"a b\" in:lobby before:2026-01-02T03:04:05.6Z", "room set books slow 1s --json",
		"send lobby \x00\xff", "history r_1#", "topic books --json=false", "-- --json", "send @alice -- -",
	} {
		f.Add(line, "one\ntwo\xff\n\x00")
	}
	f.Fuzz(func(t *testing.T, line, input string) {
		var out, err bytes.Buffer
		status := alice.Run(t.Context(), command.Call{
			Line: line, Front: command.Exec, Bounded: true, Who: alice.who, Key: alice.key,
			Stdin: io.NopCloser(strings.NewReader(input)), Stdout: &out, Stderr: &err,
		})
		if status < int(command.OK) || status > int(command.Unavailable) || status == int(command.Internal) {
			t.Errorf("%q ends with %d: %s", line, status, err.String())
		}
		for _, said := range []string{out.String(), err.String()} {
			for _, r := range said {
				if r != '\n' && text.Forbidden(r) {
					t.Errorf("%q lets %U out: %q", line, r, said)
				}
			}
			for l := range strings.Lines(said) {
				if strings.HasPrefix(l, `{"v":1,`) && !json.Valid([]byte(l)) {
					t.Errorf("%q answers %q, which is no JSON", line, l)
				}
			}
		}
	})
}
