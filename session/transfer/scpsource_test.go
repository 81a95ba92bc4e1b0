package transfer_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"snug/session/transfer"
)

// A scpCopy is what a peer got by scp -f.
type scpCopy struct {
	files  map[string]string // by their paths
	told   []string          // what was refused
	times  int
	status int
}

// gets copies as a client does that takes all it is sent.
func (v *visit) gets(line string) scpCopy {
	v.h.t.Helper()
	p, got, in := v.scp(line), scpCopy{files: make(map[string]string)}, ""
	p.sends("\x00")
	for {
		header, err := p.r.ReadString('\n')
		if errors.Is(err, io.EOF) {
			got.status = <-p.status
			return got
		} else if err != nil {
			v.h.t.Fatal(err)
		}
		var mode, size int64
		var name string
		switch header[0] {
		case 1:
			got.told = append(got.told, strings.TrimSuffix(header[1:], "\n"))
			continue
		case 'T':
			got.times++
		case 'D', 'C':
			at, _, _ := strings.Cut(header[1:], " ")
			if _, err := fmt.Sscanf(header[1:], at+" %d", &size); err != nil {
				v.h.t.Fatalf("%q: %v", header, err)
			}
			if _, err := fmt.Sscanf(at, "%o", &mode); err != nil || mode&0o600 != 0o600 {
				v.h.t.Errorf("%q: a mode with which its owner cannot work", header)
			}
			name = strings.TrimSuffix(header[len(fmt.Sprintf("%c%s %d ", header[0], at, size)):], "\n")
		case 'E':
			in = path.Dir(in)
		default:
			v.h.t.Fatalf("a line %q", header)
		}
		p.sends("\x00")
		switch header[0] {
		case 'D':
			in = path.Join(in, name)
		case 'C':
			b := make([]byte, size+1)
			if _, err := io.ReadFull(p.r, b); err != nil || b[size] != 0 {
				v.h.t.Fatalf("%q: %v, and %q behind it", header, err, b[size])
			}
			got.files[path.Join(in, name)] = string(b[:size])
			p.sends("\x00")
		}
	}
}

// furnish puts files into books, numbers 1 to 4, and has ann give ben one, number 5.
func (h *house) furnish() {
	h.t.Helper()
	h.put("ann", h.books.ID, "report.pdf", "first")
	h.put("ben", h.books.ID, "report.pdf", "second")
	h.put("ann", h.books.ID, "photos/a.jpg", strings.Repeat("p", 100_000))
	h.put("ann", h.books.ID, "no thing.txt", "")
	talk, err := h.Converse(h.t.Context(), h.id("ann"), "ben")
	if err != nil {
		h.t.Fatal(err)
	}
	h.put("ann", talk.ID, "secret[1].txt", "for ben")
}

func TestSCPGetsFiles(t *testing.T) {
	h := openHouse(t)
	h.furnish()
	photo := strings.Repeat("p", 100_000)
	all := map[string]string{"1-report.pdf": "first", "2-report.pdf": "second", "3-a.jpg": photo, "4-no thing.txt": ""}
	under := func(dir string, files map[string]string) map[string]string {
		out := make(map[string]string)
		for name, content := range files {
			out[path.Join(dir, name)] = content
		}
		return out
	}
	whole := under("files/books", all)
	maps.Copy(whole, map[string]string{"files/@ann/5-secret[1].txt": "for ben", "files/inbox/5-secret[1].txt": "for ben"})
	tests := []struct {
		name, who, line string
		files           map[string]string
		told            []string // parts of what is refused
	}{
		{"by number and name", "ben", "scp -f books/1-report.pdf", map[string]string{"1-report.pdf": "first"}, nil},
		{"the newest of a name", "ben", "scp -f books/report.pdf", map[string]string{"report.pdf": "second"}, nil},
		{"by number", "ben", "scp -f books/3", map[string]string{"3": photo}, nil},
		{"by number alone", "ben", "scp -f 5", map[string]string{"5": "for ben"}, nil},
		{"a name with a blank", "ben", `scp -f books/4-no\ thing.txt`, map[string]string{"4-no thing.txt": ""}, nil},
		{"a name with a blank and no quotes", "ben", "scp -f books/4-no thing.txt", map[string]string{"4-no thing.txt": ""}, nil},
		{"a leaf with a blank and no quotes", "ben", "scp -f books/no thing.txt", map[string]string{"no thing.txt": ""}, nil},
		{"several of one room", "ben", "scp -f books/1-report.pdf 3", map[string]string{"1-report.pdf": "first", "3": photo}, nil},
		{"several", "ben", "scp -f books/1 '#books/2-report.pdf'", map[string]string{"1": "first", "2-report.pdf": "second"}, nil},
		{"a pattern", "ben", "scp -f books/*.pdf", map[string]string{"1-report.pdf": "first", "2-report.pdf": "second"}, nil},
		{"a pattern of one character", "ben", "scp -f 'books/?-a.jpg'", map[string]string{"3-a.jpg": photo}, nil},
		{"brackets mean themselves", "ben", "scp -f @ann/*[1]*", map[string]string{"5-secret[1].txt": "for ben"}, nil},
		{"from the inbox", "ben", "scp -f inbox/*", map[string]string{"5-secret[1].txt": "for ben"}, nil},
		{"a room", "ben", "scp -r -f books", under("books", all), nil},
		{"all", "ben", "scp -r -f .", whole, nil},
		{"a pattern of rooms", "ben", "scp -r -f boo*", under("books", all), nil},

		{"a room by mistake", "ben", "scp -f books", nil, []string{"scp: books is a folder; copy it with: scp -r"}},
		{"rooms by mistake", "ben", "scp -f *", nil, []string{"scp: inbox is a folder", "scp: @ann is a folder", "scp: books is a folder", "scp: lobby is a folder"}},
		{"nothing", "ben", "scp -f", nil, []string{"scp: say what to copy"}},
		{"what is not there goes before", "ben", "scp -f books/7 books/1", map[string]string{"1": "first"}, []string{"scp: there is no file 7"}},
		{"a pattern of nothing", "ben", "scp -f books/*.iso", nil, []string{"scp: there is no file"}},
		{"outside", "ben", "scp -f ../../etc/passwd", nil, []string{"scp: "}},
		{"a stranger to the conversation", "cat", "scp -f 5 @ann/5-secret[1].txt", nil, []string{"scp: ", "scp: "}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := h.visit(tt.who).gets(tt.line)
			if !maps.Equal(got.files, tt.files) {
				t.Errorf("got %.200q", got.files)
			}
			slices.Sort(got.told)
			slices.Sort(tt.told)
			if !slices.EqualFunc(got.told, tt.told, strings.HasPrefix) {
				t.Errorf("told %q, want %q", got.told, tt.told)
			}
			if want := min(1, len(tt.told)); got.status != want || got.times != 0 {
				t.Errorf("status %d, %d times of files, want status %d and none", got.status, got.times, want)
			}
		})
	}
	if got := h.visit("ben").gets("scp -r -p -f books"); got.times != len(all) {
		t.Errorf("%d files have a time, want %d", got.times, len(all))
	}
}

