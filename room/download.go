package room

import (
	"context"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// OpenFile opens a file for whoever may read it; by zero is a guest. The caller closes
// it.
func (b *Broker) OpenFile(ctx context.Context, by UserID, id FileID) (*Download, error) {
	blobs, err := b.transfers.disk()
	if err != nil {
		return nil, err
	}
	in, seq, err := b.placeOf(ctx, id)
	if err != nil {
		return nil, err
	}
	h, _ := b.lookUp(in, 0)
	if h == nil {
		return nil, noFile(id)
	}
	d := &Download{broker: b, id: id, hub: h}
	// Whatever happens to the message behind this line is told to the loan, and what
	// happened before is seen when the message is read.
	d.loan = h.lend(seq)
	if err := d.open(ctx, by, blobs, seq); err != nil {
		d.giveBack()
		return nil, err
	}
	return d, nil
}

// open looks whether somebody may read the file, and opens it.
func (d *Download) open(ctx context.Context, by UserID, blobs Blobs, seq uint64) (err error) {
	if by != 0 {
		if d.tap, err = d.broker.Tap(Person{ID: by}, SitOptions{}); err != nil {
			return err
		}
	}
	if d.Room, d.Message, err = d.broker.fileAt(ctx, by, d.hub.id, seq, d.id); err != nil {
		return err
	}
	if !d.Message.File.Expired.IsZero() {
		return refuse(ErrNotFound, "file %d has expired, and only what it was called is left", uint64(d.id))
	}
	d.blob, err = blobs.Open(d.Message.File.Sum)
	switch {
	case err == nil:
	case d.loan.gone.Load():
		return noFile(d.id)
	case errors.Is(err, ErrNotFound):
		d.broker.log.Error("the bytes of a file are missing", "file", uint64(d.id), "sum", d.Message.File.Sum)
		return refuse(ErrUnavailable, "the bytes of file %d cannot be read; tell the people who run this server", uint64(d.id))
	}
	return err
}

// A Download is the bytes of a file for somebody. Its methods may be called from
// several goroutines. It has no goroutine of its own, and buffers nothing.
type Download struct {
	Room    Room
	Message *Message

	broker *Broker
	id     FileID
	hub    *hub
	loan   *loan
	tap    *Tap // keeps who reads in memory; nil: a guest
	blob   Blob // nil until it was opened

	mu     sync.Mutex
	busy   int // reads
	closed bool
}

// ReadAt implements [io.ReaderAt]. Each time it is asked whether they may still read
// it, and whether it is still there; the error is then a refusal. After Close it is
// [os.ErrClosed].
func (d *Download) ReadAt(p []byte, off int64) (int, error) {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return 0, os.ErrClosed
	}
	d.busy++
	d.mu.Unlock()
	defer func() {
		d.mu.Lock()
		d.busy--
		last := d.closed && d.busy == 0
		d.mu.Unlock()
		if last {
			_ = d.giveBack() // nobody waits for that any more
		}
	}()
	if err := d.check(); err != nil {
		return 0, err
	}
	return d.blob.ReadAt(p, off)
}

// check refuses who may not read the file any more, and a file that is gone. It reads no
// store.
func (d *Download) check() error {
	if d.loan.gone.Load() {
		return noFile(d.id)
	}
	b := d.broker
	if d.tap == nil {
		if h, _ := b.lookUp(d.hub.id, 0); h == nil {
			return noFile(d.id)
		}
		if r, _ := d.hub.snapshot(); !b.opensToGuests(r) || d.Message.Seq <= r.Trimmed {
			return noFile(d.id)
		}
		return nil
	}
	s, err := b.inMemory(d.tap.seat.person, d.hub.id, time.Now())
	if err == nil && d.Message.Seq <= s.Floor {
		err = noFile(d.id)
	}
	return err
}

// Close implements [io.Closer]. A read that is under way is not waited for: the file
// is closed behind it.
func (d *Download) Close() error {
	d.mu.Lock()
	over := d.closed
	d.closed = true
	last := !over && d.busy == 0
	d.mu.Unlock()
	if last {
		return d.giveBack()
	}
	return nil
}

// giveBack gives back all that the download has.
func (d *Download) giveBack() error {
	d.hub.takeBack(d.loan)
	if d.tap != nil {
		d.tap.Close()
	}
	if d.blob == nil {
		return nil
	}
	return d.blob.Close()
}

// A loan is a message whose file somebody reads.
type loan struct {
	seq     uint64
	readers int         // the hub's mutex guards it
	gone    atomic.Bool // the message has no file any more
}

// lend notes that somebody reads the file of a message, until takeBack.
func (h *hub) lend(seq uint64) *loan {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lent == nil {
		h.lent = make(map[uint64]*loan)
	}
	if h.lent[seq] == nil {
		h.lent[seq] = &loan{seq: seq}
	}
	l := h.lent[seq]
	l.readers++
	return l
}

func (h *hub) takeBack(l *loan) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if l.readers--; l.readers == 0 {
		delete(h.lent, l.seq)
	}
}

// recall tells those who read the file of a message when it has none any more. The
// caller holds mu.
func (h *hub) recall(m *Message) {
	if l := h.lent[m.Seq]; l != nil && (m.File == nil || !m.File.Expired.IsZero()) {
		l.gone.Store(true)
	}
}
