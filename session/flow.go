package session

import (
	"io"
	"sync"
	"time"
)

// What is under way to a client, in bytes of its sessions' output.
const (
	leastUnderWay = 4 << 10
	firstUnderWay = 6 << 10 // before it has shown what it takes; half a screen
	mostUnderWay  = 2 << 20 // as much as OpenSSH's window
	leastPiece    = 512     // of one write
	smallPiece    = 2 << 10 // to whom is slow, at most
	askBehind     = 12 << 10
)

const (
	underWay  = 4 * time.Second        // so long what is under way may take to be read
	askPause  = 250 * time.Millisecond // between two questions to a client that keeps up
	slowReply = underWay / 2
	slowByte  = 1100 * time.Microsecond // of somebody who reads 1 KB/s
	turnsSlow = 14 * time.Second        // for what came before a question, to somebody who has become slow
	prompt    = 500 * time.Millisecond  // an answer that comes later is one of somebody slow
)

// A flow bounds what is under way to a client: sent, and not known to be read.
// Neither TCP nor SSH tells that, for both have buffers of megabytes: a client
// that reads 1 KB/s would be shown what was said an hour ago, and one that has
// stopped would look like one that reads. So the client is asked whether it
// lives, see [connection.ask], behind some of the output: its answer says that
// it has read what came before. No more is under way than it has shown to read
// in four seconds.
//
// A client that does not keep up makes its writers wait, and no one else.
type flow struct {
	mu      sync.Mutex
	sent    uint64 // bytes, ever
	asked   uint64 // those of them before the newest question
	taken   uint64 // those before the newest answer
	most    uint64 // how many may be under way; 0: firstUnderWay
	since   time.Time
	waiting bool          // for an answer, since then
	room    chan struct{} // closed by the next answer; nil: nobody waits
}

// limit is how many bytes may be under way now. While an answer is late, less
// may than the client has shown to read once. The caller holds mu.
func (f *flow) limit() uint64 {
	most := f.most
	if most == 0 {
		most = firstUnderWay
	}
	if !f.waiting {
		return most
	}
	took := time.Since(f.since)
	if took < prompt {
		return most
	}
	read := float64(f.asked-f.taken) / took.Seconds() // in a second, at most
	return min(most, max(leastUnderWay, uint64(read)))
}

// takes is how long the client may need to read what came before the question:
// twice as long as it has shown to. Who was fast until now may read 1 KB/s from
// now on, but much else that is under way was given to somebody fast.
func (f *flow) takes() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	ahead, most := f.asked-f.taken, max(f.most, leastUnderWay)
	shown := time.Duration(float64(ahead) / float64(most) * float64(underWay))
	return max(2*shown, min(time.Duration(ahead)*slowByte, turnsSlow))
}

// await waits until something may be sent, and returns how much of n bytes; 0
// when the connection has ended.
func (f *flow) await(ended <-chan struct{}, n int) int {
	for {
		f.mu.Lock()
		most := int(f.limit())
		if room := most - int(f.sent-f.taken); room >= min(n, leastPiece) {
			f.mu.Unlock()
			return min(n, room, chunk, max(smallPiece, most/2))
		}
		if f.room == nil {
			f.room = make(chan struct{})
		}
		room := f.room
		f.mu.Unlock()
		select {
		case <-room:
		case <-ended:
			return 0
		}
	}
}

// passed counts bytes that were sent, and reports whether to ask now.
func (f *flow) passed(n int) (ask bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent += uint64(n)
	return f.due(f.sent - f.taken)
}

// due reports whether so much is under way that the client is to be asked. The
// caller holds mu.
func (f *flow) due(ahead uint64) bool {
	switch {
	case f.waiting:
		return false
	case ahead >= f.limit()/2:
		return true
	}
	return ahead >= askBehind && time.Since(f.since) >= askPause
}

// askOnce notes that the client is asked now. It is false when it is being asked
// already.
func (f *flow) askOnce() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiting {
		return false
	}
	f.waiting, f.since, f.asked = true, time.Now(), f.sent
	return true
}

// answered notes the answer, and reports whether to ask again at once.
func (f *flow) answered() (again bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	ahead, took := f.asked-f.taken, max(time.Since(f.since), time.Microsecond)
	f.waiting, f.taken = false, f.asked
	if ahead >= smallPiece || took >= slowReply { // else it says nothing about how much it takes
		shown := float64(ahead) * underWay.Seconds() / took.Seconds()
		f.most = uint64(min(max(shown, leastUnderWay), mostUnderWay))
	}
	if f.room != nil {
		close(f.room)
		f.room = nil
	}
	return f.due(f.sent - f.taken)
}

// pass sends a piece of b as soon as the client has room for it, and returns how
// much that was. It waits for a client that does not keep up, for as long as the
// connection lasts.
func (c *connection) pass(w io.Writer, b []byte) (int, error) {
	n := c.flow.await(c.done, len(b))
	if n == 0 {
		return 0, io.ErrClosedPipe
	}
	n, err := w.Write(b[:n])
	if c.flow.passed(n) {
		c.askNow()
	}
	return n, err
}

// A passing is a screen's way to its client. The screen looks after the time.
type passing struct {
	w    io.Writer
	conn *connection
}

// Write implements [io.Writer].
func (p passing) Write(b []byte) (written int, err error) {
	for written < len(b) && err == nil {
		var n int
		n, err = p.conn.pass(p.w, b[written:])
		written += n
	}
	return written, err
}
