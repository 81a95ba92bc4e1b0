package session_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
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

// A copying is a session of files, as its client sees it.
type copying struct {
	*ssh.Session
	in  io.WriteCloser
	out *bufio.Reader
	err *watched
}

// copies begins one with a command line, or without one sftp.
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
	if line == "" {
		err = s.RequestSubsystem("sftp")
	} else {
		err = s.Start(line)
	}
	if err != nil {
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

// TestA6WhoIsPutOutCopiesNoMore has somebody put out in the middle of a copy, in either
// direction and each way: nothing of it shows, and the client is told.
func TestA6WhoIsPutOutCopiesNoMore(t *testing.T) {
	for _, out := range []struct {
		name, line, back string // and what ends it for the others
		told             string
		status           int
	}{
		{"ban", "ban add alice --for 1h --reason spam", "", "this account is banned from the server", 4},
		{"suspension", "user suspend alice --for 1h --reason spam", "", "this account is suspended", 4},
		{"lockdown", "lockdown set 4 --for 1h --reason raid --yes", "lockdown set 0", "because: raid", 6},
	} {
		for _, tt := range []struct {
			name, line string
			turns      [][2]string
		}{
			{"scp in", "scp -t lobby/", [][2]string{{"", "\x00"}, {"C0644 5000000 big.bin\n", "\x00"}}},
			{"scp out", "scp -f lobby/there.bin", [][2]string{{"\x00", "C0644 9 there.bin\n"}}},
			{"put", "put lobby big.bin", nil},
		} {
			t.Run(out.name+", "+tt.name, func(t *testing.T) {
				w := newWorld(t, session.Limits{})
				bobs := w.member(t, "bob")
				copiesIn(t, w.as(t, bobs), "there.bin", "something")
				key := w.member(t, "alice")
				o := copies(t, w.as(t, key), tt.line)
				for _, turn := range tt.turns {
					o.turn(t, turn[0], turn[1])
				}
				if tt.name != "scp out" {
					if _, err := io.WriteString(o.in, strings.Repeat("x", taken)); err != nil {
						t.Fatal(err)
					}
					w.blobs.comes(t, taken)
				}
				w.rules(t, out.line)
				if got := status(t, o.Wait()); got != out.status || !strings.Contains(o.err.String(), out.told) {
					t.Errorf("it ends with %d: %s", got, o.err)
				}
				if a := run(t, w.as(t, key), tt.line); a.status != out.status {
					t.Errorf("once more: %+v", a)
				}
				if out.back != "" {
					w.rules(t, out.back)
				}
				if a := run(t, w.as(t, bobs), "file list lobby --json"); strings.Contains(a.out, "big.bin") || !strings.Contains(a.out, "there.bin") {
					t.Errorf("bob sees %+v", a)
				}
				if _, held, spools := w.blobs.Count(); held+spools != 0 {
					t.Errorf("%d blobs are held, and %d spools", held, spools)
				}
			})
		}
	}
}

// TestNothingComesInWhereNothingIsSaid is about a lockdown in which people read only.
func TestNothingComesInWhereNothingIsSaid(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	copiesIn(t, w.as(t, key), "there.bin", "something")
	c := w.as(t, key)
	o := copies(t, c, "scp -t lobby/")
	o.turn(t, "", "\x00")
	o.turn(t, "C0644 5 a.txt\n", "\x00")
	w.rules(t, "lockdown set 2 --for 1h --reason raid")
	o.turn(t, "hello\x00", "\x01scp: ")
	o.in.Close()
	if got := status(t, o.Wait()); got != 1 {
		t.Errorf("in the middle: %d, %s", got, o.err)
	}
	if a := run(t, c, "put lobby b.txt"); a.status == 0 || !strings.Contains(a.err, "locked down") {
		t.Errorf("and then put is answered with %+v", a)
	}
	o = copies(t, c, "scp -f lobby/there.bin")
	o.turn(t, "\x00", "C0644 9 there.bin\n")
	o.turn(t, "\x00", "something\x00")
	o.in.Close()
	if a := run(t, c, "file list lobby --json"); strings.Contains(a.out, "a.txt") || !strings.Contains(a.out, "there.bin") {
		t.Errorf("there is %+v", a)
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
	for _, tt := range []struct{ name, line, asks string }{
		{"scp", "scp -f lobby/big.bin", "\x00\x00"},
		{"get", "get 1", ""},
		{"sftp", "", reads("/lobby/big.bin", 128)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := w.as(t, key)
			o := copies(t, c, tt.line)
			if _, err := io.WriteString(o.in, tt.asks); err != nil {
				t.Fatal(err)
			}
			ends(t, c)
		})
	}
	w.log.shows(t, "it stopped reading")
}

// reads is what a client of sftp sends that reads so many times 32 KiB of a file.
func reads(path string, times int) string {
	packet := func(kind byte, body any) string {
		b := append([]byte{kind}, ssh.Marshal(body)...)
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(b)))) + string(b)
	}
	sent := packet(1, struct{ Version uint32 }{3}) +
		packet(3, struct {
			ID           uint32
			Path         string
			Flags, Attrs uint32
		}{1, path, 1, 0})
	for i := range times {
		sent += packet(5, struct {
			ID     uint32
			Handle string // the first of a session
			Offset uint64
			Length uint32
		}{2, "1", uint64(i) * 32 << 10, 32 << 10})
	}
	return sent
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

// TestFilesAreNotTyped: what is read of keys in a second is no bound for files.
func TestFilesAreNotTyped(t *testing.T) {
	w := newWorld(t, session.Limits{Input: 1, InputBurst: 1})
	c := w.as(t, w.member(t, "alice"))
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const size = 1 << 20
	s.Stdin = strings.NewReader(fmt.Sprintf("C0644 %d a.bin\n%s\x00", size, strings.Repeat("x", size)))
	late := time.AfterFunc(patience, func() { c.Close() })
	defer late.Stop()
	if out, err := s.CombinedOutput("scp -t lobby/"); err != nil {
		t.Errorf("%v: %q", err, out)
	}
}
