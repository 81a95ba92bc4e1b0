package blob

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"sync"

	"github.com/gabriel-vasile/mimetype"

	"snug/room"
)

const (
	chunk = 256 << 10 // bytes that are read at once

	// sniffed is how many bytes the media type is made of, as many as the library
	// looks at.
	sniffed = 4 << 10
)

// Keep implements [room.Spool]. The sum is made of what can be read back and not
// of what passed by: of two writes to one place nobody knows which one came last,
// and a sum of other bytes than those on disk would put them into the files of others.
func (p *spool) Keep() (c room.Content, release func(), err error) {
	if err := p.end(); err != nil {
		return room.Content{}, nil, err
	}
	if p.failed == nil { // nobody else is there any more
		if c, err = p.finish(); err != nil {
			_ = p.fail(err)
		}
	}
	if p.failed != nil {
		return room.Content{}, nil, errors.Join(p.failed, p.discard())
	}
	err = p.file.Close()
	if err == nil {
		err = p.store.keep(p.name, c)
	}
	if err != nil {
		return room.Content{}, nil, errors.Join(p.fail(err), p.store.forget(p.name))
	}
	return c, sync.OnceFunc(func() { p.store.claims.release(c.Sum) }), nil
}

// finish says what came in, and puts all of it on disk.
func (p *spool) finish() (c room.Content, err error) {
	err = p.store.try(reading, func() (err error) {
		c, err = describe(p.file)
		return err
	})
	if err != nil {
		return c, err
	}
	return c, p.sync()
}

// keep makes a blob of a file of the store's folder whose bytes are on disk, or
// removes it if there is the same one already. The blob is held.
func (s *Store) keep(name string, c room.Content) (err error) {
	s.claims.take(c.Sum)
	defer func() { s.claims.end(c.Sum, err == nil) }()

	folder, err := s.folderOf(c.Sum)
	if err != nil {
		return err
	}
	at := place(c.Sum)
	info, err := s.root.Lstat(at)
	there := err == nil && info.Mode().IsRegular() && info.Size() == c.Size
	switch {
	case there:
		err = s.root.Remove(name)
	case err == nil, errors.Is(err, fs.ErrNotExist):
		// What else is there is damaged; who reads it already goes on with that.
		err = s.try(renaming, func() error { return s.root.Rename(name, at) })
	}
	if err != nil {
		return err
	}
	// Also of one that was there: nobody may have been told that it is on disk.
	err = s.try(syncingFolder, func() error { return s.syncFolder(folder) })
	if err != nil && !there {
		return errors.Join(err, s.root.Remove(at))
	}
	return err
}

// describe reads a file from its beginning to its end.
func describe(r io.ReaderAt) (room.Content, error) {
	var c room.Content
	sum := sha256.New()
	for b := make([]byte, chunk); ; {
		n, err := r.ReadAt(b, c.Size)
		if c.Size == 0 {
			c.Type = mediaType(b[:min(n, sniffed)])
		}
		sum.Write(b[:n])
		c.Size += int64(n)
		if errors.Is(err, io.EOF) {
			sum.Sum(c.Sum[:0])
			return c, nil
		}
		if err != nil {
			return c, fmt.Errorf("read back: %w", err)
		}
	}
}

// mediaType says what a file is by its first bytes, without parameters.
func mediaType(b []byte) string {
	found := mimetype.Detect(b).String()
	if plain, _, err := mime.ParseMediaType(found); err == nil {
		return plain
	}
	return "application/octet-stream"
}
