//go:build linux

package bench

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// BenchmarkJoin has people who have an account come into a room, one after another,
// each when the one before sees its messages. An operation is three times a hundred of
// them. What a join costs is all that the server does for it: the handshake, the screen,
// and to tell those who are there. The median of the hundreds is told.
func BenchmarkJoin(b *testing.B) {
	for _, present := range []int{50, 200, 500, 1000} {
		b.Run(fmt.Sprintf("present=%d", present), func(b *testing.B) {
			if present >= 1000 {
				needBig(b)
			}
			joins(present, 100, 3).run(b)
		})
	}
}

func joins(present, coming, times int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "", "--config", quietServer(tb))
		those := crowd(tb, s, present, "", &board{})
		those[0].press(tb, said(0)+"\r")
		for _, c := range those {
			c.until(tb, "the message is on the screen", func() bool { return c.newest.Load() == 0 })
		}
		door := openDoor(tb, s, coming)
		settle(those...)
		for more() {
			for range times {
				door.come(tb, s, present)
				settle(those...)
			}
		}
		return door.measured()
	}
}

// quietServer returns the configuration of a server that asks nobody whether they live:
// that many are asked in one second, and none in the next, is not about joins.
func quietServer(tb testing.TB) string {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), "snug.toml")
	if err := os.WriteFile(file, []byte("limit_keepalive = \"1h\"\n"), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file
}

// A door is where people with an account come in.
type door struct {
	names []string
	keys  []ssh.Signer

	cpu        []time.Duration // of each time that all came
	handshakes []time.Duration
	screens    []time.Duration // from a connection to the room
}

// openDoor signs people up.
func openDoor(tb testing.TB, s *server, people int) *door {
	tb.Helper()
	d := &door{}
	for range people {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			tb.Fatal(err)
		}
		signer, err := ssh.NewSignerFromKey(key)
		if err != nil {
			tb.Fatal(err)
		}
		name := fmt.Sprintf("visitor%dx", visitors.Add(1))
		c, err := dialAs(s.addr, name, signer)
		if err != nil {
			tb.Fatal(err)
		}
		if err := errors.Join(c.run("register "+name), c.conn.Close()); err != nil {
			tb.Fatal(err)
		}
		d.names, d.keys = append(d.names, name), append(d.keys, signer)
	}
	return d
}

// come has everybody come in and go. What the same time costs when nobody comes is
// taken off.
func (d *door) come(tb testing.TB, s *server, present int) {
	tb.Helper()
	long, before := telling(present+len(d.keys)), s.cpu(tb)
	time.Sleep(long)
	still := float64(s.cpu(tb)-before) / float64(long)

	began, before := time.Now(), s.cpu(tb)
	for i, key := range d.keys {
		start := time.Now()
		c, err := dialAs(s.addr, d.names[i], key)
		if err != nil {
			tb.Fatal(err)
		}
		defer c.close()
		d.handshakes = append(d.handshakes, time.Since(start))
		start = time.Now()
		if err := c.open(); err != nil {
			tb.Fatal(err)
		}
		c.until(tb, "the room is on the screen", func() bool { return c.fresh.Load() > 0 })
		d.screens = append(d.screens, time.Since(start))
	}
	time.Sleep(long)
	d.cpu = append(d.cpu, s.cpu(tb)-before-time.Duration(still*float64(time.Since(began))))
}

func (d *door) measured() map[string]float64 {
	return map[string]float64{
		"cpu-ms/join":  ms(quantile(d.cpu, 0.5)) / float64(len(d.keys)),
		"handshake-ms": ms(quantile(d.handshakes, 0.5)),
		"screen-ms":    ms(quantile(d.screens, 0.5)),
		"worst-ms":     ms(quantile(d.screens, 1)),
	}
}
