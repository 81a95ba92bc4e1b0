package e2e_test

import (
	"encoding/json"
	"io"
	"net"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/sys/unix"
)

// A cable is a client's TCP connection that goes wrong when it is told.
type cable struct {
	*net.TCPConn

	frozen atomic.Bool  // nothing is read
	rate   atomic.Int64 // bytes read in a second; 0: all
	armed  atomic.Bool  // the next key exchange begins and does not go on
	mute   atomic.Bool  // nothing is written, as if it were
	gone   chan struct{}
	close  sync.Once
}

// exchange is less than the first packet of a key exchange, and more than the
// others that these clients send.
const exchange = 400

// slice is how often somebody reads who is slow.
const slice = 100 * time.Millisecond

// Read implements [net.Conn].
func (w *cable) Read(p []byte) (int, error) {
	if rate := w.rate.Load(); rate > 0 {
		p = p[:min(len(p), int(rate*int64(slice)/int64(time.Second)))]
		if !w.rests(slice) {
			return 0, net.ErrClosed
		}
	}
	n, err := w.TCPConn.Read(p)
	if w.frozen.Load() {
		<-w.gone
		return 0, net.ErrClosed
	}
	return n, err
}

// rests lets a time pass and reports whether the cable is there after it.
func (w *cable) rests(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-w.gone:
		return false
	}
}

// Write implements [net.Conn].
func (w *cable) Write(p []byte) (int, error) {
	if w.mute.Load() {
		return len(p), nil
	}
	if w.armed.Load() && len(p) > exchange {
		w.mute.Store(true) // behind this one
	}
	return w.TCPConn.Write(p)
}

// Close implements [net.Conn].
func (w *cable) Close() error {
	w.close.Do(func() { close(w.gone) })
	return w.TCPConn.Close()
}

// drop has this machine's kernel drop every packet that arrives on the cable, as
// when a cable is pulled: nothing is confirmed, and nothing said.
func (w *cable) drop(t *testing.T) {
	t.Helper()
	raw, err := w.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	nothing := unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K}
	err2 := raw.Control(func(fd uintptr) {
		err = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &nothing})
	})
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	w.mute.Store(true)
}

// A habit is how a client is before anything goes wrong with it.
type habit struct {
	small  bool // its receive buffer is of 4 KiB
	rekeys bool // exchanges keys all the time
	silent bool // answers no requests
}

// A slowpoke is a client that is to go wrong.
type slowpoke struct {
	*ssh.Client
	key     ssh.Signer
	cable   *cable
	since   time.Time // it is stuck
	session *ssh.Session
	in      io.WriteCloser
	out     io.Reader
	shown   *screen     // of a client that draws what it reads
	sawGap  atomic.Bool // there was word of messages that were skipped on it
}

// wireTo connects without saying anything.
func (s *server) wireTo(t *testing.T, h habit) *cable {
	t.Helper()
	dialer := net.Dialer{Timeout: patience, Control: func(_, _ string, raw syscall.RawConn) (err error) {
		err2 := raw.Control(func(fd uintptr) {
			if h.small {
				err = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_RCVBUF, 4<<10)
			}
		})
		if err2 != nil {
			return err2
		}
		return err
	}}
	tcp, err := dialer.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	w := &cable{TCPConn: tcp.(*net.TCPConn), gone: make(chan struct{})}
	t.Cleanup(func() { w.Close() })
	return w
}

// slowpoke connects the holder of a key.
func (s *server) slowpoke(t *testing.T, key ssh.Signer, h habit) *slowpoke {
	t.Helper()
	w := s.wireTo(t, h)
	config := &ssh.ClientConfig{
		User: "somebody", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	}
	if h.rekeys {
		config.RekeyThreshold = 1 // the library makes it its least
	}
	conn, chans, reqs, err := ssh.NewClientConn(w, s.addr, config)
	if err != nil {
		t.Fatal(err)
	}
	if h.silent {
		asked := reqs
		go func() {
			for range asked { // without an answer
			}
		}()
		none := make(chan *ssh.Request)
		close(none)
		reqs = none
	}
	c := &slowpoke{Client: ssh.NewClient(conn, chans, reqs), key: key, cable: w}
	t.Cleanup(func() { c.Close() })
	return c
}

// start runs a command, "screen" for the screen and "plain" on a terminal, too.
func (c *slowpoke) start(t *testing.T, line string) {
	t.Helper()
	var err error
	if c.session, err = c.NewSession(); err != nil {
		t.Fatal(err)
	}
	if c.in, err = c.session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if c.out, err = c.session.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	if line == "screen" || line == "plain" {
		err = c.session.RequestPty("xterm-256color", 30, 100, ssh.TerminalModes{})
	}
	switch {
	case err != nil:
	case line == "screen":
		err = c.session.Shell()
	default:
		err = c.session.Start(line)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// until reads until a text has come, and returns all that has.
func (c *slowpoke) until(t *testing.T, text string) string {
	t.Helper()
	var got strings.Builder
	buf := make([]byte, 4<<10)
	for !strings.Contains(got.String(), text) {
		n, err := c.out.Read(buf)
		if got.Write(buf[:n]); err != nil {
			t.Fatalf("%v, and %q has not come, but %d bytes", err, text, got.Len())
		}
	}
	return got.String()
}

// discards goes on to read what comes and thinks nothing of it.
func (c *slowpoke) discards() {
	go func() { _, _ = io.Copy(io.Discard, c.out) }() // until the connection ends
}

var closedLine = regexp.MustCompile(`time=(\S+) .*msg="connection closed" .*remote=(\S+) .*reason=(?:"([^"]*)"|(\S+))`)

// A closing is the end of a connection as the log tells it.
type closing struct {
	reason string
	at     time.Time
}

// closings are the ends that a log tells of, by the client's address.
func closings(log string) map[string]closing {
	all := make(map[string]closing)
	for _, m := range closedLine.FindAllStringSubmatch(log, -1) {
		if at, err := time.Parse(time.RFC3339Nano, m[1]); err == nil {
			all[m[2]] = closing{m[3] + m[4], at}
		}
	}
	return all
}

// refusals are the limits that were hit, as the server tells its owner.
func (s *server) refusals(t *testing.T, boss ssh.Signer) map[string]int {
	t.Helper()
	var stats struct{ Refused map[string]int }
	if err := json.Unmarshal([]byte(s.mustAsk(t, boss, "server stats --json")), &stats); err != nil {
		t.Fatal(err)
	}
	return stats.Refused
}
