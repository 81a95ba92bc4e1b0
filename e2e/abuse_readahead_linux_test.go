package e2e_test

import (
	"context"
	"testing"
)

// TestNothingStaysBehindOfPacketsThatNobodyTakes sends what ends a connection, and
// many packets right behind it, at each step of its life. The SSH library has read
// some of them by then and waits, for ever if nobody takes them (x/crypto v0.58).
func TestNothingStaysBehindOfPacketsThatNobodyTakes(t *testing.T) {
	t.Parallel()
	const packets = 400
	tests := []struct {
		name string
		way  func(w *wire, a *attacker) error
		last []byte // it is not understood, or not there
	}{
		{"in the place of a request to authenticate", func(w *wire, _ *attacker) error { return w.shakeHands() }, []byte{50, 0, 0, 0, 0}},
		{"in the place of a key", func(w *wire, _ *attacker) error { return ready(w) }, []byte{90, 0, 0, 0, 0}},
		{"for a channel that there is not", func(w *wire, a *attacker) error {
			if err := w.shakeHands(); err != nil {
				return err
			}
			return w.authenticate("attacker", a.key)
		}, channelData(77, "nobody")},
	}
	s, boss := serveOwned(t)
	key := s.signUp(t, "attacker")
	admin := stay(t, s, boss)
	for step, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := s.figures(t, admin)
			ctx, end := context.WithCancel(t.Context())
			defer end()
			for i := range 2 * moreGoroutines {
				a := &attacker{server: s, ctx: ctx, from: attacksFrom(100*step + i), key: key}
				w := a.stranger()
				if w == nil {
					t.Fatal(a.out)
				}
				if err := tt.way(w, a); err != nil {
					t.Fatal(err)
				}
				w.pour(packets, func(int) []byte { return tt.last })
				w.Close()
			}
			t.Log(s.calm(t, admin, before))
		})
	}
}

// TestNothingStaysBehindOfPacketsThatDoNotEnd sends the beginning of a long packet
// where nobody has asked for any, and goes.
func TestNothingStaysBehindOfPacketsThatDoNotEnd(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	admin := stay(t, s, boss)
	before := s.figures(t, admin)
	ctx, end := context.WithCancel(t.Context())
	defer end()
	for i := range 2 * moreGoroutines {
		a := &attacker{server: s, ctx: ctx, from: attacksFrom(i)}
		w := a.stranger()
		if w == nil {
			t.Fatal(a.out)
		}
		if err := w.shakeHands(); err != nil {
			t.Fatal(err)
		}
		const length = 16 << 10 // which is not a secret in AES-GCM
		if _, err := w.Write(append([]byte{0, 0, length >> 8, 0}, make([]byte, 2<<10)...)); err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
	t.Log(s.calm(t, admin, before))
}
