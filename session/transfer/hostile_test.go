package transfer_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// Names of every kind come out as names, or are refused; what is made is one new file
// in the room and nothing else.
func TestNamesThatAreMeantToHarm(t *testing.T) {
	tests := []struct {
		name, path string
		want       string // what the file is called then; empty: refused
	}{
		{"up and out", "/books/../../../etc/passwd", ""},
		{"up and into another room", "/books/../lobby/x", ""},
		{"up at the end", "/books/x/..", ""},
		{"up with the slashes of Windows", `/books/..\..\x`, ""},
		{"absolute in a room", "/books//etc", "etc"},
		{"empty", "/books/", ""},
		{"a dot", "/books/.", ""},
		{"blanks", "/books/   ", ""},
		{"a hidden file", "/books/.profile", ".profile"},
		{"an option", "/books/-rf", "-rf"},
		{"NUL", "/books/a\x00b.txt", "ab.txt"},
		{"line breaks", "/books/a\r\nb.txt", "a b.txt"},
		{"escape sequence", "/books/a\x1b[31mb", "a[31mb"},
		{"title of the terminal", "/books/\x1b]0;owned\x07x", "]0;ownedx"},
		{"right to left", "/books/gpj.\u202eexe", "gpj.exe"},
		{"zero width", "/books/a\u200bb", "ab"},
		{"private use", "/books/a\ue000b", "a\ufffdb"},
		{"no UTF-8", "/books/a\xffb", "a\ufffdb"},
		{"200 bytes", "/books/" + strings.Repeat("n", 200), strings.Repeat("n", 200)},
		{"201 bytes", "/books/" + strings.Repeat("n", 201), ""},
		{"4 KiB", "/books/" + strings.Repeat("n", 4096), ""},
		{"200 KiB", "/books/" + strings.Repeat("n", 200<<10), ""},
		{"thousands of folders", "/books/" + strings.Repeat("a/", 2000) + "x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			v := h.visit("cat")
			h.join("cat")
			w := v.wire()
			kind, rest := w.ask(request(fxOpen, 1, tt.path, forWriting, noAttrs))
			if kind == fxHandle {
				if got := w.status(request(fxClose, 2, string(rest[4:]))); got != done {
					t.Errorf("it was closed with %d", got)
				}
			}
			var got string
			list, err := h.Files(t.Context(), h.id("ann"), h.books.ID, 0, 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range list {
				got += m.File.Name
			}
			if tt.path == "/books/../lobby/x" { // names the lobby, where cat may write
				tt.want = ""
			}
			if got != tt.want {
				t.Errorf("in the room is %q, want %q", got, tt.want)
			}
			if got == "" && kind == fxHandle && tt.path != "/books/../lobby/x" {
				t.Error("it was taken, and is nowhere")
			}
			if said := v.notices.String(); strings.ContainsAny(strings.ReplaceAll(said, "\n", ""), "\x00\x1b\r\x07\u202e") {
				t.Errorf("it was told %q", said)
			}
		})
	}
}

func TestOpeningTenThousandHandles(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	for name, open := range map[string][]byte{
		"files for reading": request(fxOpen, 1, "/books/1-a.txt", forReading, noAttrs),
		"files for writing": request(fxOpen, 1, "/books/new.txt", forWriting, noAttrs),
		"folders":           request(fxOpendir, 1, "/books"),
		"what is not there": request(fxOpen, 1, "/books/none", forReading, noAttrs),
	} {
		t.Run(name, func(t *testing.T) {
			v := h.visit("ben")
			w := v.wire()
			var handles []string
			for range 10_000 {
				if kind, rest := w.ask(open); kind == fxHandle {
					handles = append(handles, string(rest[4:]))
				}
			}
			if len(handles) > 16 {
				t.Errorf("%d are open", len(handles))
			}
			if got := strings.Count(v.notices.String(), "\n"); got != 1 {
				t.Errorf("it was told %d sentences, want one", got)
			}
			for _, handle := range handles {
				if got := w.status(request(fxClose, 1, handle)); got != done {
					t.Errorf("closed with %d", got)
				}
				if got := w.status(request(fxClose, 1, handle)); got != failure {
					t.Errorf("closed again with %d", got)
				}
			}
			if kind, _ := w.ask(open); kind != fxHandle && len(handles) > 0 {
				t.Error("what was closed is not given back")
			}
		})
	}
}

