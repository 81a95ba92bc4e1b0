package session

import (
	"bytes"
	"errors"
	"io"

	"snug/session/command"
	"snug/text/lang"
)

// An input is what a client sends to a command. Unlike the channel itself, it
// can be closed while somebody reads it. One goroutine reads it.
type input struct {
	*io.PipeReader
	w     *io.PipeWriter
	start func() // starts the pump; nil once it runs
}

// newInput returns the session's input. Nothing is read before the first Read.
func (s *session) newInput() *input { return s.inputFrom(s.pump) }

// newRawInput returns all that in gives, which reads the session's channel, whatever
// the bytes mean to a terminal, in pieces of at most so many bytes. Nothing is read
// before the first Read.
func (s *session) newRawInput(in io.Reader, piece int) *input {
	return s.inputFrom(func(w io.Writer) error {
		_, err := io.CopyBuffer(w, in, make([]byte, piece))
		return err
	})
}

func (s *session) inputFrom(pump func(io.Writer) error) *input {
	r, w := io.Pipe()
	return &input{PipeReader: r, w: w, start: func() {
		s.reading.Add(1)
		s.server.spawn(s.conn, "input", func() {
			defer s.reading.Done()
			_ = w.CloseWithError(pump(w)) // always nil
		})
	}}
}

// Read implements [io.Reader].
func (in *input) Read(p []byte) (int, error) {
	if in.start != nil {
		in.start()
		in.start = nil
	}
	return in.PipeReader.Read(p)
}

// end makes Read return why.
func (in *input) end(why error) { _ = in.w.CloseWithError(why) } // always nil

// What a terminal sends for ^C, ^D and Enter: its client has switched it to raw
// mode and leaves their meaning to us.
const (
	enter     = '\r'
	interrupt = '\x03'
	endOfFile = '\x04'
)

var errInterrupted = &command.Failure{Status: command.Usage, Text: lang.S("interrupted")}

var errCutOff = &command.Failure{Status: command.Usage, Text: lang.S("the input was cut off before its end, so nothing of it was taken")}

// whole asks the client, when its input has ended, whether it is still there. The
// library reads the end of a connection as the end of the input
// (golang.org/x/crypto v0.58), and a client that closes its session at once has not
// said that it was done either. Every client answers a request that it does not
// know (RFC 4254, 5.4). It blocks until then, or until the connection ends.
func (s *session) whole() error {
	if _, err := s.ch.SendRequest("keepalive@openssh.com", true, nil); err != nil {
		return errCutOff
	}
	return nil
}

// pump copies the channel to w until one of them ends, and returns what the
// reader is to see; nil is the end of the input.
func (s *session) pump(w io.Writer) error {
	buf := make([]byte, 4<<10)
	for {
		n, err := s.ch.Read(buf)
		part := buf[:n]
		if i := bytes.IndexAny(part, string(interrupt)+string(endOfFile)); i >= 0 && s.pty {
			if err = io.EOF; part[i] == interrupt {
				err = errInterrupted
			}
			part = part[:i]
		}
		if s.pty {
			part = bytes.ReplaceAll(part, []byte{enter}, []byte{'\n'})
		}
		if _, gone := w.Write(part); gone != nil {
			return gone
		}
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
