package transfer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"snug/text"
)

// Bounds of what a peer sends.
const (
	maxSCPHeader = 8 << 10  // bytes of a line
	scpChunk     = 32 << 10 // bytes that are read or written at once
)

// What a byte before anything else says: an answer, or what is told instead of it.
const (
	scpOK    = 0
	scpError = 1 // a sentence follows; it goes on
	scpFatal = 2 // a sentence follows, and nothing else
)

// What ends a session of scp.
var (
	errSCPLine    = errors.New("transfer: a line of no protocol")
	errSCPStopped = errors.New("transfer: the peer has stopped")
)

// An scpWire is the two directions of a session of scp. One goroutine uses it.
type scpWire struct {
	r     *bufio.Reader
	w     io.Writer
	chunk []byte
}

func newSCPWire(rw io.ReadWriter) *scpWire {
	return &scpWire{r: bufio.NewReaderSize(rw, maxSCPHeader), w: rw, chunk: make([]byte, scpChunk)}
}

// line reads a line without its end. It fails with io.EOF where there is none, and
// with io.ErrUnexpectedEOF within one.
func (c *scpWire) line() (string, error) {
	b, err := c.r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", errSCPLine
	case errors.Is(err, io.EOF) && len(b) > 0:
		return "", io.ErrUnexpectedEOF
	case err != nil:
		return "", err
	}
	return string(b[:len(b)-1]), nil
}

// ok answers that all is well.
func (c *scpWire) ok() error {
	_, err := c.w.Write([]byte{scpOK})
	return err
}

// refuse tells the peer's person a sentence: of what came last, or, when it is fatal, of
// all that would come.
func (c *scpWire) refuse(kind byte, said string) error {
	_, err := fmt.Fprintf(c.w, "%cscp: %s\n", kind, text.Safe(text.StripLine(said), text.WcWidth))
	return err
}

// answer reads what the peer says to what it was told last. A sentence of its own is its
// person's business: refused says that there was one.
func (c *scpWire) answer() (refused bool, err error) {
	b, err := c.r.ReadByte()
	switch {
	case err != nil:
		return false, err
	case b == scpOK:
		return false, nil
	case b != scpError && b != scpFatal:
		return false, errSCPLine
	}
	if _, err := c.line(); err != nil {
		return false, err
	}
	if b == scpFatal {
		return true, errSCPStopped
	}
	return true, nil
}

// An scpHeader is the line before a file or a folder.
type scpHeader struct {
	size int64 // bytes of the file
	name string
}

// parseSCPHeader reads what stands behind the C or D of a line: "0644 123 name". The
// mode is only looked at.
func parseSCPHeader(behind string) (scpHeader, error) {
	mode, rest, ok := strings.Cut(behind, " ")
	size, name, named := strings.Cut(rest, " ")
	if _, err := strconv.ParseUint(mode, 8, 32); !ok || !named || err != nil {
		return scpHeader{}, errSCPLine
	}
	n, err := strconv.ParseUint(size, 10, 63)
	if err != nil {
		return scpHeader{}, errSCPLine
	}
	return scpHeader{int64(n), name}, nil
}
