package blob

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"snug/room"
)

// syncEvery is after how many bytes of a spool what was written is put on disk, so
// that keeping a large file finds little left to do, and a commit of the store waits
// for little of it. Beside a file that came in as fast as the disk took it, half of the
// commits took less than 2.4 ms; with 1 MiB it was 1.5 ms, with 8 MiB 3.5 ms
// (BenchmarkCommits, on a busy machine of two cores). The smaller it is, the
// longer a file takes on a disk that is slow to sync.
const syncEvery = 2 << 20

// A spool implements [room.Spool] with a file in incoming. It reserves nothing of
// the disk, so that several together find out at about the same time that it is full.
type spool struct {
	store *Store
	file  *os.File
	name  string // in the store's folder

	unsynced atomic.Int64   // bytes since the last sync began, about
	syncing  sync.Mutex     // held while a sync is under way
	under    sync.WaitGroup // writes and a sync that are under way; grows under mu until ended

	mu     sync.Mutex
	size   int64
	failed error // the first failure, after which nothing is taken or kept
	ended  bool
}

// Begin implements [room.Blobs].
func (s *Store) Begin() (room.Spool, error) {
	p := &spool{store: s, name: incoming + "/" + rand.Text()}
	err := s.try(creating, func() (err error) {
		p.file, err = s.root.OpenFile(p.name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		return err
	})
	if err != nil {
		return nil, s.failed(err)
	}
	if err := s.spare(p.file, 0); err != nil {
		_ = p.discard() // the next start does it, too
		return nil, s.failed(err)
	}
	return p, nil
}

// WriteAt implements [room.Spool]. What makes syncEvery bytes full begins to put them on
// disk, and waits for those before; so a client is not faster than the disk for long.
func (p *spool) WriteAt(b []byte, at int64) (int, error) {
	if err := p.enter(); err != nil {
		return 0, err
	}
	defer p.under.Done()
	if err := p.store.spare(p.file, int64(len(b))); err != nil {
		return 0, p.fail(err)
	}
	n := 0
	err := p.store.try(writing, func() (err error) {
		n, err = p.file.WriteAt(b, at)
		return err
	})
	if n > 0 {
		p.mu.Lock()
		p.size = max(p.size, at+int64(n))
		p.mu.Unlock()
	}
	if err != nil {
		return n, p.fail(err)
	}
	if p.unsynced.Add(int64(n)) >= p.store.options.every && p.unsynced.Swap(0) > 0 {
		p.syncing.Lock()
		p.under.Add(1) // this write is still under way, so nobody has waited
		go p.syncBehind()
	}
	return n, nil
}

// syncBehind puts on disk what was written, while more may be. It unlocks syncing.
func (p *spool) syncBehind() {
	defer p.under.Done()
	defer p.syncing.Unlock()
	defer func() {
		if v := recover(); v != nil {
			p.store.panics.Add(1)
			_ = p.fail(fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
		}
	}()
	if err := p.sync(); err != nil {
		_ = p.fail(err) // whoever writes next is told
	}
}

// Size implements [room.Spool].
func (p *spool) Size() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.size
}

// Truncate implements [room.Spool].
func (p *spool) Truncate(size int64) error {
	if err := p.enter(); err != nil {
		return err
	}
	defer p.under.Done()
	if err := p.store.try(truncating, func() error { return p.file.Truncate(size) }); err != nil {
		return p.fail(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.size = size
	return nil
}

// Drop implements [room.Spool].
func (p *spool) Drop() error {
	if err := p.end(); err != nil {
		return err
	}
	return p.discard()
}

// enter begins a write, which p.under.Done ends.
func (p *spool) enter() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return cmp.Or(p.failed, errEnded)
	}
	if p.failed == nil {
		p.under.Add(1)
	}
	return p.failed
}

// end lets no further write begin and waits for those that have. Only one end
// succeeds.
func (p *spool) end() error {
	p.mu.Lock()
	ended := p.ended
	p.ended = true
	p.mu.Unlock()
	if ended {
		return errEnded
	}
	p.under.Wait()
	return nil
}

// fail notes why the spool takes nothing more. After an error of the disk nobody
// knows what of the file is there, and asking again may be answered as if all were.
func (p *spool) fail(cause error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed == nil {
		p.failed = p.store.failed(cause)
	}
	return p.failed
}

// discard removes the file. It is called once, at the end.
func (p *spool) discard() error {
	return errors.Join(p.file.Close(), p.store.forget(p.name))
}

// sync returns when the bytes that were written are on disk.
func (p *spool) sync() error {
	return p.store.try(syncing, func() error { return syncData(p.file) })
}

// spare fails with errReserve if the disk of f has no room for n more bytes.
func (s *Store) spare(f *os.File, n int64) error {
	if left := free(f); left >= 0 && left-n < s.options.Reserve {
		return errReserve
	}
	return nil
}

// failed logs why the disk failed and returns the refusal.
func (s *Store) failed(cause error) error {
	s.options.Log.Warn("a file was not taken", "err", cause)
	return notTaken(cause)
}

// forget removes what came in of a file.
func (s *Store) forget(name string) error {
	err := s.root.Remove(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove what came in of a file: %w", err)
	}
	return nil
}
