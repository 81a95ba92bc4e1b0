package session_test

import (
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/session"
	"snug/text/texttest"
)

// TestNothingForbiddenLeaves has all of Unicode in a store whose messages, names of
// files and display names are what nobody could have put there, and looks at what comes
// out of a session each way.
func TestNothingForbiddenLeaves(t *testing.T) {
	w := newWorld(t, session.Limits{ChannelOpens: 10_000})
	key := w.member(t, "alice")
	c := w.as(t, key)
	ways := []struct {
		name  string
		most  int // texts, where all would take too long
		leave func(texts []string) string
	}{
		{"a command", 1 << 20, func([]string) string { return exec(t, c, "pins lobby") + exec(t, c, "files lobby") }},
		{"a command in JSON", 400, func([]string) string { return exec(t, c, "pins lobby --json") + exec(t, c, "files lobby --json") }},
		{"line mode", 100, func([]string) string {
			term, errs := wayIn{}.come(t, c)
			term.types(t, "/pins\n/files\n/quit\n")
			if got := status(t, term.Wait()); got != 0 {
				t.Errorf("line mode ends with %d: %s", got, errs)
			}
			return term.out.String() + errs.String()
		}},
		{"a listing of sftp", 1 << 20, func([]string) string { return strings.Join(listing(t, c), "\n") }},
		{"names of scp", 100, func(texts []string) string {
			o := copies(t, c, "scp -r -f lobby")
			if _, err := io.WriteString(o.in, strings.Repeat("\x00", 3*len(texts)+10)); err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(o.out)
			if err != nil {
				t.Fatal(err)
			}
			// What stands between the lines and statuses is of the protocol.
			return strings.NewReplacer("\x00", "", "\x01", "", "\x02", "").Replace(string(b)) + o.err.String()
		}},
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			all := slices.AppendSeq(texttest.Attacks(), texttest.Texts())
			for texts := range slices.Chunk(all[:min(len(all), way.most)], 500) {
				w.rooms.fill(texts)
				out := way.leave(texts)
				w.rooms.dirt.Store(nil)
				if len(out) < 10*len(texts) {
					t.Fatalf("of %d texts no more than %d bytes came out: %s", len(texts), len(out), out)
				}
				if why := texttest.Fault(out); why != "" {
					t.Fatalf("%s came out: %q", why, around(out, why))
				}
			}
		})
	}
}

// exec runs a command that succeeds, and returns all that it has said.
func exec(t *testing.T, c *ssh.Client, line string) string {
	t.Helper()
	a := run(t, c, line)
	if a.status != 0 {
		t.Fatalf("%s: %d %s", line, a.status, a.err)
	}
	return a.out + a.err
}

// around returns the part of a text in which something was found.
func around(s, why string) string {
	for part := range strings.SplitSeq(s, "\n") {
		if texttest.Fault(part) != "" {
			return part
		}
	}
	return why
}

// listing returns the names that sftp gives for the files of the lobby, short and long.
func listing(t *testing.T, c *ssh.Client) (names []string) {
	t.Helper()
	o := copies(t, c, "")
	ask := func(kind byte, fields string) (answer byte, body []byte) {
		t.Helper()
		packet := binary.BigEndian.AppendUint32(nil, uint32(1+len(fields)))
		if _, err := io.WriteString(o.in, string(packet)+string(kind)+fields); err != nil {
			t.Fatal(err)
		}
		head := make([]byte, 5)
		if _, err := io.ReadFull(o.out, head); err != nil {
			t.Fatal(err)
		}
		body = make([]byte, binary.BigEndian.Uint32(head)-1)
		if _, err := io.ReadFull(o.out, body); err != nil {
			t.Fatal(err)
		}
		return head[4], body
	}
	const initialize, opendir, readdir, status, handle, name = 1, 11, 12, 101, 102, 104
	ask(initialize, "\x00\x00\x00\x03")
	kind, body := ask(opendir, "\x00\x00\x00\x01\x00\x00\x00\x06/lobby")
	if kind != handle {
		t.Fatalf("opendir is answered with %d %q", kind, body)
	}
	opened := string(body[4:])
	for {
		kind, body := ask(readdir, "\x00\x00\x00\x02"+opened)
		if kind == status {
			o.in.Close()
			return names
		}
		if kind != name {
			t.Fatalf("readdir is answered with %d", kind)
		}
		var list struct {
			ID, Count uint32
			Rest      []byte `ssh:"rest"`
		}
		if err := ssh.Unmarshal(body, &list); err != nil {
			t.Fatal(err)
		}
		for rest := list.Rest; len(rest) > 0; {
			var one struct {
				Short, Long string
				Flags       uint32
				Rest        []byte `ssh:"rest"`
			}
			if err := ssh.Unmarshal(rest, &one); err != nil {
				t.Fatal(err)
			}
			names, rest = append(names, one.Short, one.Long), one.Rest
			for flag, size := range map[uint32]int{1: 8, 2: 8, 4: 4, 8: 8} {
				if one.Flags&flag != 0 {
					rest = rest[size:]
				}
			}
		}
	}
}
