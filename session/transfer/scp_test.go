package transfer_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/room"
	"snug/session/transfer"
	"snug/text/lang"
)

// A scpPeer is the client's end of a session of scp -O.
type scpPeer struct {
	t      testing.TB
	conn   net.Conn
	r      *bufio.Reader
	status chan int
}

// scp begins a session with the line that scp -O runs.
func (v *visit) scp(line string) *scpPeer {
	v.h.t.Helper()
	ours, theirs := net.Pipe()
	p := &scpPeer{t: v.h.t, conn: theirs, r: bufio.NewReader(theirs), status: make(chan int, 1)}
	if err := theirs.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		v.h.t.Fatal(err)
	}
	go func() {
		defer ours.Close()
		p.status <- transfer.SCP(v.h.t.Context(), line, ours, v.config())
	}()
	return p
}

// sends sends bytes.
func (p *scpPeer) sends(s string) {
	p.t.Helper()
	if _, err := io.WriteString(p.conn, s); err != nil {
		p.t.Fatalf("sending %.60q: %v", s, err)
	}
}

// hears reads what the server says: "\0" or a sentence with a byte before it.
func (p *scpPeer) hears() string {
	p.t.Helper()
	b, err := p.r.ReadByte()
	if err != nil {
		p.t.Fatalf("the server says nothing: %v", err)
	}
	if b == 0 {
		return "\x00"
	}
	said, err := p.r.ReadString('\n')
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b) + said
}

// ends hangs up and returns the status of the session.
func (p *scpPeer) ends() int {
	p.t.Helper()
	p.conn.Close()
	return <-p.status
}

// A turn is what a peer sends and what it has to be told: "\0", or a part of a sentence
// behind the byte that says how bad it is.
type turn struct{ send, want string }

func (p *scpPeer) plays(turns []turn) {
	p.t.Helper()
	if got := p.hears(); got != "\x00" {
		p.t.Fatalf("the server begins with %q", got)
	}
	for _, turn := range turns {
		p.sends(turn.send)
		if got := p.hears(); got[0] != turn.want[0] || !strings.Contains(got, turn.want[1:]) {
			p.t.Fatalf("%.80q is answered with %q, want %q", turn.send, got, turn.want)
		}
	}
}

const (
	yes = "\x00"
	no  = "\x01"
	bad = "\x02scp: what came is not the protocol of scp"
)

