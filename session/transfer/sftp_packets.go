package transfer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

// packets stand between a client and the library (pkg/sftp v1.13.12), which reads and
// answers requests on goroutines of its own. They let through
//
//   - only packets that are whole and that version 3 of the protocol has, the first of
//     them SSH_FXP_INIT;
//   - no more at once than take maxFlight bytes with their answers, so that a client that
//     does not read its answers is not read either;
//   - what opens or closes a handle only by itself. The library can be asked to read a
//     handle before it has given that to anybody, and is then still writing, unguarded, to
//     what it reads: a client that guesses the number could crash the server.
type packets struct {
	rw     io.ReadWriteCloser
	packet []byte // the last one that was read
	rest   []byte // what the library has not taken of it yet
	begun  bool
	alone  bool   // the last one has to be answered before the next
	answer []byte // as far as the library has written it

	mu     sync.Mutex // guards what follows
	moved  *sync.Cond // flight or over
	costs  []int      // bytes of each request without an answer; the library answers in order
	flight int        // all of costs
	over   bool
}

// Limits of a session's memory, in bytes.
const (
	maxPacket = 256 << 10 // what OpenSSH's server takes
	maxFlight = 512 << 10
	dataCost  = 32<<10 + 256 // of an answer with what was read; the library reads no more at once
	listCost  = 64 << 10     // of an answer with a part of a folder
	otherCost = 512          // of any other answer
)

// The types of requests of version 3.
const (
	typeInit     = 1
	typeOpen     = 3
	typeClose    = 4
	typeRead     = 5
	typeOpendir  = 11
	typeReaddir  = 12
	typeSymlink  = 20
	typeExtended = 200
)

func newPackets(rw io.ReadWriteCloser) *packets {
	p := &packets{rw: rw}
	p.moved = sync.NewCond(&p.mu)
	return p
}

// Read implements [io.Reader]. The end is told when everything has been answered: the
// library drops answers that it has not sent by then.
func (p *packets) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		if err := p.next(); err != nil {
			if errors.Is(err, io.EOF) {
				p.wait(0)
			}
			return 0, err
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// next reads a packet.
func (p *packets) next() error {
	var head [5]byte // how long what follows is, and its first byte
	if _, err := io.ReadFull(p.rw, head[:]); err != nil {
		return err
	}
	size, kind := int64(binary.BigEndian.Uint32(head[:])), head[4]
	if size < 1+4 || size > maxPacket {
		return fmt.Errorf("packet of %d bytes", size)
	}
	first := kind == typeInit
	if known := first || kind >= typeOpen && kind <= typeSymlink || kind == typeExtended; !known || first == p.begun {
		return fmt.Errorf("packet of type %d out of place", kind)
	}
	p.begun = true
	total := int(size) + 4
	if cap(p.packet) < total {
		p.packet = make([]byte, total)
	}
	p.packet = p.packet[:total]
	copy(p.packet, head[:])
	if _, err := io.ReadFull(p.rw, p.packet[len(head):]); err != nil {
		return fmt.Errorf("rest of a packet: %w", noEOF(err))
	}
	cost := total + otherCost
	switch kind {
	case typeOpen:
		readToo(p.packet[9:])
	case typeRead:
		cost = total + dataCost
	case typeReaddir:
		cost = total + listCost
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
	p.costs, p.flight = append(p.costs, cost), p.flight+cost
	p.mu.Unlock()
	p.rest = p.packet
	return nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// readToo changes what an SSH_FXP_OPEN asks for behind its number, so that a file which
// is opened for writing is for reading as well: of one that is for writing only, the
// library takes a request to read for one to write zeros.
func readToo(b []byte) {
	const read, write = 1, 2 | 4 | 8 | 16 // SSH_FXF_READ; WRITE, APPEND, CREAT and TRUNC
	if len(b) < 4 {
		return
	}
	if path := int64(binary.BigEndian.Uint32(b)); int64(len(b)) >= 4+path+4 {
		if flags := b[4+path:]; flags[3]&write != 0 {
			flags[3] |= read
		}
	}
}

// wait waits until the requests without an answer take at most so many bytes, or there
// is none, and reports false when the session is over.
func (p *packets) wait(limit int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.costs) > 0 && p.flight > limit && !p.over {
		p.moved.Wait()
	}
	return !p.over
}

// Write implements [io.Writer]. An answer that comes in parts goes out as a whole.
func (p *packets) Write(b []byte) (int, error) {
	p.answer = append(p.answer, b...)
	if len(p.answer) < 4 || len(p.answer) < 4+int(binary.BigEndian.Uint32(p.answer)) {
		return len(b), nil
	}
	_, err := p.rw.Write(p.answer)
	p.answer = p.answer[:0]
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.costs) > 0 {
		p.flight -= p.costs[0]
		p.costs = p.costs[1:]
	}
	p.over = p.over || err != nil
	p.moved.Broadcast()
	if err != nil {
		return 0, err
	}
	return len(b), nil
}

// Close implements [io.Closer], for any goroutine and several times.
func (p *packets) Close() error {
	p.mu.Lock()
	p.over = true
	p.moved.Broadcast()
	p.mu.Unlock()
	return p.rw.Close()
}
