package roomtest

import (
	"crypto/sha256"
	"io"
	"net/http"
	"strings"
	"sync"

	"snug/room"
)

// Blobs are [room.Blobs] in memory, for tests of what is above them.
type Blobs struct {
	mu     sync.Mutex
	kept   map[room.Sum]*keptBlob
	spools int // that were begun and neither kept nor dropped
	open   int // blobs that are open
	fail   error
}

var _ room.Blobs = (*Blobs)(nil)

// A keptBlob is what is kept under a sum, or was. The mutex of the Blobs guards it.
type keptBlob struct {
	bytes []byte
	there bool
	holds int         // that Keep gave and that were not released
	going *sync.Mutex // held while Remove decides; Keep waits for it
}

// NewBlobs returns blobs that hold nothing.
func NewBlobs() *Blobs { return &Blobs{kept: make(map[room.Sum]*keptBlob)} }

// Count returns how many blobs there are, how many of them are held or open, and how
// many spools were neither kept nor dropped yet.
func (b *Blobs) Count() (kept, held, spools int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, k := range b.kept {
		if k.there {
			kept++
		}
		if k.holds > 0 {
			held++
		}
	}
	return kept, held + b.open, b.spools
}

// Fail has whatever writes or keeps fail with err from now on; nil: no more.
func (b *Blobs) Fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fail = err
}

func (b *Blobs) failing() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.fail
}

// Begin implements [room.Blobs].
func (b *Blobs) Begin() (room.Spool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail != nil {
		return nil, b.fail
	}
	b.spools++
	return &spool{blobs: b}, nil
}

// Open implements [room.Blobs].
func (b *Blobs) Open(s room.Sum) (room.Blob, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.kept[s]
	if k == nil || !k.there {
		return nil, room.ErrNotFound
	}
	b.open++
	return &openBlob{blobs: b, bytes: k.bytes}, nil
}

// Remove implements [room.Blobs].
func (b *Blobs) Remove(s room.Sum, unused func() (bool, error)) error {
	k := b.entry(s)
	k.going.Lock()
	defer k.going.Unlock()
	b.mu.Lock()
	leave := k.holds > 0 || !k.there
	b.mu.Unlock()
	if leave {
		return nil
	}
	is, err := unused()
	if err != nil || !is {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	k.bytes, k.there = nil, false
	return nil
}

// entry returns what is or was kept under a sum.
func (b *Blobs) entry(s room.Sum) *keptBlob {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kept[s] == nil {
		b.kept[s] = &keptBlob{going: new(sync.Mutex)}
	}
	return b.kept[s]
}

// A spool is bytes that come.
type spool struct {
	blobs *Blobs

	mu    sync.Mutex
	bytes []byte
	ended bool
}

func (s *spool) WriteAt(p []byte, off int64) (int, error) {
	if err := s.blobs.failing(); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return 0, room.ErrInvalid
	}
	s.grow(off + int64(len(p)))
	return copy(s.bytes[off:], p), nil
}

// grow makes the bytes at least so many. The caller holds mu.
func (s *spool) grow(size int64) {
	if more := size - int64(len(s.bytes)); more > 0 {
		s.bytes = append(s.bytes, make([]byte, more)...)
	}
}

func (s *spool) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int64(len(s.bytes))
}

func (s *spool) Truncate(size int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return room.ErrInvalid
	}
	s.grow(size)
	s.bytes = s.bytes[:size:size]
	return nil
}

func (s *spool) Keep() (room.Content, func(), error) {
	if !s.end() {
		return room.Content{}, nil, room.ErrInvalid
	}
	b := s.blobs
	if err := b.failing(); err != nil {
		return room.Content{}, nil, err
	}
	kind, _, _ := strings.Cut(http.DetectContentType(s.bytes), ";")
	c := room.Content{Sum: sha256.Sum256(s.bytes), Size: int64(len(s.bytes)), Type: kind}
	k := b.entry(c.Sum)
	k.going.Lock()
	defer k.going.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	k.bytes, k.there = s.bytes, true
	k.holds++
	return c, sync.OnceFunc(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		k.holds--
	}), nil
}

func (s *spool) Drop() error {
	s.end()
	return nil
}

// end reports whether it was not over before.
func (s *spool) end() bool {
	s.mu.Lock()
	was := s.ended
	s.ended = true
	s.mu.Unlock()
	if !was {
		s.blobs.mu.Lock()
		s.blobs.spools--
		s.blobs.mu.Unlock()
	}
	return !was
}

// An openBlob is a blob that somebody reads.
type openBlob struct {
	blobs *Blobs
	bytes []byte
	once  sync.Once
}

func (o *openBlob) Size() int64 { return int64(len(o.bytes)) }

func (o *openBlob) ReadAt(p []byte, off int64) (int, error) {
	if off >= int64(len(o.bytes)) {
		return 0, io.EOF
	}
	n := copy(p, o.bytes[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (o *openBlob) Close() error {
	o.once.Do(func() {
		o.blobs.mu.Lock()
		defer o.blobs.mu.Unlock()
		o.blobs.open--
	})
	return nil
}
