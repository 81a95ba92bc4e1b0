package command_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/session/live"
	"snug/text/lang"
)

// A filed message is one that has brought a file, as JSON has it.
type filed struct {
	said
	Files []struct {
		File      uint64
		Name      string
		Size      int64
		MediaType string `json:"media_type"`
		SHA256    string
		Expired   bool
	}
}

// last returns the newest message of a room.
func (p *person) last(t *testing.T, in string) (m filed) {
	t.Helper()
	p.ask(t, "tail "+in+" -n 1", &m)
	return m
}

func TestPutAndGet(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	for _, size := range []int{0, 1, 32<<10 - 1, 32 << 10, 32<<10 + 1, 1 << 20} {
		t.Run(fmt.Sprintf("%d bytes", size), func(t *testing.T) {
			sent := strings.Repeat("\x00\x03\x04\r\n\x1b[\xff", size/8+1)[:size]
			sum := sha256.Sum256([]byte(sent))
			number := alice.put(t, "lobby", "a.bin", sent)
			if got := bob.must(t, "get "+number); got != sent {
				t.Errorf("%d bytes come back as %d others", size, len(got))
			}
			m := bob.last(t, "lobby")
			if len(m.Files) != 1 || fmt.Sprint(m.Files[0].File) != number || m.Files[0].SHA256 != hex.EncodeToString(sum[:]) || m.Files[0].Size != int64(size) {
				t.Errorf("it is announced as %+v", m)
			}
		})
	}
	if _, held, spools := w.blobs.Count(); held != 0 || spools != 0 {
		t.Errorf("%d blobs are held and %d spools open", held, spools)
	}
}

func TestPutSaysWhatItIsToldTo(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.send(t, "lobby", "who has the report?")
	tests := []struct {
		name, line string
		file, text string
		answers    uint64
		in         string
	}{
		{"a name", "put lobby report.pdf", "report.pdf", "", 0, "lobby"},
		{"a text", "put lobby report.pdf here it's", "report.pdf", "here it's", 0, "lobby"},
		{"a name in quotes", `put lobby "my report.pdf" here`, "my report.pdf", "here", 0, "lobby"},
		{"an answer", "put lobby report.pdf --reply 1", "report.pdf", "", 1, "lobby"},
		{"folders", "put lobby photos/a.jpg", "photos/a.jpg", "", 0, "lobby"},
		{"what a terminal acts on", "put lobby 'a\x1b[2J\u202egpj.exe'", "a[2Jgpj.exe", "", 0, "lobby"},
		{"a conversation that there is not yet", "put @bob report.pdf", "report.pdf", "", 0, "@bob"},
		{"in Chinese", "上传 lobby 报告.pdf 看这里", "报告.pdf", "看这里", 0, "lobby"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			alice.must(t, tt.line, "bytes")
			m := alice.last(t, tt.in)
			if len(m.Files) != 1 || m.Files[0].Name != tt.file || m.Text != tt.text || m.User != "alice" {
				t.Errorf("%s says %+v", tt.line, m)
			}
			if tt.answers != 0 && (m.ReplyTo == nil || *m.ReplyTo != tt.answers) {
				t.Errorf("%s answers %v", tt.line, m.ReplyTo)
			}
		})
	}
	t.Run("once under one name", func(t *testing.T) {
		first := alice.must(t, "put lobby b.log --idem build-81", "bytes")
		if again := alice.must(t, "put lobby b.log --idem build-81", "bytes"); again != first {
			t.Errorf("it is file %s and then %s", first, again)
		}
		if a := alice.exec("put lobby b.log --idem build-81", "other bytes"); a.status != int(command.Conflict) {
			t.Errorf("with other bytes: %+v", a)
		}
		alice.must(t, "file delete "+strings.TrimSpace(first)+" --yes")
		if again := alice.must(t, "put lobby b.log --idem build-81", "bytes"); !strings.HasPrefix(again, "m_") {
			t.Errorf("after it was deleted it is %q", again)
		}
	})
	t.Run("what is in a room", func(t *testing.T) {
		if out := bob.must(t, "history lobby"); !strings.Contains(out, "alice: [file #2] report.pdf, 5 B\n    here it's\n") {
			t.Errorf("history prints %q", out)
		}
		if out := bob.must(t, "search has:file my"); !strings.Contains(out, "my report.pdf") || strings.Contains(out, "it's") {
			t.Errorf("search prints %q", out)
		}
	})
}

