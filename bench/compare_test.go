//go:build linux

package bench

import (
	"testing"
	"time"
)

// A hearing is how late messages came to some clients, and what they cost the
// server, at times that were alike. The machine has quiet and busy minutes, so what is
// compared with another takes turns with it and is pooled.
type hearing struct {
	server  *server
	clients []*client // who hear, on all screens

	late    []time.Duration
	seconds []time.Duration // the 99th per cent of each second's messages
	said    int
	cpu     time.Duration
}

// hear has messages said by the clients, and notes how late each came to each.
func (h *hearing) hear(tb testing.TB, b *board, perSecond int, say func(*load)) {
	tb.Helper()
	cpu, from := h.server.cpu(tb), len(b.sent)
	l := newLoad(h.clients, b, perSecond)
	say(l)
	l.arrive(tb)
	h.cpu += h.server.cpu(tb) - cpu
	h.said += l.said
	for to := from + l.said; from < to; from += perSecond {
		var second []time.Duration
		for _, c := range h.clients {
			// The client's reader has noted these before it told that it has seen the last.
			second = append(second, c.late[from:min(from+perSecond, to)]...)
		}
		h.late = append(h.late, second...)
		h.seconds = append(h.seconds, quantile(second, 0.99))
	}
}

// compared adds two hearings to what was measured, and the second by the first. A
// burst of other work on the machine is in the 99th per cent of all messages, and
// hardly in that of a usual second.
func compared(to map[string]float64, one string, a *hearing, other string, b *hearing) map[string]float64 {
	for unit, of := range map[string]func(*hearing) time.Duration{
		"p50":        func(h *hearing) time.Duration { return quantile(h.late, 0.5) },
		"p99":        func(h *hearing) time.Duration { return quantile(h.late, 0.99) },
		"second-p99": func(h *hearing) time.Duration { return quantile(h.seconds, 0.5) },
	} {
		x, y := ms(of(a)), ms(of(b))
		to[one+"-"+unit+"-ms"], to[other+"-"+unit+"-ms"] = x, y
		to[unit+"-"+other+"/"+one] = y / max(x, 1e-3)
	}
	for name, h := range map[string]*hearing{one: a, other: b} {
		to[name+"-cpu-µs/delivery"] = us(h.cpu) / max(float64(h.said*len(h.clients)), 1)
	}
	return to
}
