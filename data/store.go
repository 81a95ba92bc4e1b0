package data

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"

	"snug/room"
)

// Options are what [Open] leaves to its caller. The zero value is fine.
type Options struct {
	Log *slog.Logger // nil: nothing is logged

	queue  int                             // commands that may wait; zero: maxQueue
	commit func(commit func() error) error // in tests, around each commit
}

// A Store is one open file. Close it.
type Store struct {
	db      *bbolt.DB
	log     *slog.Logger
	commit  func(commit func() error) error
	deliver func(room.Event) // set before the first command, then the writer's

	commits  commitTimes
	panics   atomic.Uint64
	revision atomic.Uint64 // grows with each commit, before anybody is told
	queue    chan *request
	closing  chan struct{} // closed when no more commands are taken
	stopped  chan struct{} // closed when the writer has ended
	close    func() error
}

// start makes a Store of an open file and starts its writer.
func start(db *bbolt.DB, o Options) *Store {
	s := &Store{
		db:      db,
		log:     o.Log,
		commit:  o.commit,
		deliver: func(room.Event) {},
		queue:   make(chan *request, o.queue),
		closing: make(chan struct{}),
		stopped: make(chan struct{}),
	}
	s.close = sync.OnceValue(s.shut)
	go (&writer{Store: s, known: newRemembered()}).run()
	return s
}

// Panics returns how many panics have been contained since the start: of commands that
// were applied, and of who is told of events. A damaged file is none of them. It may be
// called from any goroutine.
func (s *Store) Panics() uint64 { return s.panics.Load() }

// Close takes no more commands, finishes those that are queued, waits for the
// writer and for reads under way, and closes the file. Calling it again returns
// the same error.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	close(s.closing)
	<-s.stopped
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// Snapshot writes a consistent copy of the whole file, as of now, to w. Commands
// go on meanwhile, but no page that the copy needs is reused until it ends, so w
// should be as quick as a local file; copy from there to anything slower.
func (s *Store) Snapshot(ctx context.Context, w io.Writer) error {
	until := &writerUntil{ctx: ctx, w: w}
	return s.view(func(t *tx) error {
		_, err := t.b.WriteTo(until)
		if until.err != nil {
			err = until.err
		}
		return wrap("write snapshot", err)
	})
}

// A writerUntil fails once its context has ended. It keeps its error, which
// bbolt v1.5.0 does not wrap.
type writerUntil struct {
	ctx context.Context //nolint:containedctx // lives for one call of Snapshot
	w   io.Writer
	err error
}

func (u *writerUntil) Write(p []byte) (n int, err error) {
	if u.err = u.ctx.Err(); u.err == nil {
		n, u.err = u.w.Write(p)
	}
	return n, u.err
}

// view runs read in a read transaction.
func (s *Store) view(read func(*tx) error) error {
	select {
	case <-s.closing:
		return errClosed()
	default:
		return view(s.db, read)
	}
}

func view(db *bbolt.DB, read func(*tx) error) error {
	return guard(func() error {
		return db.View(func(b *bbolt.Tx) error { return read(newTx(b)) })
	})
}

// guard runs something that walks the file's pages. bbolt v1.5.0 panics on a
// page that makes no sense, and following a damaged page can leave the mapped
// file; both become [ErrCorrupt], so that one bad page costs one read and not
// the server.
func guard(walk func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrCorrupt, p)
		}
	}()
	return walk()
}
