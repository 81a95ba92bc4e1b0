package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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
	switch {
	case errors.Is(err, room.ErrNotFound):
		return nil, fmt.Errorf("blob %s: %w", sum, err)
	case err != nil:
		s.options.Log.Warn("a file was not read", "sum", sum.String(), "err", err)
		return nil, notRead(err)
	}
	return b, nil
}

// open returns errors as they are, in which ErrNotFound says that there is none.
func (s *Store) open(sum room.Sum) (*blob, error) {
	at := place(sum)
	info, err := s.root.Lstat(at)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: it is no file", ErrDamaged)
	}
	var f *os.File
	if err == nil {
		f, err = s.root.Open(at)
	}
	if errors.Is(err, fs.ErrNotExist) { // also when it was removed in between
		err = room.ErrNotFound
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
	err := s.check(ctx, sum, size)
	if err != nil {
		err = fmt.Errorf("%s: %w", filepath.Join(s.root.Name(), filepath.FromSlash(place(sum))), err)
	}
	return err
}

func (s *Store) check(ctx context.Context, sum room.Sum, size int64) error {
	b, err := s.open(sum)
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // it was only read
	if b.size != size {
		return fmt.Errorf("%w: it has %d bytes instead of %d", ErrDamaged, b.size, size)
	}
	c, err := describe(interruptible{ctx, b.file})
	if err == nil && c.Sum != sum {
		err = fmt.Errorf("%w: its bytes have the sum %s", ErrDamaged, c.Sum)
	}
	return err
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
