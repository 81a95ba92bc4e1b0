package ndjson

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// What a [Reader] finds that is no line.
var (
	// ErrLong: the line has more bytes than the reader keeps. It has been read to
	// its end, and the next line comes next.
	ErrLong = errors.New("ndjson: the line is too long")

	// ErrHalf: the input ended within a line.
	ErrHalf = errors.New("ndjson: the last line has no end")

	// ErrFlood: the line has no end within what is read of one at all. Nothing
	// more can be read.
	ErrFlood = errors.New("ndjson: the line does not end")
)

// A Reader finds the lines of a stream. One goroutine uses it.
type Reader struct {
	in    *bufio.Reader
	keep  int   // bytes of a line
	flood int64 // bytes of a line that is not kept
}

// NewReader returns a reader of lines of at most keep bytes, without their ends.
// What is longer is passed over, up to flood bytes of it.
func NewReader(r io.Reader, keep int, flood int64) *Reader {
	return &Reader{in: bufio.NewReader(r), keep: keep, flood: flood}
}

// Next returns the next line without its end; it is the caller's. With ErrLong and
// ErrHalf the beginning of the line comes back, at most so much of it as a line may
// have. At the end of the input the error is io.EOF. It blocks as reading does.
func (r *Reader) Next() ([]byte, error) {
	var line []byte
	for read := int64(0); ; {
		part, err := r.in.ReadSlice('\n')
		read += int64(len(part))
		line = append(line, part[:min(len(part), r.keep+len("\r\n")-len(line))]...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && read <= r.flood:
			continue
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, ErrFlood
		case errors.Is(err, io.EOF) && read > 0:
			return line[:min(len(line), r.keep)], ErrHalf
		case err != nil:
			return nil, err
		}
		whole := bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if len(whole) > r.keep {
			return whole[:r.keep], ErrLong
		}
		return whole, nil
	}
}