func TestSCPPutsFilesIn(t *testing.T) {
	one := []turn{{"C0644 5 a.txt\n", yes}, {"hello\x00", yes}}
	tests := []struct {
		name, line string
		turns      []turn
		want       []string // names of the files, in the order in which they came
	}{
		{"into a room", "scp -t books/", one, []string{"a.txt"}},
		{"into a room without the slash", "scp -t books", one, []string{"a.txt"}},
		{"into a room with its mark", "scp -t '#books'", one, []string{"a.txt"}},
		{"from the root", "scp -t /books/", one, []string{"a.txt"}},
		{"back to where it is", "scp -t ../../books/../books", one, []string{"a.txt"}},
		{"under another name", "scp -t books/b.txt", one, []string{"b.txt"}},
		{"a name as of what waits for another", "scp -t books/b.filepart", one, []string{"b.filepart"}},
		{"a name with blanks", `scp -t -- "books/b c.txt"`, one, []string{"b c.txt"}},
		{"blanks without quotes", `scp -t books/b c.txt`, one, []string{"b c.txt"}},
		{"letters of options together", "scp -qpvdt books/", one, []string{"a.txt"}},
		{"nothing in it", "scp -t books/", []turn{{"C0644 0 e\n", yes}, {"\x00", yes}}, []string{"e"}},
		{"none", "scp -t books/", nil, nil},
		{"twice the same name", "scp -t books/", append(slices.Clone(one), one...), []string{"a.txt", "a.txt"}},
		{"with a time", "scp -p -t books/", append([]turn{{"T1700000000 0 1700000000 0\n", yes}}, one...), []string{"a.txt"}},
		{"with a time that is none", "scp -p -t books/", append([]turn{{"T" + strings.Repeat("\xff", 5000) + "\n", yes}}, one...), []string{"a.txt"}},
		{"a line break where it goes", "scp -t 'books/a\nb\rc.txt'", one, []string{"a b c.txt"}},
		{"with every mode", "scp -t books/", []turn{{"C6777 5 a.txt\n", yes}, {"hello\x00", yes}}, []string{"a.txt"}},
		{
			"a folder", "scp -r -t books",
			[]turn{
				{"D0755 0 photos\n", yes},
				{"C0644 1 a.jpg\n", yes},
				{"x\x00", yes},
				{"D0755 0 old\n", yes},
				{"C0644 1 b.jpg\n", yes},
				{"y\x00", yes},
				{"E\n", yes},
				{"E\n", yes},
				{"C0644 1 c.jpg\n", yes},
				{"z\x00", yes},
			},
			[]string{"photos/a.jpg", "photos/old/b.jpg", "c.jpg"},
		},
		{
			"a folder under another name", "scp -r -t books/trip",
			[]turn{
				{"D0755 0 photos\n", yes},
				{"C0644 1 a.jpg\n", yes},
				{"x\x00", yes},
				{"E\n", yes},
				{"D0755 0 more\n", yes},
				{"C0644 1 b.jpg\n", yes},
				{"y\x00", yes},
				{"E\n", yes},
			},
			[]string{"trip/a.jpg", "trip/more/b.jpg"},
		},
		{
			"a folder twice", "scp -r -t books",
			[]turn{{"D0755 0 d\n", yes}, {"E\n", yes}, {"D0755 0 d\n", yes}, {"C0644 1 a\n", yes}, {"x\x00", yes}, {"E\n", yes}},
			[]string{"d/a"},
		},
		{
			"names that are cleaned", "scp -t books/",
			[]turn{{"C0644 1 a\x1b[31m\u202eb\x00.txt\n", yes}, {"x\x00", yes}, {"C0644 1 c\rd\n", yes}, {"x\x00", yes}, {"C0644 1 -rf\n", yes}, {"x\x00", yes}},
			[]string{"a[31mb.txt", "c d", "-rf"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			p := h.visit("ben").scp(tt.line)
			p.plays(tt.turns)
			if got := p.ends(); got != 0 {
				t.Errorf("status %d", got)
			}
			h.holds(tt.want...)
		})
	}
}

// holds checks what files books has, the oldest first, and that nothing else is kept.
func (h *house) holds(want ...string) {
	h.t.Helper()
	var got []string
	for _, m := range h.files() {
		got = append(got, m.File.Name)
	}
	slices.Reverse(got)
	if !slices.Equal(got, want) {
		h.t.Errorf("books has the files %q, want %q", got, want)
	}
	if _, held, spools := h.blobs.Count(); held+spools > 0 {
		h.t.Errorf("%d blobs and %d spools are still held", held, spools)
	}
}

// TestSCPRefusesAndGoesOn has files refused; the peer sends none of their bytes, and
// what comes behind them is taken.
func TestSCPRefusesAndGoesOn(t *testing.T) {
	tests := []struct {
		name, line string
		turns      []turn
	}{
		{"two dots", "scp -t books/", []turn{{"C0644 5 ..\n", no + "scp: a file cannot be called"}}},
		{"one dot", "scp -t books/", []turn{{"C0644 5 .\n", no}}},
		{"no name", "scp -t books/", []turn{{"C0644 5 \n", no}}},
		{"a name of nothing", "scp -t books/", []turn{{"C0644 5 \u200b\x00\x1b\n", no}}},
		{"a path", "scp -t books/", []turn{{"C0644 5 a/b\n", no + "scp: a name from scp has no /"}}},
		{"a path up", "scp -t books/", []turn{{"C0644 5 ../lobby/b\n", no}}},
		{"a path from the root", "scp -t books/", []turn{{"C0644 5 /etc/passwd\n", no}}},
		{"two dots of another system", "scp -t books/", []turn{{"C0644 5 ..\\..\\x\n", no}}},
		{"4 KiB of a name", "scp -t books/", []turn{{"C0644 5 " + strings.Repeat("x", 4<<10) + "\n", no + "scp: the name of the file"}}},
		{"10 GiB", "scp -t books/", []turn{{"C0644 10737418240 big.iso\n", no + "scp: "}}},
		{"all that a number holds", "scp -t books/", []turn{{"C0644 9223372036854775807 big.iso\n", no + "scp: "}}},
		{"folders up", "scp -r -t books/", []turn{{"D0755 0 ..\n", no}, {"D0755 0 a/../..\n", no}}},
		{"what the peer cannot read", "scp -t books/", []turn{{"C0644 5 b\n", yes}, {"hel\x00\x00\x01scp: b: broken\n", yes}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			p := h.visit("ben").scp(tt.line)
			p.plays(append(tt.turns, turn{"C0644 5 a.txt\n", yes}, turn{"hello\x00", yes}))
			if got := p.ends(); got != 1 {
				t.Errorf("status %d, want 1", got)
			}
			h.holds("a.txt")
		})
	}
}

