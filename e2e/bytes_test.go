package e2e_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// Bounds of what a session is sent.
const (
	quiet       = 3 * time.Second // for so long nothing happens, and nothing is sent
	appendBytes = 400             // of a line that comes in
)

// TestBytes looks at what goes over the wire: nothing while nothing happens,
// one piece for a key, little for a message.
func TestBytes(t *testing.T) {
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	key, bob := s.signUp(t, "ana"), s.signUp(t, "bob")
	ana := s.open(t, "ana", key, 80, 24)
	ana.waitFor(roomText, "1 on")
	conn, err := s.dial("bob", bob)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	say := func(text string) {
		t.Helper()
		if a, err := conn.ask("send lobby "+text, nil); err != nil || a.status != 0 {
			t.Fatalf("%v %+v", err, a)
		}
		ana.waitFor(text)
	}
	for i := range 40 { // more than the screen holds
		say(fmt.Sprintf("before %d", i))
	}

	t.Run("nothing while nothing happens", func(t *testing.T) {
		wantQuiet(t, ana)
	})
	t.Run("one piece for a key", func(t *testing.T) {
		typed := "> "
		for _, r := range "thequickbrown狐狸" {
			before, pieces := ana.written()
			typed += string(r)
			ana.send(string(r))
			ana.until(typed, func() bool { return columnAfter(ana.emulator.String(), typed) > 0 })
			after, now := ana.written()
			if now != pieces+1 {
				t.Errorf("%q took %d writes and %d bytes", r, now-pieces, after-before)
			}
		}
		ana.send("\x15")
		ana.until("empty line", func() bool { return columnAfter(ana.emulator.String(), typed) < 0 })
	})
	t.Run("little for a message", func(t *testing.T) {
		for i := range 20 {
			before, _ := ana.written()
			say(fmt.Sprintf("after %d", i))
			if after, _ := ana.written(); after-before > appendBytes {
				t.Errorf("message %d took %d bytes", i, after-before)
			}
		}
	})
}

// wantQuiet fails the test with what is written before the time is over. It
// waits for a write, which must not come, and not for a time that is hoped to
// be enough.
func wantQuiet(t *testing.T, x *screen) {
	t.Helper()
	x.mu.Lock()
	from, changed := x.raw.Len(), x.changed
	x.mu.Unlock()
	select {
	case <-changed:
		x.mu.Lock()
		defer x.mu.Unlock()
		t.Errorf("nothing has happened, and it writes %q", x.raw.Bytes()[from:])
	case <-time.After(quiet):
	}
}
