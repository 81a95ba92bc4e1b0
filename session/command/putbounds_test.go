package command_test

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"testing"

	"snug/session/command"
)

// TestPutMeetsABoundInTheMiddle has each bound met by a file that was below it when it
// began: others put in theirs meanwhile, or the server's owner changes it.
func TestPutMeetsABoundInTheMiddle(t *testing.T) {
	const half = 32 << 10
	other := strings.Repeat("o", half)
	for _, tt := range []struct {
		name, setting string
		fill          func(t *testing.T, olga, alice, bob *person)
		says          string
		status        command.Status
	}{
		{"of one file", "file-size 1M", func(t *testing.T, olga, _, _ *person) { olga.must(t, "setting set file-size 40k") }, "40 KB and that is the limit for one file", command.Usage},
		{"of a person", "file-quota 80k", func(t *testing.T, _, alice, _ *person) { alice.put(t, "lobby", "other", other) }, "your files may have 80 KB together", command.Conflict},
		{"of a room", "file-room-quota 80k", func(t *testing.T, _, _, bob *person) { bob.put(t, "books", "other", other) }, "the files in #books may have 80 KB together", command.Conflict},
		{"of the server", "file-total 80k", func(t *testing.T, _, _, bob *person) { bob.put(t, "lobby", "other", other) }, "all files on this server may have 80 KB together", command.Conflict},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			olga := w.holder(t, w.owner).signedUp(t, "olga")
			alice, bob := w.member(t, "alice"), w.member(t, "bob")
			alice.must(t, "room create books")
			bob.must(t, "join books")
			olga.must(t, "setting set "+tt.setting)
			stdin, sends := io.Pipe()
			var out, errs bytes.Buffer
			ended := make(chan int, 1)
			go func() {
				ended <- w.Run(context.Background(), command.Call{
					Line: "put books big", Front: command.Exec, Who: alice.who, Key: alice.key,
					Stdin: stdin, Stdout: &out, Stderr: &errs,
				})
			}()
			if _, err := io.WriteString(sends, strings.Repeat("x", half)); err != nil {
				t.Fatal(err)
			}
			tt.fill(t, olga, alice, bob)
			_, _ = io.WriteString(sends, strings.Repeat("x", 10*half)) // it may be read no further
			if got := <-ended; got != int(tt.status) || out.Len() > 0 || !strings.Contains(errs.String(), tt.says) {
				t.Errorf("it ends with %d, %s, %s", got, out.String(), errs.String())
			}
			if out := alice.must(t, "files books"); strings.Contains(out, "big") {
				t.Errorf("there is %s", out)
			}
			if _, held, spools := w.blobs.Count(); held+spools != 0 {
				t.Errorf("%d blobs are held and %d spools open", held, spools)
			}
		})
	}
}

// TestNamesThatPutIsGiven are each cleaned to one name, or refused.
func TestNamesThatPutIsGiven(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for _, tt := range []struct {
		name, arg string
		want      string // empty: refused
	}{
		{"up and out", "../../etc/passwd", ""},
		{"up from a folder", "a/../../b", ""},
		{"up with the slashes of Windows", `'..\..\x'`, ""},
		{"absolute", "/etc/passwd", "etc/passwd"},
		{"empty", "''", ""},
		{"blanks", "'   '", ""},
		{"a dot", ".", ""},
		{"two dots", "..", ""},
		{"only a slash", "/", ""},
		{"NUL", "'a\x00b'", "ab"},
		{"only NUL", "'\x00'", ""},
		{"line break", "'a\nb'", "a b"},
		{"carriage return", "'a\rb'", "a b"},
		{"escape sequence", "'a\x1b[31mb'", "a[31mb"},
		{"right to left", "'gpj.\u202eexe'", "gpj.exe"},
		{"4 KiB", strings.Repeat("n", 4096), ""},
		{"a name that is there", "ab", "ab"},
		{"and once more", "ab", "ab"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := alice.exec("put lobby "+tt.arg, "bytes")
			if tt.want == "" {
				if a.status != int(command.Usage) || a.out != "" || strings.ContainsAny(strings.TrimSuffix(a.err, "\n"), "\x00\x1b\r\n\u202e") {
					t.Errorf("it is answered with %+v", a)
				}
				return
			}
			m := alice.last(t, "lobby")
			if a.status != 0 || len(m.Files) != 1 || m.Files[0].Name != tt.want || strings.TrimSpace(a.out) != strconv.FormatUint(m.Files[0].File, 10) {
				t.Errorf("it is answered with %+v, and the newest file is %+v", a, m.Files)
			}
		})
	}
}