func TestFilesAreRefused(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	alice, bob, guest := w.member(t, "alice"), w.member(t, "bob"), w.guest(t)
	alice.must(t, "room create books --private")
	hidden := alice.put(t, "books", "a.txt", "secret")
	olga.must(t, "setting set file-size 1k")
	olga.must(t, "setting set file-quota 2k")
	olga.must(t, "room set lobby files moderators")
	alice.must(t, "room create open")
	bob.must(t, "join open")
	big := strings.Repeat("x", 1025)
	bob.put(t, "open", "half.txt", big[:1024])
	bob.put(t, "open", "other.txt", big[1:1001])
	for _, tt := range []struct {
		name, line, input string
		by                *person
		status            command.Status
	}{
		{"a room that is not there", "put nowhere a.txt", "x", bob, command.NotFound},
		{"a room that one must not know of", "put books a.txt", "x", bob, command.NotFound},
		{"a room where only moderators may", "put lobby a.txt", "x", bob, command.Denied},
		{"nobody", "put @nobody a.txt", "x", bob, command.NotFound},
		{"no name", "put open", "x", bob, command.Usage},
		{"a name that is a folder", "put open ..", "x", bob, command.Usage},
		{"a path out of the room", "put open ../../etc/passwd", "x", bob, command.Usage},
		{"a name of nothing", "put open '\x00\x07'", "x", bob, command.Usage},
		{"a name that is long", "put open " + strings.Repeat("a", 4096), "x", bob, command.Usage},
		{"an answer to nothing", "put open a.txt --reply 99", "x", alice, command.NotFound},
		{"a key that a script has left empty", "put open a.txt --idem ''", "x", alice, command.Usage},
		{"more than one file may have", "put open a.txt", big, alice, command.Usage},
		{"more than one person may have", "put open a.txt", big[:100], bob, command.Conflict},
		{"without an account", "put lobby a.txt", "x", guest, command.NoAccount},

		{"a file that one must not know of", "get " + hidden, "", bob, command.NotFound},
		{"a file that is not there", "get 999", "", bob, command.NotFound},
		{"no number", "get report.pdf", "", bob, command.Usage},
		{"a file of others to delete", "file delete 2 --yes", "", alice, command.OK}, // who owns the room
		{"one that one must not know of to delete", "file delete " + hidden + " --yes", "", bob, command.NotFound},
		{"one that was not confirmed", "file delete 3", "", bob, command.Unconfirmed},
		{"a deleted one", "get 2", "", bob, command.NotFound},
		{"the files of others", "files books", "", bob, command.NotFound},
		{"one by a guest", "get 3", "", guest, command.NoAccount},
		{"a list for a guest", "files", "", guest, command.NoAccount},
		{"what a room may have to an outsider", "file quota books", "", bob, command.NotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.by.exec(tt.line+" --json", tt.input)
			var failed struct {
				Error struct {
					Code string
					Exit int
				}
			}
			if a.status != int(tt.status) {
				t.Fatalf("%s = %+v, want %d", shortened(tt.line), a, tt.status)
			}
			if a.status == 0 {
				return
			}
			if err := json.Unmarshal([]byte(a.err), &failed); err != nil || failed.Error.Exit != a.status || failed.Error.Code != tt.status.String() || a.out != "" {
				t.Errorf("%s is refused with %q %q, %v", shortened(tt.line), a.out, a.err, err)
			}
		})
	}
	if _, held, spools := w.blobs.Count(); held != 0 || spools != 0 {
		t.Errorf("%d blobs are held and %d spools open", held, spools)
	}
}