// TestSCPEndsWhatIsNoProtocol is about peers that send anything.
func TestSCPEndsWhatIsNoProtocol(t *testing.T) {
	tests := []struct {
		name, line string
		turns      []turn
	}{
		{"something else", "scp -t books/", []turn{{"GET / HTTP/1.1\n", bad}}},
		{"nothing on a line", "scp -t books/", []turn{{"\n", bad}}},
		{"a negative size", "scp -t books/", []turn{{"C0644 -5 a\n", bad}}},
		{"a size with a sign", "scp -t books/", []turn{{"C0644 +5 a\n", bad}}},
		{"a size that no number holds", "scp -t books/", []turn{{"C0644 9223372036854775808 a\n", bad}}},
		{"no size", "scp -t books/", []turn{{"C0644 a\n", bad}}},
		{"no mode", "scp -t books/", []turn{{"C 5 a\n", bad}}},
		{"a mode that is none", "scp -t books/", []turn{{"C0999 5 a\n", bad}}},
		{"a line without an end", "scp -t books/", []turn{{strings.Repeat("C", 9<<10), bad}}},
		{"a folder that was not asked for", "scp -t books/", []turn{{"D0755 0 d\n", bad}}},
		{"out of the top", "scp -r -t books/", []turn{{"D0755 0 d\n", yes}, {"E\n", yes}, {"E\n", bad}}},
		{"bytes behind the end of a file", "scp -t books/", []turn{{"C0644 5 a\n", yes}, {"hello, there\x00", bad}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			p := h.visit("ben").scp(tt.line)
			sent := make(chan struct{})
			last := tt.turns[len(tt.turns)-1]
			p.plays(tt.turns[:len(tt.turns)-1])
			go func() { // it may not be read to its end
				defer close(sent)
				_, _ = io.WriteString(p.conn, last.send)
			}()
			if got := p.hears(); !strings.HasPrefix(got, last.want) {
				t.Errorf("%.80q is answered with %q", last.send, got)
			}
			if got := p.ends(); got != 1 {
				t.Errorf("status %d, want 1", got)
			}
			<-sent
			h.holds()
		})
	}
}

func TestSCPNestsFoldersToABound(t *testing.T) {
	h := openHouse(t)
	p := h.visit("ben").scp("scp -r -t books/")
	p.plays(nil)
	opened := 0
	for range 10_000 {
		p.sends("D0755 0 d\n")
		if p.hears() == yes {
			opened++
		}
	}
	if opened != 32 {
		t.Errorf("%d folders were opened, want 32", opened)
	}
	for range opened {
		p.sends("E\n")
		if got := p.hears(); got != yes {
			t.Fatalf("a folder is closed with %q", got)
		}
	}
	if got := p.ends(); got != 1 {
		t.Errorf("status %d, want 1", got)
	}
}

// TestSCPLeavesNothingOfHalfAFile cuts connections everywhere in a file.
func TestSCPLeavesNothingOfHalfAFile(t *testing.T) {
	whole := "C0644 5 a\nhello\x00"
	for cut := range len(whole) {
		h := openHouse(t)
		p := h.visit("ben").scp("scp -t books/")
		go io.Copy(io.Discard, p.r) //nolint:errcheck // what is said does not matter
		p.sends(whole[:cut])
		p.conn.Close()
		<-p.status
		h.holds()
	}
}

