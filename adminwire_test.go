package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// A raw is a client of the admin socket that says what it likes.
type raw struct{ net.Conn }

func dialRaw(t *testing.T, dir string) *raw {
	t.Helper()
	c, err := dialAdmin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &raw{c}
}

func (c *raw) send(t *testing.T, s string) {
	t.Helper()
	if _, err := io.WriteString(c, s); err != nil {
		t.Fatal(err)
	}
}

// rest returns all that the server says until it ends the connection.
func (c *raw) rest(t *testing.T) string {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(c)
	if err != nil && errors.Is(err, net.ErrClosed) {
		t.Fatal(err)
	}
	return string(b)
}

// frame is one as it is on the wire.
func frame(stream byte, payload string) string {
	var b bytes.Buffer
	if err := writeFrame(&b, stream, []byte(payload)); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.String()
}

func TestNoProtocolIsRefused(t *testing.T) {
	dir := t.TempDir()
	newBench(t, dir)
	wait := `{"v":1,"line":"wait"}` + "\n"
	huge := binary.BigEndian.AppendUint32([]byte{streamInput}, 1<<31)
	tests := []struct {
		name, sent, want string
	}{
		{"a web browser", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "version"},
		{"no JSON", "words\n", "version"},
		{"JSON of another kind", "[1]\n", "version"},
		{"another version", `{"v":2,"line":"words"}` + "\n", "version"},
		{"no version", `{"line":"words"}` + "\n", "version"},
		{"a line without an end", strings.Repeat("x", maxRequest), "version"},
		{"zeros", strings.Repeat("\x00", 100) + "\n", "version"},
		{"input that was not asked for", wait + frame(streamInput, "a") + frame(streamInput, "b"), "no protocol"},
		{"a stream of the server's", wait + frame(streamExit, "\x00"), "no protocol"},
		{"a frame that is too long", wait + string(huge), "no protocol"},
		{"no public key", `{"v":1,"owner":"ssh-ed25519 AAAA"}` + "\n", "no public key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := dialRaw(t, dir)
			c.send(t, tt.sent)
			got := c.rest(t)
			if exit := frame(streamExit, "\x02"); !strings.Contains(got, tt.want) || !strings.HasSuffix(got, exit) {
				t.Errorf("the answer is %q, want %q and status 2", got, tt.want)
			}
		})
	}
	if got := ctl(t.Context(), dir, untouched{t}, "words"); got.status != 0 {
		t.Errorf("after all this words = %+v", got)
	}
}

// TestCtlDoesNotTrustWhatItIsAnswered is about a server that breaks off or is
// of another version.
func TestCtlDoesNotTrustWhatItIsAnswered(t *testing.T) {
	tests := []struct {
		name, answer string
		status       int
	}{
		{"nothing", "", 9},
		{"half a frame", frame(streamOut, "hello")[:7], 9},
		{"output and no status", frame(streamOut, "hello"), 9},
		{"a frame that is too long", string(binary.BigEndian.AppendUint32([]byte{streamOut}, 1<<31)), 9},
		{"a stream that there is not", frame(9, "x"), 9},
		{"a status of two bytes", frame(streamExit, "\x00\x00"), 9},
		{"a status", frame(streamErr, "no") + frame(streamExit, "\x04"), 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			l, err := net.Listen("unix", dir+"/"+socketName)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			served := make(chan struct{})
			go func() {
				defer close(served)
				c, err := l.Accept()
				if err != nil {
					t.Error(err)
					return
				}
				defer c.Close()
				if _, err := newWireReader(c).ReadSlice('\n'); err != nil {
					t.Error(err)
				}
				_, _ = io.WriteString(c, tt.answer) // the client may have had enough
			}()
			if got := ctl(t.Context(), dir, untouched{t}, "words"); got.status != tt.status {
				t.Errorf("status %d, want %d: %s", got.status, tt.status, got.err)
			}
			<-served
		})
	}
}

func FuzzReadRequest(f *testing.F) {
	for _, s := range []string{`{"v":1,"line":"words"}` + "\n", "{}\n", "\n", "", `{"v":1,"owner":"x","lang":"zh"}` + "\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r := newWireReader(bytes.NewReader(b))
		req, err := readRequest(r)
		if err == nil && req.V != requestV {
			t.Errorf("%q is taken for a request: %+v", b, req)
		}
		for {
			_, payload, err := readFrame(r)
			if err != nil {
				return
			}
			if len(payload) > maxFrame {
				t.Fatalf("a frame of %d bytes", len(payload))
			}
		}
	})
}