func TestRequestsThatMakeNoSense(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	v := h.visit("ben")
	w := v.wire()
	r := w.open(request(fxOpen, 1, "/books/1-a.txt", forReading, noAttrs))
	put := w.open(request(fxOpen, 1, "/books/b.txt", 2|8, noAttrs))
	if got := w.status(request(fxWrite, 1, put, uint64(0), "12345")); got != done {
		t.Fatalf("a write is answered with %d", got)
	}
	const eof = 1
	for _, tt := range []struct {
		name string
		ask  []byte
		want uint32
	}{
		{"reading at the end", request(fxRead, 1, r, uint64(7), 100), eof},
		{"reading beyond the end", request(fxRead, 1, r, uint64(1)<<62, 100), eof},
		{"reading before the beginning", request(fxRead, 1, r, ^uint64(0), 100), eof},
		{"listing a file", request(fxReaddir, 1, put), failure},
		{"reading what is for writing", request(fxRead, 1, put, uint64(0), 4), denied},
		{"writing at 2^62", request(fxWrite, 1, put, uint64(1)<<62, "x"), failure},
		{"a handle that was never given", request(fxRead, 1, "99", uint64(0), 1), failure},
		{"a handle that is no number", request(fxFstat, 1, "../../etc"), failure},
		{"an extension that there is not", request(fxExtended, 1, "copy-data", "x"), unsupported},
		{"opening for nothing", request(fxOpen, 1, "/books/c", 0, noAttrs), failure},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.t = t
			if got := w.status(tt.ask); got != tt.want {
				t.Errorf("answered with %d, want %d", got, tt.want)
			}
		})
	}
	w.t = t
	if kind, _ := w.ask(request(fxWrite, 1, r, uint64(0), "changed")); kind == fxData {
		if got := w.status(request(fxClose, 1, r)); got != done {
			t.Errorf("closed with %d", got)
		}
	}
	if got := download(t, h.visit("ann").sftp(), "/books/1"); string(got) != "content" {
		t.Errorf("a write to what is for reading made it %q", got)
	}
	if got := w.status(request(fxClose, 1, put)); got != failure {
		t.Errorf("an upload that was refused is closed with %d", got)
	}
	if got := len(h.files()); got != 1 {
		t.Errorf("there are %d files", got)
	}
}

// A file of 10 GiB is refused with its first byte behind what is allowed, whatever was
// said before.
func TestSizesThatAreTooLarge(t *testing.T) {
	h := openHouse(t)
	for name, ask := range map[string]func(handle string) []byte{
		"written":   func(put string) []byte { return request(fxWrite, 1, put, uint64(10)<<30, "x") },
		"truncated": func(put string) []byte { return request(fxFsetstat, 1, put, 1, uint64(10)<<30) },
		"endless":   func(put string) []byte { return request(fxFsetstat, 1, put, 1, ^uint64(0)) },
	} {
		t.Run(name, func(t *testing.T) {
			v := h.visit("ben")
			w := v.wire()
			put := w.open(request(fxOpen, 1, "/books/big.iso", forWriting, 1, uint64(10)<<30))
			if got := w.status(ask(put)); got != failure {
				t.Errorf("answered with %d", got)
			}
			if got := w.status(request(fxWrite, 1, put, uint64(0), "x")); got != failure {
				t.Errorf("it went on with %d", got)
			}
			if got := w.status(request(fxClose, 1, put)); got != failure {
				t.Errorf("closed with %d", got)
			}
			if !strings.Contains(v.notices.String(), "25 MB") {
				t.Errorf("it was told %q, want the limit", v.notices.String())
			}
		})
	}
	if got := len(h.files()); got != 0 {
		t.Errorf("there are %d files", got)
	}
}

// What is no packet ends the session, and no other one.
func TestPacketsThatAreNone(t *testing.T) {
	h := openHouse(t)
	for name, b := range map[string][]byte{
		"no length":              {0, 0, 0, 0, fxStat},
		"no number":              {0, 0, 0, 1, fxStat, 0, 0, 0, 0},
		"256 KiB and a byte":     binary.BigEndian.AppendUint32(nil, 256<<10+1),
		"4 GiB":                  {255, 255, 255, 255, fxStat, 0, 0, 0, 0},
		"an unknown type":        request(99, 1),
		"a second beginning":     request(fxInit, 3),
		"a string without end":   request(fxStat, 1, []byte{255, 255, 255, 255, 'x'}),
		"a request that ends":    request(fxOpen, 1, "/books/x"),
		"data that is too short": request(fxWrite, 1, "1", uint64(0), []byte{0, 1, 0, 0, 'x'}),
	} {
		t.Run(name, func(t *testing.T) {
			w := h.visit("ben").wire()
			go w.Write(append(b, make([]byte, 64)...)) //nolint:errcheck // the other side may close first
			if got, err := io.ReadAll(w); err != nil || len(got) != 0 {
				t.Errorf("answered with %q, %v", got, err)
			}
		})
	}
	t.Run("a request before the beginning", func(t *testing.T) {
		conn, status := h.visit("ben").serve(t.Context())
		go conn.Write(request(fxStat, 1, "/books")) //nolint:errcheck // as above
		if got, err := io.ReadAll(conn); err != nil || len(got) != 0 {
			t.Errorf("answered with %q, %v", got, err)
		}
		if got := <-status; got != 1 {
			t.Errorf("exit status %d", got)
		}
	})
}