func shortened(line string) string { return line[:min(len(line), 60)] }

// A halved input ends in the middle.
type halved struct {
	io.Reader
	err error
}

func (b *halved) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = b.err
	}
	return n, err
}

func (*halved) Close() error { return nil }

// TestWhatWasCutOffIsNotPutIn ends the input of put in ways that are no end.
func TestWhatWasCutOffIsNotPutIn(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	cut := &command.Failure{Status: command.Usage}
	for _, tt := range []struct {
		name  string
		err   error // of the reader
		whole error
	}{
		{"an interruption", cut, nil},
		{"a connection that is gone", io.EOF, cut},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			status := w.Run(context.Background(), command.Call{
				Line: "put lobby a.txt", Front: command.Exec, Who: alice.who, Key: alice.key,
				Stdin:  &halved{strings.NewReader(strings.Repeat("x", 100<<10)), tt.err},
				Whole:  func() error { return tt.whole },
				Stdout: &out, Stderr: &errs,
			})
			if status != int(command.Usage) || out.Len() > 0 {
				t.Errorf("it ends with %d, %s, %s", status, out.String(), errs.String())
			}
			if kept, held, spools := w.blobs.Count(); kept+held+spools != 0 {
				t.Errorf("%d blobs are there, %d held, and %d spools", kept, held, spools)
			}
			if out := alice.must(t, "files lobby"); out != "" {
				t.Errorf("there is %q", out)
			}
		})
	}
}

// TestOnATerminal gets and puts where line ends are made for a terminal.
func TestFilesOnATerminal(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	text := alice.put(t, "lobby", "a.txt", "one\ntwo \x1b[31mred\n"+strings.Repeat("x", 70<<10)+"\n")
	image := alice.put(t, "lobby", "a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	terminal := func(line string) answer {
		var out, errs bytes.Buffer
		status := w.Run(context.Background(), command.Call{
			Line: line, Front: command.Exec, Who: alice.who, Key: alice.key, Terminal: true,
			Stdin: io.NopCloser(strings.NewReader("x")), Stdout: &out, Stderr: &errs,
		})
		return answer{status, out.String(), errs.String()}
	}
	if a := terminal("get " + text); a.status != 0 || !strings.HasPrefix(a.out, "one\ntwo [31mred\nxxx") || len(a.out) < 70<<10 {
		t.Errorf("a text is %d bytes: %.40q %+v", len(a.out), a.out, a.err)
	}
	if a := terminal("get " + image); a.status != int(command.Usage) || a.out != "" || !strings.Contains(a.err, "get "+image+" > a.png") {
		t.Errorf("an image is %+v", a)
	}
	if a := terminal("put lobby b.txt"); a.status != int(command.Usage) || !strings.Contains(a.err, "-t") {
		t.Errorf("put is %+v", a)
	}
}

// A leaver is a reader that leaves after so many bytes.
type leaver struct {
	bytes.Buffer
	most int
}

func (l *leaver) Write(p []byte) (int, error) {
	if l.Len() >= l.most {
		return 0, io.ErrClosedPipe
	}
	return l.Buffer.Write(p)
}

func TestGetForAReaderThatLeaves(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	number := alice.put(t, "lobby", "a.bin", strings.Repeat("x", 1<<20))
	var errs bytes.Buffer
	out := &leaver{most: 10}
	status := w.Run(context.Background(), command.Call{
		Line: "get " + number, Front: command.Exec, Who: alice.who, Key: alice.key, Stdout: out, Stderr: &errs,
	})
	if status != 0 || errs.Len() > 0 || out.Len() > 64<<10 {
		t.Errorf("it ends with %d after %d bytes: %s", status, out.Len(), errs.String())
	}
	if _, held, _ := w.blobs.Count(); held != 0 {
		t.Errorf("%d blobs are held", held)
	}
}

