//go:build linux

package bench

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// total adds up what all clients have counted.
func total(clients []*client, of func(*client) int64) (n int64) {
	for _, c := range clients {
		n += of(c)
	}
	return n
}

func received(c *client) int64 { return c.bytes.Load() }

func framed(c *client) int64 { return c.frames.Load() }

// telling is longer than so many people wait until they are told who came and went.
func telling(people int) time.Duration {
	return 1500*time.Millisecond + min(time.Duration(people)*10*time.Millisecond, 5*time.Second)
}

// settle waits until the screens are quiet for longer than that.
func settle(clients ...*client) {
	for before := total(clients, received); ; {
		time.Sleep(telling(len(clients)))
		now := total(clients, received)
		if now == before {
			return
		}
		before = now
	}
}

// crowd joins n clients and waits until nothing more comes to them.
func crowd(tb testing.TB, s *server, n int, line string, board *board) []*client {
	tb.Helper()
	clients := joinAll(tb, s, "person", n, line, board)
	settle(clients...)
	return clients
}

// joinAll joins n clients whose names begin alike.
func joinAll(tb testing.TB, s *server, name string, n int, line string, board *board) []*client {
	tb.Helper()
	clients := make([]*client, n)
	var g errgroup.Group
	g.SetLimit(16)
	for i := range clients {
		g.Go(func() (err error) {
			clients[i], err = join(s.addr, fmt.Sprintf("%s%04dx", name, i), line, board)
			return err
		})
	}
	err := g.Wait()
	tb.Cleanup(func() {
		for _, c := range clients {
			if c != nil {
				c.close()
			}
		}
	})
	if err != nil {
		tb.Fatal(err)
	}
	return clients
}