// A client that reads no answers is not read either: what waits for it is bounded,
// whatever it asks for.
func TestAClientThatReadsNoAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		h.put("ann", h.books.ID, "a.txt", strings.Repeat("x", 1<<20))
		for name, tt := range map[string]struct {
			open, ask []byte // the first handle of a session is "1"
			most      int
		}{
			"reads":   {request(fxOpen, 1, "/books/1-a.txt", forReading, noAttrs), request(fxRead, 1, "1", uint64(0), 256<<10), 20},
			"writes":  {request(fxOpen, 1, "/books/b.txt", forWriting, noAttrs), request(fxWrite, 1, "1", uint64(0), strings.Repeat("y", 200<<10)), 5},
			"stats":   {request(fxStat, 1, "/books"), request(fxStat, 1, "/books/"+strings.Repeat("n", 100<<10)), 8},
			"folders": {request(fxOpendir, 1, "/books"), request(fxReaddir, 1, "1"), 12},
		} {
			w := h.visit("ben").wire()
			w.ask(tt.open)
			var sent int
			var sending sync.WaitGroup
			sending.Go(func() {
				for {
					if _, err := w.Write(tt.ask); err != nil {
						return
					}
					sent++
				}
			})
			synctest.Wait()
			if sent > tt.most || sent == 0 {
				t.Errorf("%s: %d requests of %d bytes were taken without an answer, want at most %d", name, sent, len(tt.ask), tt.most)
			}
			w.Close()
			sending.Wait()
		}
	})
}

// Many requests at one handle at once are answered in order, and each with its bytes.
func TestRequestsAtOneHandleAtOnce(t *testing.T) {
	h := openHouse(t)
	w := h.visit("ben").wire()
	const n, part = 200, 1000
	put := w.open(request(fxOpen, 1, "/books/a.bin", forWriting, noAttrs))
	pipeline(w, n, func(i int) []byte {
		return request(fxWrite, i, put, uint64(i*part), strings.Repeat(string(rune('a'+i%26)), part))
	}, func(i int, kind byte, rest []byte) {
		if kind != fxStatus || binary.BigEndian.Uint32(rest) != uint32(i) || binary.BigEndian.Uint32(rest[4:]) != done {
			t.Errorf("write %d is answered with %d %q", i, kind, rest)
		}
	})
	if got := w.status(request(fxClose, 1, put)); got != done {
		t.Fatalf("closed with %d", got)
	}
	get := w.open(request(fxOpen, 1, "/books/a.bin", forReading, noAttrs))
	pipeline(w, n, func(i int) []byte { return request(fxRead, i, get, uint64(i*part), part) }, func(i int, kind byte, rest []byte) {
		if kind != fxData || !bytes.Equal(rest[8:], bytes.Repeat([]byte{byte('a' + i%26)}, part)) {
			t.Errorf("read %d is answered with %d", i, kind)
		}
	})
}

// A folder cannot be read as if it were a file.
func TestReadingAFolderAtOnce(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	w := h.visit("ben").wire()
	d := w.open(request(fxOpendir, 1, "/books"))
	pipeline(w, 50, func(i int) []byte { return request(fxRead, i, d, uint64(0), 100) }, func(i int, kind byte, rest []byte) {
		if kind != fxStatus || binary.BigEndian.Uint32(rest[4:]) != failure {
			t.Errorf("request %d is answered with a packet of type %d", i, kind)
		}
	})
}

// The numbers of handles can be guessed. Whoever uses one before it was given, or as
// it is closed, is answered like anybody else.
func TestHandlesThatAreGuessed(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	w := h.visit("ben").wire()
	const n = 1200
	pipeline(w, n, func(i int) []byte {
		handle := fmt.Sprint(i/6 + 1)
		return [][]byte{
			request(fxRead, i, handle, uint64(0), 7),
			request(fxOpen, i, "/books/1-a.txt", forReading, noAttrs),
			request(fxRead, i, handle, uint64(0), 7),
			request(fxWrite, i, handle, uint64(0), "x"),
			request(fxClose, i, handle),
			request(fxRead, i, handle, uint64(0), 7),
		}[i%6]
	}, func(i int, kind byte, rest []byte) {
		want := [6]byte{fxStatus, fxHandle, fxData, fxStatus, fxStatus, fxStatus}[i%6]
		if kind != want || binary.BigEndian.Uint32(rest) != uint32(i) {
			t.Errorf("request %d is answered with %d %q, want %d", i, kind, rest, want)
		}
	})
}

