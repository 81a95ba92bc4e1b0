package transfer

import (
	"io"
	"math"
	"path"
	"slices"
	"strings"
	"sync"

	"snug/room"
)

// An incoming is a file that is being put in. Its methods may be called from several
// goroutines.
type incoming struct {
	t  *tree
	in room.Room
	at place
	up *room.Upload

	mu     sync.Mutex // guards what follows
	end    int64      // of what was written, in bytes
	writes int
	block  int    // bytes of the first write
	ended  bool   // nothing more comes of it
	handle func() // gives back the handle of what waits for its name
	odd    bool   // another had not as many, or the client has said how long the file is
}

// WriteAt implements [io.WriterAt]. Whether they may still be here is asked each time.
func (u *incoming) WriteAt(b []byte, off int64) (int, error) {
	if err := u.mine(); err != nil {
		return 0, err
	}
	n, err := u.up.WriteAt(b, off)
	if err != nil {
		u.fail()
	}
	if n > 0 {
		u.mu.Lock()
		u.end = max(u.end, off+int64(n))
		if u.writes++; u.writes == 1 {
			u.block = n
		}
		u.odd = u.odd || n != u.block
		u.mu.Unlock()
	}
	return n, err
}

// mine gives the upload up when its uploader may not use the server any more, and says why.
func (u *incoming) mine() error {
	_, err := u.t.who()
	if err != nil {
		u.up.Abort(err)
		u.fail()
	}
	return err
}

// size returns how many bytes there are so far.
func (u *incoming) size() int64 {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.end
}

// truncate makes the file so long, in bytes.
func (u *incoming) truncate(size uint64) error {
	if err := u.mine(); err != nil {
		return err
	}
	if err := u.up.Truncate(int64(min(size, math.MaxInt64))); err != nil {
		u.fail()
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.end, u.odd = int64(size), true
	return nil
}

// endsWithBlock reports whether the file may have been broken off: OpenSSH's sftp
// (9.2) ends it as usual when ^C stops it between two blocks, of which there were
// several then, all of one size.
func (u *incoming) endsWithBlock() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.writes > 1 && !u.odd
}

// close announces the file in its room, and blocks until it is on disk.
func (u *incoming) close() (*room.Message, error) {
	_ = u.mine() // closing it says so
	m, err := u.up.Close()
	u.t.landed(u, m)
	return m, err
}

// abort gives the upload up, if it was not closed; nothing of it shows to anybody.
func (u *incoming) abort() {
	u.up.Abort(nil)
	u.t.landed(u, nil)
}

// A download is a file that is being read. Its methods may be called from several
// goroutines.
type download struct {
	*room.Download
	t  *tree
	at place // what the file was asked for as, if by a name; its own number is no place

	once sync.Once
}

// open opens the file that a path means.
func (t *tree) open(p string) (*download, error) {
	n, err := t.resolve(p)
	if err != nil {
		return nil, err
	}
	if n.kind != aFile {
		return nil, notThere(path.Base(p))
	}
	by, err := t.who()
	if err != nil {
		return nil, err
	}
	from, err := t.Broker.OpenFile(t.ctx, by, n.message.File.ID)
	if err != nil {
		return nil, err
	}
	d := &download{Download: from, t: t}
	if parts, err := split(p); err == nil && len(parts) > 1 && parts[0] != inbox {
		if name, err := room.ParseFileName(strings.Join(parts[1:], "/")); err == nil {
			d.at = place{n.room.ID, name}
			t.mu.Lock()
			t.reading[d.at] = append(t.reading[d.at], d)
			t.mu.Unlock()
		}
	}
	return d, nil
}

// ReadAt implements [io.ReaderAt]. Whether they may still be here is asked each time.
func (d *download) ReadAt(b []byte, off int64) (int, error) {
	if _, err := d.t.who(); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, io.EOF
	}
	return d.Download.ReadAt(b, off)
}

// close implements [io.Closer]. It may be called again.
func (d *download) close() (err error) {
	d.once.Do(func() {
		d.t.mu.Lock()
		open := slices.DeleteFunc(d.t.reading[d.at], func(o *download) bool { return o == d })
		if d.t.reading[d.at] = open; len(open) == 0 {
			delete(d.t.reading, d.at)
		}
		d.t.mu.Unlock()
		err = d.Download.Close()
	})
	return err
}
