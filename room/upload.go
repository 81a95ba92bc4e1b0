package room

import (
	"errors"
	"io"
	"math"
	"sync"
	"sync/atomic"
	"time"
)

// An Upload is a file that is coming in. Its methods may be called from several
// goroutines. It ends with Close or Abort, with its context, or when no byte has come
// for uploadStall, or fewer than uploadPace a second on average since its first minute.
// It has no goroutine of its own, and buffers nothing.
type Upload struct {
	broker   *Broker
	by       UserID
	in       ID
	id       uint64
	offer    Offer // clean
	room     Room  // as its uploader calls it
	already  int64 // bytes of what was announced under the same ID before, which count nothing
	counted  int64 // bytes, in the tallies; their lock guards it
	tap      *Tap  // keeps its uploader in memory
	spool    Spool
	announce func(Content) (*Message, error)

	begun  time.Duration // when; as Broker.now
	moved  atomic.Int64  // when the last byte came; as begun
	finish sync.Once
	close  sync.Once
	done   int64 // bytes, when the spool was ended by Keep
	kept   bool  // by which that is over

	mu      sync.Mutex
	stall   *time.Timer
	unbind  func() bool // from the context
	err     error       // why nothing more is taken
	sealed  bool        // Close has begun
	busy    int         // calls that work on the spool
	idle    chan struct{}
	message *Message // that announced it
	told    time.Duration
	telling bool
}

var _ io.WriterAt = (*Upload)(nil)

// WriteAt takes bytes. After an error nothing more is taken, and Close returns that
// error.
func (u *Upload) WriteAt(p []byte, off int64) (n int, err error) {
	end := off + int64(len(p))
	switch {
	case len(p) == 0:
		end = 0 // it makes nothing longer
	case end < off:
		end = math.MaxInt64 // beyond every bound
	}
	err = u.work(func() error {
		if off < 0 {
			return refuse(ErrInvalid, "there is no place before the beginning of a file; send it again")
		}
		if err := u.admit(end); err != nil {
			return err
		}
		if n, err = u.spool.WriteAt(p, off); n > 0 {
			u.moved.Store(int64(u.broker.now()))
		}
		if err == nil && n < len(p) {
			err = io.ErrShortWrite
		}
		return err
	})
	return n, err
}

// Truncate makes the file so long, in bytes, by the same bounds.
func (u *Upload) Truncate(size int64) error {
	return u.work(func() error {
		if size < 0 {
			return refuse(ErrInvalid, "no file is shorter than empty; send it again")
		}
		if err := u.admit(size); err != nil {
			return err
		}
		return u.spool.Truncate(size)
	})
}

// admit refuses what makes the file so long, if its uploader may not put files into
// the room any more, or it does not fit.
func (u *Upload) admit(size int64) error {
	b := u.broker
	if err := b.stillMayPut(u.tap.seat.person, u.in); err != nil {
		return err
	}
	return b.transfers.grow(u, size, b.house.Load().quota())
}

// work does something with the spool, whose error ends the upload.
func (u *Upload) work(do func() error) (err error) {
	u.mu.Lock()
	if err := u.over(); err != nil {
		u.mu.Unlock()
		return err
	}
	u.busy++
	u.mu.Unlock()
	err = errors.New("panic in an upload") // unless do returns
	defer func() {
		u.mu.Lock()
		u.busy--
		if u.err == nil {
			u.err = err
		} else if err != nil {
			err = u.err // of several that fail at once everybody is told the first
		}
		failed := u.err != nil
		u.rest()
		u.mu.Unlock()
		if failed {
			u.end(-1)
		}
	}()
	if err = do(); err == nil {
		u.tell()
	}
	return err
}

// over returns why nothing more is taken, if so. The caller holds mu.
func (u *Upload) over() error {
	if u.err == nil && u.sealed {
		return refuse(ErrConflict, "%s is closed already; nothing more can be added", u.offer.Name)
	}
	return u.err
}

// rest notes that nothing works on the spool any more, and nothing will. The caller
// holds mu.
func (u *Upload) rest() {
	if u.busy > 0 || u.err == nil && !u.sealed {
		return
	}
	select {
	case <-u.idle:
	default:
		close(u.idle)
	}
}

// Close puts the bytes on disk and announces the file in its room with a message,
// which it returns; called again it returns the same. A refusal, or an error of the disk,
// leaves nothing of it. When its context ends while the store decides, the store is asked
// once more, and the error wraps [ErrUnknownOutcome] only if it does not answer then.
func (u *Upload) Close() (*Message, error) {
	u.close.Do(func() {
		u.mu.Lock()
		u.sealed = u.err == nil
		u.rest()
		u.mu.Unlock()
		<-u.idle
		if u.why() == nil {
			u.conclude()
		} else {
			u.end(-1)
		}
	})
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.message, u.err
}

// conclude keeps the bytes, announces the file and ends the upload.
func (u *Upload) conclude() {
	m, err := (*Message)(nil), errors.New("panic at the end of an upload") // unless keep returns
	defer func() {
		size := int64(-1)
		if err == nil && m.File != nil { // a retry may find it deleted
			size = m.File.Size
		}
		u.mu.Lock()
		u.message, u.err = m, err
		u.mu.Unlock()
		u.end(size)
	}()
	u.done, u.kept = u.spool.Size(), true
	m, err = u.keep()
}

// why returns why it came to nothing, if it did.
func (u *Upload) why() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.err
}

// Abort forgets the upload, which shows to nobody, and waits until nothing of it is
// left. Close then returns err, or, for nil, that it was broken off. After Close it does
// nothing.
func (u *Upload) Abort(err error) {
	if err == nil {
		err = refuse(ErrConflict, "%s was broken off before it was all there, so nothing of it was kept; send it again", u.offer.Name)
	}
	u.mu.Lock()
	if u.sealed {
		u.mu.Unlock()
		return
	}
	if u.err == nil {
		u.err = err
	}
	u.rest()
	u.mu.Unlock()
	u.end(-1)
}

// end gives back all that the upload has, once; what was not kept goes. Size is that
// of what was announced, negative when nothing was.
func (u *Upload) end(size int64) {
	<-u.idle
	u.finish.Do(func() {
		b := u.broker
		u.mu.Lock()
		if u.stall.Stop() {
			b.transfers.waits.Done()
		}
		if u.unbind() {
			b.transfers.waits.Done()
		}
		u.mu.Unlock()
		p := u.progress()
		if !u.kept {
			u.drop()
		}
		u.tap.Close()
		b.transfers.leave(u, size)
		p.Ended, p.Err = true, u.why()
		u.report(p)
	})
}
