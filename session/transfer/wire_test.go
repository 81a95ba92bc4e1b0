package transfer_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"testing"
)

// Types of packets of the protocol.
const (
	fxInit     = 1
	fxOpen     = 3
	fxClose    = 4
	fxRead     = 5
	fxWrite    = 6
	fxFstat    = 8
	fxFsetstat = 10
	fxOpendir  = 11
	fxReaddir  = 12
	fxStat     = 17
	fxStatus   = 101
	fxHandle   = 102
	fxData     = 103
	fxExtended = 200
)

// request returns a packet: a type, and fields that are uint32, uint64, string or bytes
// as they are.
func request(kind byte, fields ...any) []byte {
	b := []byte{0, 0, 0, 0, kind}
	for _, f := range fields {
		switch f := f.(type) {
		case int:
			b = binary.BigEndian.AppendUint32(b, uint32(f))
		case uint64:
			b = binary.BigEndian.AppendUint64(b, f)
		case string:
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(f))), f...)
		case []byte:
			b = append(b, f...)
		default:
			panic(fmt.Sprintf("field of type %T", f))
		}
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)-4))
	return b
}

// A wire speaks the protocol by hand.
type wire struct {
	net.Conn
	t testing.TB
}

// wire begins the session, without a client that knows the protocol.
func (v *visit) wire() wire {
	v.h.t.Helper()
	conn, _ := v.serve(v.h.t.Context())
	w := wire{conn, v.h.t}
	w.send(request(fxInit, 3))
	if kind, _ := w.answer(); kind != 2 {
		v.h.t.Fatalf("the session begins with a packet of type %d", kind)
	}
	return w
}

func (w wire) send(b []byte) {
	w.t.Helper()
	if _, err := w.Write(b); err != nil {
		w.t.Fatal(err)
	}
}

// answer reads one packet.
func (w wire) answer() (kind byte, rest []byte) {
	w.t.Helper()
	var size [4]byte
	if _, err := io.ReadFull(w, size[:]); err != nil {
		w.t.Fatal(err)
	}
	b := make([]byte, binary.BigEndian.Uint32(size[:]))
	if _, err := io.ReadFull(w, b); err != nil {
		w.t.Fatal(err)
	}
	return b[0], b[1:]
}

// ask sends a request, and returns its answer without its number.
func (w wire) ask(b []byte) (kind byte, rest []byte) {
	w.t.Helper()
	w.send(b)
	kind, rest = w.answer()
	return kind, rest[4:]
}

// status asks and returns the status that comes.
func (w wire) status(b []byte) uint32 {
	w.t.Helper()
	kind, rest := w.ask(b)
	if kind != fxStatus {
		w.t.Fatalf("answered with a packet of type %d, want a status", kind)
	}
	return binary.BigEndian.Uint32(rest)
}

// open opens something, and returns its handle.
func (w wire) open(b []byte) string {
	w.t.Helper()
	kind, rest := w.ask(b)
	if kind != fxHandle {
		w.t.Fatalf("answered with a packet of type %d (%q), want a handle", kind, rest)
	}
	return string(rest[4:])
}

// Flags of fxOpen, and the attributes that say nothing.
const (
	forReading = 1
	forWriting = 2 | 8 | 16
	noAttrs    = 0
)
