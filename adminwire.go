package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// The admin socket carries one command on each connection. The client sends a
// request, one line of JSON. From then on both sides send frames: the stream's
// byte, the payload's length in four bytes, the highest first, and the payload.
//
// Input is asked for: the server sends an empty frame of that stream when the
// command reads, and the client answers with one frame, an empty one at the
// end. So a command that reads nothing takes nothing of a script's input, and
// the server is always ready to see that its client has gone.

// The streams of frames.
const (
	streamInput byte = iota
	streamOut
	streamErr
	streamExit // one byte, the exit status; the last frame
)

const (
	frameHead  = 5
	maxFrame   = 32 << 10 // bytes of a payload
	maxRequest = 64 << 10 // bytes: a command line of 8 KiB, escaped as JSON may
)

// A request is what a client wants: a command line, or that the holder of a
// public key owns the server.
type request struct {
	V     int    `json:"v"` // requestV
	Line  string `json:"line,omitempty"`
	Owner string `json:"owner,omitempty"` // as a line of an authorized_keys file
	Lang  string `json:"lang"`
}

const requestV = 1

var errProtocol = errors.New("what came over the admin socket is no protocol of this version")

// newWireReader returns what both sides read with.
func newWireReader(r io.Reader) *bufio.Reader { return bufio.NewReaderSize(r, maxRequest) }

// readRequest reads the line that a connection begins with.
func readRequest(r *bufio.Reader) (request, error) {
	line, err := r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return request{}, fmt.Errorf("%w: a request of more than %d bytes", errProtocol, maxRequest)
	case err != nil:
		return request{}, fmt.Errorf("read the request: %w", err)
	}
	var req request
	if err := json.Unmarshal(bytes.TrimSpace(line), &req); err != nil {
		return request{}, fmt.Errorf("%w: %w", errProtocol, err)
	}
	if req.V != requestV {
		return request{}, fmt.Errorf("%w: a request of version %d", errProtocol, req.V)
	}
	return req, nil
}

// readFrame reads a frame. A payload that is too long is not read.
func readFrame(r io.Reader) (stream byte, payload []byte, err error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("%w: a frame of %d bytes", errProtocol, n)
	}
	payload = make([]byte, n)
	_, err = io.ReadFull(r, payload)
	return head[0], payload, err
}

// writeFrame writes a frame in one piece, so that those of two goroutines do
// not mix. The payload has maxFrame bytes at most.
func writeFrame(w io.Writer, stream byte, payload []byte) error {
	b := make([]byte, 0, frameHead+len(payload))
	b = append(b, stream)
	b = binary.BigEndian.AppendUint32(b, uint32(len(payload)))
	_, err := w.Write(append(b, payload...))
	return err
}

// socketName is the admin socket in the data directory.
const socketName = "admin.sock"

// maxSocketPath is how many bytes the name of a socket may have (unix(7)).
const maxSocketPath = 107

// atSocket calls use with a name of the admin socket of a data directory that
// is short enough for the system.
func atSocket(dir string, use func(path string) error) error {
	path := filepath.Join(dir, socketName)
	if len(path) <= maxSocketPath || runtime.GOOS != "linux" {
		return use(path)
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("admin socket: %w", err)
	}
	defer d.Close()
	return use(fmt.Sprintf("/proc/self/fd/%d/%s", d.Fd(), socketName))
}
