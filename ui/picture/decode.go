package picture

import (
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/sync/semaphore"
)

// Memory that decoding may take, at the same time and on the whole server: two
// places of 150 MB. What needs more than one takes both.
const (
	places    = 2
	placeSize = 150 << 20 // bytes
)

// free are the places that nobody has.
var free = semaphore.NewWeighted(places)

// Decode makes a picture of size bytes. It waits for a place until ctx ends. Else it
// works on the caller's goroutine, for two seconds at most as long as r and the
// decoder read: after that, and when ctx ends, reading fails.
//
// The error is one of those above, ctx's, or what r failed with.
func Decode(ctx context.Context, r io.ReaderAt, size int64) (*Picture, error) {
	if size > MaxBytes {
		return nil, ErrLarge
	}
	src := &source{r: r, size: size}
	var h header
	err := src.read(ctx, func(s stream) (err error) { h, err = measure(s); return err })
	if err != nil {
		return nil, err
	}
	if err := free.Acquire(ctx, h.places()); err != nil {
		return nil, context.Cause(ctx)
	}
	defer free.Release(h.places())
	var p *Picture
	err = src.read(ctx, func(s stream) (err error) { p, err = h.decode(s); return err })
	return p, err
}

// measure reads the header, and refuses what would be too much.
func measure(s stream) (h header, err error) {
	defer recoverTo(&err)
	start := make([]byte, sniffed)
	n, err := io.ReadFull(s, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return header{}, err
	}
	h.format = formatOf(start[:n])
	if h.format == nil {
		return header{}, ErrUnknown
	}
	if err := s.rewind(); err != nil {
		return header{}, err
	}
	c, err := h.config(s)
	if err != nil {
		return header{}, err
	}
	if c.Width <= 0 || c.Height <= 0 {
		return header{}, ErrBroken
	}
	if c.Width > maxSide || c.Height > maxSide || c.Width*c.Height > MaxPixels {
		return header{}, ErrLarge
	}
	if err := s.rewind(); err != nil {
		return header{}, err
	}
	h.width, h.height = c.Width, c.Height
	if h.memory, err = h.format.memory(s, c); err != nil {
		return header{}, err
	}
	if h.memory > places*placeSize {
		return header{}, ErrLarge
	}
	return h, nil
}

// A header is what is known of a picture before it is decoded.
type header struct {
	*format
	width, height int
	memory        int64 // bytes that decoding it takes, at most
}

// places is how many of the server's places it takes to decode.
func (h header) places() int64 {
	if h.memory > placeSize {
		return places
	}
	return 1
}

// decode reads all of it.
func (h header) decode(s stream) (p *Picture, err error) {
	defer recoverTo(&err)
	m, err := h.format.decode(s)
	if err != nil {
		return nil, err
	}
	if m.Bounds().Empty() {
		return nil, ErrBroken
	}
	return &Picture{Kind: h.name, Width: h.width, Height: h.height, pix: shrink(m)}, nil
}

// recoverTo is deferred: a decoder that panics has met a file that is broken.
func recoverTo(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("decoder panicked: %v", p)
	}
}
