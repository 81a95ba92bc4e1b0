package session

import (
	"io"
	"os"
	"reflect"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// A readAhead keeps the SSH library's reader from being left behind.
//
// The library reads up to 16 packets ahead of what handles them. When that ends
// early (at a packet that is none, at a failed attempt too many, because we have
// cut the connection) nobody takes the rest any more: the goroutine that reads
// waits for ever, another waits for it, and the packets may be of 256 KiB each
// (golang.org/x/crypto v0.58). Anybody could leave as many of them behind as
// they like. Nothing that we do with the connection ends that wait: it is not for the
// connection, and how much the library has taken of what it read it tells nobody, so
// that what it reads cannot be kept below that, either. So whoever closes a connection
// takes what was read ahead; and until the library tells where that is, a client may
// not send more than fits.
type readAhead struct {
	writes  atomic.Int32 // so far, until told
	left    int          // bytes that may still be read until told; the reader's
	told    chan struct{}
	packets <-chan []byte // read after told is closed; nil: not found
}

// What is read between the answer to the first key exchange and the beginning
// of authentication: the end of the exchange and one short packet, and room for
// what clients tell of themselves. 16 packets of the least size have as many
// bytes. Before the answer nobody can make a packet that is one: it takes the
// keys that come of it.
const (
	answerWrite  = 3 // after the version and the beginning of the exchange
	unaskedBytes = 16 * 36
)

func newReadAhead() readAhead {
	return readAhead{left: unaskedBytes, told: make(chan struct{})}
}

// tell learns where the library keeps what it has read ahead. It is called once,
// before the library handles the first packet of authentication.
func (r *readAhead) tell(conn gossh.ConnMetadata) {
	r.packets = packetsOf(conn)
	close(r.told)
}

// wrote counts a write of the library.
func (r *readAhead) wrote() {
	if r.writes.Load() < answerWrite {
		r.writes.Add(1)
	}
}

// read reads from a connection what may be read by now, until it is done. Before the
// library tells, it waits for that until a time and no longer: it never does if what
// has come is the beginning of one long packet.
func (r *readAhead) read(conn io.Reader, p []byte, done <-chan struct{}, until time.Time) (n int, err error) {
	select {
	case <-r.told:
		return conn.Read(p)
	default:
	}
	if r.writes.Load() < answerWrite {
		return conn.Read(p)
	}
	if r.left > 0 {
		n, err = conn.Read(p[:min(len(p), r.left)])
		r.left -= n
		return n, err
	}
	late := time.NewTimer(time.Until(until))
	defer late.Stop()
	select {
	case <-r.told:
	case <-done:
	case <-late.C:
		return 0, os.ErrDeadlineExceeded
	}
	return conn.Read(p)
}

// drain takes what was read ahead on a connection that is closed, until the
// library's reader has ended.
func (r *readAhead) drain() {
	select {
	case <-r.told:
	default:
		return // the reader waits in read
	}
	if r.packets == nil {
		return
	}
	for range r.packets {
	}
}

// packetsOf finds the channel in which the library keeps what it has read ahead.
// The library gives it to nobody, so it is looked up by the names of the fields;
// where they are others, nil is returned, and the tests of abuse fail.
func packetsOf(conn gossh.ConnMetadata) <-chan []byte {
	v := reflect.ValueOf(conn)
	for _, field := range []string{"transport", "incoming"} {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return nil
		}
		v = v.FieldByName(field)
	}
	if !v.IsValid() || v.Type() != reflect.TypeFor[chan []byte]() || !v.CanAddr() {
		return nil
	}
	return *(*chan []byte)(v.Addr().UnsafePointer())
}