// TestSCPAsksWhoItIsForEachFile has somebody shut out in the middle of one.
func TestSCPAsksWhoItIsForEachFile(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	p := v.scp("scp -t books/")
	p.plays([]turn{{"C0644 5 a\n", yes}, {"hello\x00", yes}, {"C0644 5 b\n", yes}})
	v.gone(&room.Refusal{Kind: room.ErrDenied, Text: lang.S("this account is banned")})
	p.sends("hello\x00")
	if got := p.hears(); got != no+"scp: this account is banned\n" {
		t.Errorf("the bytes are answered with %q", got)
	}
	p.sends("C0644 5 c\n")
	if got := p.hears(); got != no+"scp: this account is banned\n" {
		t.Errorf("the next file is answered with %q", got)
	}
	p.ends()
	h.holds("a")
}

func TestSCPPutsNothingWhereNothingMayBePut(t *testing.T) {
	for _, to := range []string{"", ".", "/", "inbox/", "nowhere/", "r_99/", "@nobody/", "../../tmp/x", strings.Repeat("x/", 3000)} {
		t.Run(fmt.Sprintf("%.20q", to), func(t *testing.T) {
			h := openHouse(t)
			p := h.visit("ben").scp("scp -t -- '" + to + "'")
			p.plays([]turn{{"C0644 5 a\n", no + "scp: "}})
			if got := p.ends(); got != 1 {
				t.Errorf("status %d, want 1", got)
			}
			h.holds()
		})
	}
	h := openHouse(t)
	h.configure(func(s *room.Settings) { s.Private = true })
	var said []string
	for _, to := range []string{"books", "bukhs"} { // one is private, the other is not there
		p := h.visit("cat").scp("scp -t " + to)
		p.plays(nil)
		p.sends("C0644 5 a\n")
		said = append(said, strings.ReplaceAll(p.hears(), to, "X"))
		p.ends()
	}
	if said[0] != said[1] || said[0][0] != no[0] {
		t.Errorf("whoever is outside is told %q of a private room, %q of none", said[0], said[1])
	}
}

func TestIsSCP(t *testing.T) {
	for line, want := range map[string]bool{
		"scp -t books":                         true,
		"scp -f a b":                           true,
		"  scp  -v -r -p -d -t .":              true,
		"scp -pf '/a b'":                       true,
		"scp -t":                               true,
		"scp":                                  false,
		"scp books":                            false,
		"scp -t -f x":                          false,
		"scp -S /bin/sh -t x":                  false,
		"scp --help":                           false,
		"scpx -t x":                            false,
		"/bin/scp -t x":                        false,
		"":                                     false,
		"'scp -t x":                            false,
		"scp -t " + strings.Repeat("x", 9<<10): false,
	} {
		if got := transfer.IsSCP(line); got != want {
			t.Errorf("IsSCP(%.40q) = %t", line, got)
		}
	}
}

// A scripted peer sends what it does whatever it is told.
type scripted struct {
	io.Reader
	io.Writer
}

func (scripted) Close() error { return nil }

// FuzzSCPTakesAnything sends anything to a server that takes files.
func FuzzSCPTakesAnything(f *testing.F) {
	for _, seed := range []string{
		"C0644 5 a\nhello\x00", "T1 0 1 0\nC0644 0 a\n\x00", "D0755 0 d\nC0644 1 a\nx\x00E\n", "\x01no\n\x02never\n", "C0644 99999999 a\nx",
		"D0755 0 ..\nE\nE\n", "C0644 1 ../x\n",
	} {
		f.Add(seed, true)
	}
	h := openHouse(f)
	f.Fuzz(func(t *testing.T, sent string, folders bool) {
		v := h.visit("ann")
		line := "scp -t books/"
		if folders {
			line = "scp -r -t books/"
		}
		status := transfer.SCP(t.Context(), line, scripted{strings.NewReader(sent), io.Discard}, v.config())
		if status != 0 && status != 1 {
			t.Errorf("status %d", status)
		}
		if _, held, spools := h.blobs.Count(); held+spools > 0 {
			t.Errorf("%d blobs and %d spools are still held", held, spools)
		}
		list, err := h.Files(t.Context(), h.id("ann"), h.books.ID, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) > 0 {
			if clean, err := room.ParseFileName(list[0].File.Name); err != nil || clean != list[0].File.Name {
				t.Errorf("a file is called %q", list[0].File.Name)
			}
			if _, err := h.Delete(t.Context(), h.id("ann"), h.books.ID, list[0].Seq); err != nil && !errors.Is(err, room.ErrLimited) {
				t.Error(err)
			}
		}
	})
}
