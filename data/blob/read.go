package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"snug/room"
)

// A blob implements [room.Blob] with its file.
type blob struct {
	file *os.File
	size int64
}

// Open implements [room.Blobs].
func (s *Store) Open(sum room.Sum) (room.Blob, error) {
	b, err := s.open(sum)
	if err != nil && !errors.Is(err, room.ErrNotFound) {
		s.options.Log.Warn("a file was not read", "sum", sum.String(), "err", err)
		return nil, notRead(err)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// open returns errors as they are, in which ErrNotFound says that there is none.
func (s *Store) open(sum room.Sum) (*blob, error) {
	at := place(sum)
	info, err := s.root.Lstat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("blob %s: %w", sum, room.ErrNotFound)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("blob %s: %w: it is no file", sum, ErrDamaged)
	}
	f, err := s.root.Open(at)
	if errors.Is(err, fs.ErrNotExist) { // it was removed this moment
		return nil, fmt.Errorf("blob %s: %w", sum, room.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return &blob{f, info.Size()}, nil
}

// ReadAt implements [io.ReaderAt].
func (b *blob) ReadAt(p []byte, at int64) (int, error) {
	n, err := b.file.ReadAt(p, at)
	if err != nil && !errors.Is(err, io.EOF) {
		err = notRead(err)
	}
	return n, err
}

// Close implements [io.Closer].
func (b *blob) Close() error { return b.file.Close() }

// Size returns the bytes that there are.
func (b *blob) Size() int64 { return b.size }

// Check reads all of a blob and returns what is wrong with it, nil if nothing is:
// it is not there ([room.ErrNotFound]), or it has another size or other bytes than
// were kept ([ErrDamaged]).
func (s *Store) Check(ctx context.Context, sum room.Sum, size int64) error {
	b, err := s.open(sum)
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // it was only read
	if b.size != size {
		return fmt.Errorf("blob %s: %w: it has %d bytes instead of %d", sum, ErrDamaged, b.size, size)
	}
	c, err := describe(interruptible{ctx, b.file})
	if err != nil {
		return fmt.Errorf("blob %s: %w", sum, err)
	}
	if c.Sum != sum {
		return fmt.Errorf("blob %s: %w: it holds other bytes, of sum %s", sum, ErrDamaged, c.Sum)
	}
	return nil
}

// An interruptible reader fails once its context has ended.
type interruptible struct {
	ctx context.Context
	io.ReaderAt
}

// ReadAt implements [io.ReaderAt].
func (i interruptible) ReadAt(p []byte, at int64) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.ReaderAt.ReadAt(p, at)
}