// pipeline sends n requests without waiting, and reads their answers.
func pipeline(w wire, n int, ask func(int) []byte, check func(i int, kind byte, rest []byte)) {
	var sending sync.WaitGroup
	sending.Go(func() {
		for i := range n {
			if _, err := w.Write(ask(i)); err != nil {
				w.t.Error(err)
				return
			}
		}
	})
	for i := range n {
		kind, rest := w.answer()
		check(i, kind, rest)
	}
	sending.Wait()
}

// Uploads of one name at once become files of their own.
func TestUploadsOfOneNameAtOnce(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	w := v.wire()
	a := w.open(request(fxOpen, 1, "/books/a.txt", forWriting, noAttrs))
	b := w.open(request(fxOpen, 1, "/books/a.txt", forWriting, noAttrs))
	for i, handle := range []string{a, b} {
		if got := w.status(request(fxWrite, 1, handle, uint64(0), fmt.Sprintf("content %d", i))); got != done {
			t.Fatalf("written with %d", got)
		}
	}
	if got := w.status(request(fxFsetstat, 1, a, 1, uint64(2))); got != failure {
		t.Errorf("one of two is cut short with %d", got)
	}
	if got := w.status(request(fxFsetstat, 1, a, 4, 0o600)); got != done {
		t.Errorf("a mode is set with %d", got)
	}
	for _, handle := range []string{b, a} {
		if got := w.status(request(fxClose, 1, handle)); got != done {
			t.Errorf("closed with %d", got)
		}
	}
	var got []string
	for _, m := range h.files() {
		got = append(got, string(download(t, h.visit("ann").sftp(), "/books/"+numbered(m))))
	}
	if want := []string{"content 0", "content 1"}; !slices.Equal(got, want) {
		t.Errorf("the files are %q, want %q", got, want)
	}
}

// What a session is told beside its answers is bounded, and said once.
func TestNoticesAreBounded(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	w := v.wire()
	for i := range 100 {
		w.ask(request(fxOpen, 1, fmt.Sprintf("/books/none%d", i), forReading, noAttrs))
		w.ask(request(fxOpen, 1, "/x", forWriting, noAttrs))
	}
	lines := strings.Split(strings.TrimSuffix(v.notices.String(), "\n"), "\n")
	if len(lines) > 20 {
		t.Errorf("it was told %d sentences", len(lines))
	}
	slices.Sort(lines)
	if len(slices.Compact(lines)) != len(lines) {
		t.Errorf("some are told twice: %q", lines)
	}
}

// A panic in any handler is answered, told and survived.
func TestPanicsAreContained(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	v := h.visit("ben")
	w := v.wire()
	get := w.open(request(fxOpen, 1, "/books/1-a.txt", forReading, noAttrs))
	put := w.open(request(fxOpen, 1, "/books/b.txt", forWriting, noAttrs))
	list := w.open(request(fxOpendir, 1, "/books"))
	crash := func(on bool) {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.crash = on
	}
	crash(true)
	asks := [][]byte{
		request(fxStat, 1, "/books"), request(fxOpendir, 1, "/books"), request(fxReaddir, 1, list),
		request(fxOpen, 1, "/books/1-a.txt", forReading, noAttrs), request(fxRead, 1, get, uint64(0), 1),
		request(fxOpen, 1, "/books/c.txt", forWriting, noAttrs), request(fxWrite, 1, put, uint64(0), "x"),
		request(14, 1, "/books/d", 0), request(fxExtended, 1, "statvfs@openssh.com", "/books"), request(fxClose, 1, put),
	}
	for i, ask := range asks {
		if got := w.status(ask); got != failure {
			t.Errorf("request %d is answered with %d", i, got)
		}
	}
	crash(false)
	if v.panics != len(asks) || !strings.Contains(v.notices.String(), "id 4711") {
		t.Errorf("%d panics of %d are known, and it was told %q", v.panics, len(asks), v.notices.String())
	}
	if kind, rest := w.ask(request(fxRead, 1, get, uint64(0), 7)); kind != fxData || string(rest[4:]) != "content" {
		t.Errorf("afterwards reading gives %d %q", kind, rest)
	}
	for range 14 { // what panicked holds no handles
		w.open(request(fxOpendir, 1, "/books"))
	}
}
