//go:build linux

package bench

import (
	"fmt"
	"testing"
	"time"
)

// What clients run that hear the lobby without a screen: people on a terminal, and
// programs.
const (
	plain = "plain"
	pipe  = "pipe --rooms lobby"
	tail  = "tail lobby -f --json -n 0"
)

// BenchmarkFanOut has people say messages in one room, each stored and shown
// on every screen, or told to every program, and reports what a delivery costs. An
// operation is one message.
func BenchmarkFanOut(b *testing.B) {
	for _, load := range []struct{ sessions, perSecond int }{{50, 10}, {200, 10}, {500, 10}, {1000, 10}, {200, 50}, {200, 200}, {1000, 50}} {
		b.Run(fmt.Sprintf("sessions=%d/rate=%d", load.sessions, load.perSecond), func(b *testing.B) {
			if load.sessions >= 1000 {
				needBig(b)
			}
			fanOut(load.sessions, load.perSecond, "").run(b)
		})
	}
	b.Run("lines=200/rate=10", fanOut(200, 10, plain).run)
	b.Run("pipes=200/rate=10", fanOut(200, 10, pipe).run)
	b.Run("tails=200/rate=10", fanOut(200, 10, tail).run)
}

func fanOut(sessions, perSecond int, line string) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "")
		board := &board{}
		clients := crowd(tb, s, sessions, line, board)
		load := newLoad(clients, board, perSecond)
		if line == pipe || line == tail {
			voice, err := join(s.addr, "voice", "pipe", board)
			if err != nil {
				tb.Fatal(err)
			}
			tb.Cleanup(voice.close)
			load.voices = []*client{voice}
		}
		cpu, bytes, began := s.cpu(tb), total(clients, received), time.Now()
		for more() {
			load.say(tb)
		}
		pace := float64(load.said) / time.Since(began).Seconds()
		load.arrive(tb)
		cpu, bytes = s.cpu(tb)-cpu, total(clients, received)-bytes

		var late []time.Duration
		for _, c := range clients {
			c.close()
			late = append(late, c.late...)
		}
		overdue := 0
		for _, took := range late {
			if took > 10*time.Second {
				overdue++
			}
		}
		return map[string]float64{
			"said/s":          pace, // less than what was asked for where the clients cannot keep up
			"%-shown-in-10s":  100 * float64(len(late)-overdue) / load.deliveries(),
			"cpu-µs/delivery": us(cpu) / load.deliveries(),
			"B/delivery":      float64(bytes) / load.deliveries(),
			"p50-ms":          ms(quantile(late, 0.5)),
			"p99-ms":          ms(quantile(late, 0.99)),
		}
	}
}

// BenchmarkFrames has people say 200 messages a second. An operation is two
// seconds of it, after two seconds of 10 a second, where nearly every message
// has a frame of its own: what the rest of the messages of a frame cost is the
// difference.
func BenchmarkFrames(b *testing.B) { frames(200, 400).run(b) }

func frames(sessions, messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "")
		board := &board{}
		clients := crowd(tb, s, sessions, "", board)
		var slow, fast flow
		for more() {
			slow.measure(tb, s, clients, board, 10, messages/20)
			fast.measure(tb, s, clients, board, 200, messages)
		}
		further := us(fast.cpu) - us(slow.cpu)/slow.frames*fast.frames
		return map[string]float64{
			"frames/s":            fast.frames / float64(sessions) / fast.took.Seconds(),
			"msg/frame":           fast.deliveries / fast.frames,
			"cpu-µs/delivery":     us(fast.cpu) / fast.deliveries,
			"cpu-µs/frame":        us(slow.cpu) / slow.frames,
			"cpu-µs/further-msg":  further / max(fast.deliveries-fast.frames, 1),
			"msg/frame-when-slow": slow.deliveries / slow.frames,
		}
	}
}

// A flow is what messages at one rate have cost.
type flow struct {
	cpu, took          time.Duration
	frames, deliveries float64 // of all sessions
}

func (f *flow) measure(tb testing.TB, s *server, clients []*client, board *board, perSecond, messages int) {
	tb.Helper()
	start, cpu, frames := time.Now(), s.cpu(tb), total(clients, framed)
	load := newLoad(clients, board, perSecond)
	for range messages {
		load.say(tb)
	}
	load.arrive(tb)
	f.took += time.Since(start)
	f.cpu += s.cpu(tb) - cpu
	f.frames += float64(total(clients, framed) - frames)
	f.deliveries += load.deliveries()
}