// TestSCPSkipsWhatThePeerRefuses has a peer that cannot write one of two files.
func TestSCPSkipsWhatThePeerRefuses(t *testing.T) {
	h := openHouse(t)
	h.furnish()
	p := h.visit("ben").scp("scp -f books/1 books/2")
	p.sends("\x00")
	for _, turn := range []struct{ header, answer string }{{"C0644 5 1\n", "\x01scp: no room on the disk\n"}, {"C0644 6 2\n", "\x00"}} {
		if got, err := p.r.ReadString('\n'); err != nil || got != turn.header {
			t.Fatalf("%q, %v, want %q", got, err, turn.header)
		}
		p.sends(turn.answer)
	}
	if got, err := p.r.ReadString(0); err != nil || got != "second\x00" {
		t.Errorf("the second file is %q, %v", got, err)
	}
	p.sends("\x00")
	if got := <-p.status; got != 1 {
		t.Errorf("status %d, want 1", got)
	}
}

// TestSCPTellsOfAFileThatEndsEarly deletes one while it is copied.
func TestSCPTellsOfAFileThatEndsEarly(t *testing.T) {
	h := openHouse(t)
	h.furnish()
	v := h.visit("ben")
	p := v.scp("scp -f books/3")
	p.sends("\x00")
	if _, err := p.r.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	p.sends("\x00")
	if _, err := p.r.ReadByte(); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Delete(t.Context(), h.id("ann"), h.books.ID, h.files()[1].Seq); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(p.r)
	if err != nil || len(rest) >= 99_999 {
		t.Errorf("%d bytes came after it was deleted, %v", len(rest), err)
	}
	if got := <-p.status; got != 1 || !strings.HasPrefix(v.notices.String(), "scp: ") {
		t.Errorf("status %d, and on standard error %q", got, v.notices.String())
	}
}

// FuzzSCPGivesToAnybody has a peer with any line answer with any bytes.
func FuzzSCPGivesToAnybody(f *testing.F) {
	for _, line := range []string{"books/1", "-r .", "-p -r books", "'books/*'", "books/[1-", `a\`, "-- -x"} {
		f.Add(line, "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
		f.Add(line, "\x00\x01no\n\x00\x02never\n")
	}
	h := openHouse(f)
	h.put("ann", h.books.ID, "report.pdf", "first")
	f.Fuzz(func(t *testing.T, line, answers string) {
		line = "scp -f " + line
		if !transfer.IsSCP(line) {
			return
		}
		var out strings.Builder
		status := transfer.SCP(t.Context(), line, scripted{strings.NewReader(answers), &out}, h.visit("ben").config())
		if status != 0 && status != 1 {
			t.Errorf("status %d", status)
		}
		for said := range strings.SplitSeq(out.String(), "\n") {
			if strings.HasPrefix(said, "C") && strings.Count(said, " ") >= 2 && strings.Contains(strings.SplitN(said, " ", 3)[2], "/") {
				t.Errorf("a file is sent as %q", said)
			}
		}
		if _, held, _ := h.blobs.Count(); held > 0 {
			t.Errorf("%d blobs are still open", held)
		}
	})
}
