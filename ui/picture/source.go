package picture

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// step is how many bytes a decoder is given at once. It is asked before each whether
// the time is over, and the few bytes of a hostile file can keep a decoder busy.
const step = 512

// A source is the bytes of a file, and remembers why they could not be read.
type source struct {
	r      io.ReaderAt
	size   int64
	failed error
}

// A stream reads a source from its start, until its context ends.
type stream struct {
	ctx  context.Context //nolint:containedctx // io.Reader takes none
	from *io.SectionReader
	buf  *bufio.Reader
}

// read has do read a stream, and says why that failed.
func (s *source) read(ctx context.Context, do func(stream) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, ErrSlow)
	defer cancel()
	section := io.NewSectionReader(noting{s}, 0, s.size)
	if err := do(stream{ctx, section, bufio.NewReaderSize(section, 32<<10)}); err != nil {
		return s.blame(ctx, err)
	}
	return nil
}

// Read implements [io.Reader].
func (s stream) Read(p []byte) (int, error) {
	if s.ctx.Err() != nil {
		return 0, context.Cause(s.ctx)
	}
	return s.buf.Read(p[:min(len(p), step)])
}

// rewind goes back to the first byte.
func (s stream) rewind() error {
	if _, err := s.from.Seek(0, io.SeekStart); err != nil {
		return err
	}
	s.buf.Reset(s.from)
	return nil
}

// noting notes what the reader of a source fails with.
type noting struct{ *source }

// ReadAt implements [io.ReaderAt].
func (n noting) ReadAt(p []byte, off int64) (int, error) {
	k, err := n.r.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		n.failed = err
	}
	return k, err
}

// blame says why decoding failed with err.
func (s *source) blame(ctx context.Context, err error) error {
	switch {
	case s.failed != nil:
		return s.failed
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, ErrUnknown), errors.Is(err, ErrLarge):
		return err
	}
	return ErrBroken
}
