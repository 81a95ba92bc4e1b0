//go:build linux

package bench

import (
	"testing"
	"time"
)

// BenchmarkKeyEcho presses keys, one after another, each when the one before is
// on the screen. Writes are all that the server makes: one is the frame.
func BenchmarkKeyEcho(b *testing.B) { scenario(keyEcho).run(b) }

func keyEcho(tb testing.TB, more func() bool) map[string]float64 {
	s := startServer(tb, "")
	c := crowd(tb, s, 1, "", &board{})[0]
	const backspace = "\x7f"
	cpu, writes, frames, pressed := s.cpu(tb), s.writes(tb), c.frames.Load(), 0
	var late []time.Duration
	for more() {
		for _, key := range []string{"x", backspace} {
			before, start := c.frames.Load(), time.Now()
			c.press(tb, key)
			c.until(tb, "the key is on the screen", func() bool { return c.frames.Load() > before })
			late = append(late, time.Since(start))
			pressed++
		}
	}
	cpu, writes = s.cpu(tb)-cpu, s.writes(tb)-writes
	settle(c) // a frame more would come now
	n := float64(pressed)
	return map[string]float64{
		"frames/key": float64(c.frames.Load()-frames) / n,
		"writes/key": float64(writes) / n,
		"cpu-µs/key": us(cpu) / n,
		"p50-ms":     ms(quantile(late, 0.5)),
		"p99-ms":     ms(quantile(late, 0.99)),
	}
}