// A screenful is what an open session was told.
type screenful struct {
	told chan live.Notice
}

func (s *screenful) End(error) {}

func (s *screenful) Tell(n live.Notice) { s.told <- n }

func TestPutTellsTheSessionsOfItsUploader(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	see := func(p *person) *screenful {
		s := &screenful{make(chan live.Notice, 100)}
		open, gone := w.sessions.Add(live.Session{Key: keys.FingerprintOf(p.key), Kind: "screen"}, s)
		t.Cleanup(gone)
		w.sessions.SetAccount(open.ID, p.who.Account)
		return s
	}
	hers, his := see(alice), see(bob)
	alice.put(t, "lobby", "a.txt", "bytes")
	var last live.Upload
	for !last.Ended {
		n := <-hers.told
		last = n.Upload
		if n.About != live.Uploading || last.Room != "#lobby" || last.Name != "a.txt" || last.Err != nil {
			t.Errorf("she is told %+v", n)
		}
	}
	if last.Done != 5 || len(his.told) > 0 || len(hers.told) > 0 {
		t.Errorf("the end is %+v, and %d are told to others", last, len(his.told))
	}
}

func TestUploadingSaysWhyNothingCameOfIt(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&room.Refusal{Kind: room.ErrInvalid, Text: lang.S("%s is too big", "a.txt")}, "a.txt is too big"},
		{errors.New("open /var/lib/secret: halved"), "the server has failed; see what your client says"},
	} {
		n := command.Uploading(1, room.Progress{Room: room.Room{Name: "books"}, Name: "a.txt", Ended: true, Err: tt.err})
		if n.Upload.Err == nil || n.Upload.Err.Error() != tt.want {
			t.Errorf("%v is told as %v", tt.err, n.Upload.Err)
		}
	}
}

// TestAFileThatExpires lets the time of a file pass: its message stays, and whoever
// follows the room is told.
func TestAFileThatExpires(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "room create books")
	number := alice.put(t, "books", "a.txt", "bytes")
	alice.must(t, "room set books file-keep 1d")
	var f struct{ TS, Expires string }
	alice.ask(t, "file show "+number, &f)
	from, err := time.Parse(time.RFC3339, f.TS)
	if err != nil {
		t.Fatal(err)
	}
	if until, err := time.Parse(time.RFC3339, f.Expires); err != nil || until.Sub(from) != 24*time.Hour {
		t.Errorf("it expires at %s, %v, and was put in at %s", f.Expires, err, f.TS)
	}
	p := alice.pipe(t, "--rooms books")
	p.line() // hello
	expire := room.Expire{
		Header: room.Header{ID: room.NewCommandID(), At: time.Now().Add(25 * time.Hour)},
		Room:   alice.room(t, "books"), Seq: 1,
	}
	if _, err := w.rooms.Do(t.Context(), expire); err != nil {
		t.Fatal(err)
	}
	if line := p.line(); !strings.Contains(line, `"type":"expire"`) || !strings.Contains(line, `"user":""`) || !strings.Contains(line, `"expired":true`) {
		t.Errorf("a pipe hears %s", line)
	}
	if out := alice.must(t, "history books"); !strings.Contains(out, "alice: [file #1] a.txt (expired)\n") {
		t.Errorf("history prints %q", out)
	}
	if out := alice.must(t, "file show "+number); !strings.Contains(out, "expired ") {
		t.Errorf("it is shown as %q", out)
	}
	if out := alice.must(t, "files books"); out != "" {
		t.Errorf("it is listed as %q", out)
	}
	if a := alice.exec("get " + number); a.status != int(command.NotFound) || a.out != "" {
		t.Errorf("get = %+v", a)
	}
}
