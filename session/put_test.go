package session_test

import (
	"bytes"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/room"
	"snug/room/roomtest"
	"snug/session"
)

// A putting is a file on its way in, of which half has come.
type putting struct {
	*ssh.Session
	in       io.WriteCloser
	err      bytes.Buffer
	uploader *ssh.Client
	wire     *lastConn
}

// A lastConn is a client's connection that, once it is at its last packet, lets one more
// through: what the client would answer then is never sent.
type lastConn struct {
	net.Conn
	last, over atomic.Bool
}

// Write implements [io.Writer].
func (c *lastConn) Write(p []byte) (int, error) {
	if c.over.Load() {
		return len(p), nil
	}
	c.over.Store(c.last.Load())
	return c.Conn.Write(p)
}

// taken is how many bytes have come when it ends.
const taken = 8 * 32 << 10

// puts begins to put a file into the lobby, and waits until the server has taken bytes
// of it.
func puts(t *testing.T, w *world, key ssh.Signer) *putting {
	t.Helper()
	nc, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	wire := &lastConn{Conn: nc}
	conn, channels, requests, err := ssh.NewClientConn(wire, w.addr, &ssh.ClientConfig{
		User: "somebody", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.FixedHostKey(w.host), Timeout: patience,
	})
	if err != nil {
		t.Fatal(err)
	}
	c := ssh.NewClient(conn, channels, requests)
	t.Cleanup(func() { c.Close() })
	p := &putting{uploader: c, wire: wire}
	if p.Session, err = c.NewSession(); err != nil {
		t.Fatal(err)
	}
	p.Stderr = &p.err
	if p.in, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.Start("put lobby half.txt"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.in.Write(make([]byte, taken)); err != nil {
		t.Fatal(err)
	}
	w.blobs.comes(t, taken) // so that the end is what comes next
	return p
}

// TestHalfAFileIsNotAnnounced breaks an upload off in the ways in which clients go.
// What has ended well is announced.
func TestHalfAFileIsNotAnnounced(t *testing.T) {
	for _, tt := range []struct {
		name      string
		leave     func(*testing.T, *world, *putting)
		announced bool
	}{
		{"the end of the input", func(t *testing.T, _ *world, p *putting) {
			if err := p.in.Close(); err != nil {
				t.Fatal(err)
			}
			if s := status(t, p.Wait()); s != 0 {
				t.Errorf("it ends with %d: %s", s, p.err.String())
			}
		}, true},
		{"the connection ends", func(t *testing.T, _ *world, p *putting) {
			if err := p.uploader.Close(); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"the session is closed", func(t *testing.T, _ *world, p *putting) {
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"the input ends and the connection at once", func(t *testing.T, _ *world, p *putting) {
			p.wire.last.Store(true)
			if err := p.in.Close(); err != nil {
				t.Fatal(err)
			}
			if err := p.uploader.Close(); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"a ban", func(t *testing.T, w *world, p *putting) {
			if a := run(t, w.as(t, w.owner), "ban add mallory --reason spam"); a.status != 0 {
				t.Fatal(a.err)
			}
			if err := p.Wait(); err == nil {
				t.Error("it has ended well")
			}
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, session.Limits{})
			w.signUp(t, w.owner, "olga")
			key := w.member(t, "mallory")
			p := puts(t, w, key)
			tt.leave(t, w, p)
			select {
			case how := <-w.blobs.ended:
				if how == "kept" != tt.announced {
					t.Errorf("what has come is %s", how)
				}
			case <-time.After(patience):
				t.Fatal("it does not end")
			}
			stop(t, w)
			files, err := w.broker.Files(t.Context(), 1, 1, 0, 10)
			if err != nil || len(files) > 0 != tt.announced {
				t.Errorf("the lobby has %d files, %v", len(files), err)
			}
			if kept, held, spools := w.blobs.Count(); kept > 0 != tt.announced || held+spools != 0 {
				t.Errorf("%d blobs are there, %d held, and %d spools", kept, held, spools)
			}
		})
	}
}

// Blobs tell how far each spool is, and how it ends.
type blobs struct {
	*roomtest.Blobs

	size  chan int64  // so many bytes have come
	ended chan string // "kept" or "dropped"
}

// comes waits until so many bytes of a file have been taken.
func (b *blobs) comes(t *testing.T, want int64) {
	t.Helper()
	for size := int64(0); size < want; {
		select {
		case size = <-b.size:
		case <-time.After(patience):
			t.Fatal("the bytes are not taken")
		}
	}
}

func (b *blobs) Begin() (room.Spool, error) {
	s, err := b.Blobs.Begin()
	return &spool{s, b}, err
}

type spool struct {
	room.Spool
	blobs *blobs
}

func (s *spool) WriteAt(p []byte, at int64) (int, error) {
	n, err := s.Spool.WriteAt(p, at)
	s.blobs.size <- at + int64(n)
	return n, err
}

func (s *spool) Keep() (room.Content, func(), error) {
	defer func() { s.blobs.ended <- "kept" }()
	return s.Spool.Keep()
}

func (s *spool) Drop() error {
	defer func() { s.blobs.ended <- "dropped" }()
	return s.Spool.Drop()
}
