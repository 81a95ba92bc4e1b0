package transfer_test

import (
	"bufio"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
	"snug/session/transfer"
	"snug/text/lang"
)

// halves are the two directions of a session of which one can be closed alone, as the
// channels of SSH.
type halves struct {
	*io.PipeReader
	io.Writer
}

// A file of which nothing comes any more is given up after a minute. Its client is told
// and is not waited for.
func TestAStallEndsSCP(t *testing.T) {
	for name, sent := range map[string]string{
		"in the middle":        "C0644 5 a.txt\nhel",
		"before the first":     "C0644 5 a.txt\n",
		"before the last":      "C0644 5 a.txt\nhello",
		"of an empty file":     "C0644 0 a.txt\n",
		"of one that trickles": "C0644 5000 a.txt\n",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := openHouse(t)
				theirs, ours := io.Pipe()
				said, saying := io.Pipe()
				status := make(chan int, 1)
				v := h.visit("ben")
				go func() {
					got := transfer.SCP(t.Context(), "scp -t books/", halves{theirs, saying}, v.config())
					theirs.Close() // as a session does: nothing reads what still comes
					saying.Close()
					status <- got
				}()
				lines := make(chan string, 1)
				go func() {
					b, _ := io.ReadAll(bufio.NewReader(said))
					lines <- string(b)
				}()
				if _, err := io.WriteString(ours, sent); err != nil {
					t.Fatal(err)
				}
				for name == "of one that trickles" {
					if _, err := io.WriteString(ours, "x"); err != nil {
						break // it is read no more
					}
					time.Sleep(30 * time.Second)
				}
				if got := <-status; got != 1 {
					t.Errorf("status %d, want 1", got)
				}
				if got := <-lines; !strings.HasPrefix(got, yes+yes+"\x02scp: ") || !strings.Contains(got, "nothing of it was kept") {
					t.Errorf("the peer is told %q", got)
				}
				h.holds()
			})
		})
	}
}

// What was refused is read to its end for a minute, whatever the client sends of it.
func TestSCPReadsWhatItRefusedForAWhile(t *testing.T) {
	for name, pause := range map[string]time.Duration{"nothing": time.Hour, "a byte in a while": 30 * time.Second, "a byte a second": time.Second} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := openHouse(t)
				v := h.visit("ben")
				theirs, ours := io.Pipe()
				var said strings.Builder
				status := make(chan int, 1)
				go func() {
					got := transfer.SCP(t.Context(), "scp -t books/", halves{theirs, &said}, v.config())
					theirs.Close() // as a session does
					status <- got
				}()
				if _, err := io.WriteString(ours, "C0644 5000 a.txt\nhel"); err != nil {
					t.Fatal(err)
				}
				synctest.Wait()
				v.gone(&room.Refusal{Kind: room.ErrDenied, Text: lang.S("this account is banned")})
				for begun := time.Now(); ; time.Sleep(pause) {
					if _, err := io.WriteString(ours, "x"); err != nil {
						break
					}
					if time.Since(begun) > 2*time.Hour {
						t.Fatal("it is still read")
					}
				}
				if got := <-status; got != 1 || said.String() != yes+yes+"\x02scp: this account is banned\n" {
					t.Errorf("status %d, and the peer is told %q", got, said.String())
				}
				h.holds()
			})
		})
	}
}

// With sftp a session may have other business than a file that stalls, and goes on.
func TestAStallEndsAnUploadOverSFTP(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		h.put("ann", h.books.ID, "a.txt", "content")
		v := h.visit("ben")
		w := v.wire()
		put := w.open(request(fxOpen, 1, "/books/b.txt", forWriting, noAttrs))
		if got := w.status(request(fxWrite, 1, put, uint64(0), "half")); got != done {
			t.Fatalf("a write is answered with %d", got)
		}
		time.Sleep(2 * time.Minute)
		if _, _, spools := h.blobs.Count(); spools != 0 {
			t.Errorf("%d spools are left", spools)
		}
		if got := w.status(request(fxWrite, 1, put, uint64(4), " more")); got != failure {
			t.Errorf("a write is answered with %d", got)
		}
		if got := w.status(request(fxClose, 1, put)); got != failure {
			t.Errorf("it is closed with %d", got)
		}
		if !strings.Contains(v.notices.String(), "nothing of b.txt came for a minute") {
			t.Errorf("it was told %q", v.notices.String())
		}
		if kind, _ := w.ask(request(fxOpen, 1, "/books/1", forReading, noAttrs)); kind != fxHandle {
			t.Error("nothing can be read any more")
		}
		if got := len(h.files()); got != 1 {
			t.Errorf("there are %d files", got)
		}
		w.Close()
	})
}
