package session_test

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/room"
	"snug/session"
)

// TestFilesAreForMembers is about somebody without an account who comes with sftp
// or scp.
func TestFilesAreForMembers(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, newSigner(t))
	refused := func(what string, a answer) {
		t.Helper()
		if a.status != 3 || a.out != "" || !strings.Contains(a.err, "you need an account") {
			t.Errorf("%s = %+v, want a sentence on stderr and 3", what, a)
		}
	}
	refused("sftp", runSFTP(t, c))
	for _, line := range []string{"scp -t lobby/", "scp -f lobby/1-a.txt", "scp -t -- --json"} {
		refused(line, run(t, c, line))
	}
	if a := run(t, c, "help"); a.status != 0 {
		t.Errorf("behind it on the same connection: %+v", a)
	}
}

// A copying is a session of scp -O, as its client sees it.
type copying struct {
	*ssh.Session
	in  io.WriteCloser
	out *bufio.Reader
	err *watched
}

func copies(t *testing.T, c *ssh.Client, line string) *copying {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	o := &copying{Session: s, err: newWatched()}
	s.Stderr = o.err
	if o.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	o.out = bufio.NewReader(out)
	if err := s.Start(line); err != nil {
		t.Fatal(err)
	}
	return o
}

// turn sends something and reads what is said to it.
func (o *copying) turn(t *testing.T, send, want string) {
	t.Helper()
	if _, err := io.WriteString(o.in, send); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(want))
	if _, err := io.ReadFull(o.out, got); err != nil || string(got) != want {
		t.Fatalf("%q is answered with %q, %v; want %q", send, got, err, want)
	}
}

// copiesIn puts a file into the lobby.
func copiesIn(t *testing.T, c *ssh.Client, name, content string) {
	t.Helper()
	o := copies(t, c, "scp -t lobby/")
	o.turn(t, "", "\x00")
	o.turn(t, "C0644 "+strconv.Itoa(len(content))+" "+name+"\n", "\x00")
	o.turn(t, content+"\x00", "\x00")
	o.in.Close()
	if got := status(t, o.Wait()); got != 0 {
		t.Fatalf("scp ends with %d: %s", got, o.err)
	}
}

// TestAScreenShowsAnUpload has somebody copy a file in while they look at a screen.
func TestAScreenShowsAnUpload(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	screen := open(t, w.as(t, key))
	screen.out.shows(t, "#lobby")
	c := w.as(t, key)
	o := copies(t, c, "scp -t lobby/")
	o.turn(t, "", "\x00")
	o.turn(t, "C0644 100000 report.pdf\n", "\x00")
	if _, err := io.WriteString(o.in, strings.Repeat("x", 50000)); err != nil {
		t.Fatal(err)
	}
	screen.out.shows(t, "uploading report.pdf")
	if a := run(t, c, "session list --json"); !strings.Contains(a.out, `"kind":"scp"`) {
		t.Errorf("the sessions are %s", a.out)
	}
	o.turn(t, strings.Repeat("x", 50000)+"\x00", "\x00")
	screen.out.shows(t, "[file #1]")
}

// TestABanEndsACopy bans somebody in the middle of one, in either direction: nothing
// of it shows, and the client is told.
func TestABanEndsACopy(t *testing.T) {
	for _, tt := range []struct{ name, line, header, want string }{
		{"in", "scp -t lobby/", "C0644 5000000 big.bin\n", "\x00"},
		{"out", "scp -f lobby/there.bin", "\x00", "C0644 9 there.bin\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, session.Limits{})
			bob := w.as(t, w.member(t, "bob"))
			copiesIn(t, bob, "there.bin", "something")
			key := w.member(t, "alice")
			o := copies(t, w.as(t, key), tt.line)
			if tt.name == "in" {
				o.turn(t, "", "\x00")
			}
			o.turn(t, tt.header, tt.want)
			w.rules(t, "ban add alice --for 1h --reason spam")
			if got := status(t, o.Wait()); got != 4 || !strings.Contains(o.err.String(), "this account is banned from the server") {
				t.Errorf("it ends with %d: %s", got, o.err)
			}
			if a := run(t, bob, "file list lobby --json"); strings.Contains(a.out, "big.bin") || !strings.Contains(a.out, "there.bin") {
				t.Errorf("bob sees %+v", a)
			}
			if a := run(t, w.as(t, key), tt.line); a.status != 4 {
				t.Errorf("once more: %+v", a)
			}
		})
	}
}

// TestACopyNeedsNoTerminal has every byte come out as it is with one, too.
func TestACopyNeedsNoTerminal(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	content := "a\nb\r\nc\x03\x04d\n"
	copiesIn(t, c, "lines.txt", content)
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s.Stdout, s.Stdin = &out, strings.NewReader("\x00\x00\x00")
	if err := s.Run("scp -f lobby/lines.txt"); err != nil {
		t.Fatal(err)
	}
	if want := "C0644 " + strconv.Itoa(len(content)) + " lines.txt\n" + content + "\x00"; out.String() != want {
		t.Errorf("it is copied as %q, want %q", out.String(), want)
	}
}

// TestWhoReadsNoFileIsCut is about a client that asks for a file and takes no bytes of
// it, in spite of its window.
func TestWhoReadsNoFileIsCut(t *testing.T) {
	w := newWorld(t, session.Limits{WriteStall: 300 * time.Millisecond})
	key := w.member(t, "alice")
	who, err := w.Directory.Identify(key.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	lobby, err := w.Broker.Find(room.UserID(who.Account.ID), room.Lobby)
	if err != nil {
		t.Fatal(err)
	}
	u, err := w.Broker.Upload(t.Context(), room.UserID(who.Account.ID), lobby.ID, room.Offer{Name: "big.bin", Size: -1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.WriteAt(make([]byte, 4<<20), 0); err != nil { // twice what a client takes by itself
		t.Fatal(err)
	}
	if _, err := u.Close(); err != nil {
		t.Fatal(err)
	}
	c := w.as(t, key)
	o := copies(t, c, "scp -f lobby/big.bin")
	if _, err := io.WriteString(o.in, "\x00\x00"); err != nil {
		t.Fatal(err)
	}
	ends(t, c)
	w.log.shows(t, "it stopped reading")
}

// TestGuestsReadWhereTheServerLetsThem is about the setting guest-files.
func TestGuestsReadWhereTheServerLetsThem(t *testing.T) {
	w := newWorld(t, session.Limits{})
	copiesIn(t, w.as(t, w.member(t, "alice")), "a.txt", "hello")
	w.rules(t, "setting set guest-files yes")
	c := w.as(t, newSigner(t))
	o := copies(t, c, "scp -f lobby/1-a.txt")
	o.turn(t, "\x00", "C0644 5 1-a.txt\n")
	o.turn(t, "\x00", "hello\x00")
	o.turn(t, "\x00", "")
	if got := status(t, o.Wait()); got != 0 {
		t.Errorf("a guest's copy ends with %d: %s", got, o.err)
	}
	o = copies(t, c, "scp -t lobby/")
	o.turn(t, "", "\x00")
	o.turn(t, "C0644 5 b.txt\n", "\x01scp: ")
	o.in.Close()
	if got := status(t, o.Wait()); got != 1 {
		t.Errorf("a guest puts a file in: %d, %s", got, o.err)
	}
}
