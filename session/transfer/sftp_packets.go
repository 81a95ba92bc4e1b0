package transfer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

// packets stand between a client and the library (pkg/sftp v1.13.12), which reads and
// answers requests on goroutines of its own. They answer what reads and writes a file
// themselves, see [packets.data], and of the rest let through
//
//   - only packets that are whole and that version 3 of the protocol has, the first of
//     them SSH_FXP_INIT;
//   - no more at once than take maxFlight bytes with their answers, so that a client that
//     does not read its answers is not read either;
//   - what opens or closes a handle only by itself. The library can be asked to list a
//     handle before it has given that to anybody, and is then still writing, unguarded, to
//     what it reads: a client that guesses the number could crash the server.
type packets struct {
	rw     io.ReadWriteCloser
	opened func() file // what the library was given last for SSH_FXP_OPEN
	packet []byte      // the last one that was read
	rest   []byte      // what the library has not taken of it yet
	begun  bool
	alone  bool   // the last one has to be answered before the next
	answer []byte // as far as the library has written it
	block  []byte // for what is read of a file, with what is before it in a packet

	out sync.Mutex // guards what is written to rw, packet by packet

	mu     sync.Mutex // guards what follows
	moved  *sync.Cond // flight or over
	asked  []asked    // without an answer; the library answers in order
	flight int        // all that they cost
	files  map[string]file
	over   bool
}

// An asked request waits for the library's answer.
type asked struct {
	kind byte
	cost int // bytes that it takes with its answer
}

// Limits of a session's memory, in bytes.
const (
	maxPacket = 256 << 10 // what OpenSSH's server takes
	maxFlight = 256 << 10
	listCost  = 64 << 10 // of an answer with a part of a folder
	otherCost = 512      // of any other answer
)

// The types of requests of version 3.
const (
	typeInit     = 1
	typeOpen     = 3
	typeClose    = 4
	typeRead     = 5
	typeWrite    = 6
	typeOpendir  = 11
	typeReaddir  = 12
	typeSymlink  = 20
	typeExtended = 200
)

// newPackets returns packets of rw. The library gets to know files by opened.
func newPackets(rw io.ReadWriteCloser, opened func() file) *packets {
	p := &packets{rw: rw, opened: opened, files: make(map[string]file)}
	p.moved = sync.NewCond(&p.mu)
	return p
}

// Read implements [io.Reader]. The end is told when everything has been answered: the
// library drops answers that it has not sent by then.
func (p *packets) Read(b []byte) (int, error) {
	for len(p.rest) == 0 {
		kind, err := p.next()
		switch {
		case errors.Is(err, io.EOF):
			p.wait(0)
			return 0, err
		case err == nil && (kind == typeRead || kind == typeWrite):
			err = p.data(kind)
		case err == nil && kind == typeReaddir && p.isFile():
			err = p.status(p.packet[5:9], errNoFolder)
		case err == nil:
			err = p.pass(kind)
		}
		if err != nil {
			return 0, err
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// next reads a packet and returns its type.
func (p *packets) next() (kind byte, err error) {
	var head [5]byte // how long what follows is, and its first byte
	if _, err := io.ReadFull(p.rw, head[:]); err != nil {
		return 0, err
	}
	size, kind := int64(binary.BigEndian.Uint32(head[:])), head[4]
	if size < 1+4 || size > maxPacket {
		return 0, fmt.Errorf("packet of %d bytes", size)
	}
	first := kind == typeInit
	if known := first || kind >= typeOpen && kind <= typeSymlink || kind == typeExtended; !known || first == p.begun {
		return 0, fmt.Errorf("packet of type %d out of place", kind)
	}
	p.begun = true
	total := int(size) + 4
	if cap(p.packet) < total {
		p.packet = make([]byte, total)
	}
	p.packet = p.packet[:total]
	copy(p.packet, head[:])
	if _, err := io.ReadFull(p.rw, p.packet[len(head):]); err != nil {
		return 0, fmt.Errorf("rest of a packet: %w", noEOF(err))
	}
	return kind, nil
}

// pass has the library read the packet, when it may.
func (p *packets) pass(kind byte) error {
	cost := len(p.packet) + otherCost
	if kind == typeReaddir {
		cost = len(p.packet) + listCost
	}
	limit, alone := maxFlight-cost, kind == typeOpen || kind == typeOpendir || kind == typeClose
	if alone || p.alone {
		limit = 0
	}
	if !p.wait(limit) {
		return io.ErrClosedPipe
	}
	p.alone = alone
	p.mu.Lock()
	defer p.mu.Unlock()
	if kind == typeClose {
		handle, _ := field(p.packet[5+4:])
		delete(p.files, string(handle))
	}
	p.asked, p.flight = append(p.asked, asked{kind, cost}), p.flight+cost
	p.rest = p.packet
	return nil
}

// isFile reports whether the handle in the packet is a file's, which the library lists by
// writing nothing to it.
func (p *packets) isFile() bool {
	handle, _ := field(p.packet[9:])
	return p.file(handle) != file(noFile{})
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// wait waits until the requests without an answer take at most so many bytes, or there
// is none, and reports false when the session is over.
func (p *packets) wait(limit int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.asked) > 0 && p.flight > limit && !p.over {
		p.moved.Wait()
	}
	return !p.over
}

// Write implements [io.Writer]. An answer that comes in parts goes out as a whole.
func (p *packets) Write(b []byte) (int, error) {
	p.answer = append(p.answer, b...)
	if len(p.answer) < 5 || len(p.answer) < 4+int(binary.BigEndian.Uint32(p.answer)) {
		return len(b), nil
	}
	p.answered(p.answer)
	err := p.send(p.answer)
	p.answer = p.answer[:0]
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.asked) > 0 {
		p.flight -= p.asked[0].cost
		p.asked = p.asked[1:]
	}
	p.over = p.over || err != nil
	p.moved.Broadcast()
	if err != nil {
		return 0, err
	}
	return len(b), nil
}

// answered notes which handle a file has that was opened.
func (p *packets) answered(packet []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if packet[4] != typeHandle || len(p.asked) == 0 || p.asked[0].kind != typeOpen {
		return
	}
	if handle, ok := field(packet[5+4:]); ok {
		p.files[string(handle)] = p.opened()
	}
}

// send sends a packet.
func (p *packets) send(packet []byte) error {
	p.out.Lock()
	defer p.out.Unlock()
	_, err := p.rw.Write(packet)
	return err
}

// Close implements [io.Closer], for any goroutine and several times.
func (p *packets) Close() error {
	p.mu.Lock()
	p.over = true
	p.moved.Broadcast()
	p.mu.Unlock()
	return p.rw.Close()
}
