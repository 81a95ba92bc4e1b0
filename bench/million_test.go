//go:build linux

package bench

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"

	"snug/data"
	"snug/keys"
	"snug/room"
)

// million is the messages of a room that has been used for years.
const million = 1_000_000

// An archive is the directory of a server with many messages in its lobby.
type archive struct {
	dir    string
	newest int64         // the token of the newest message
	next   *atomic.Int64 // the highest token, to count up from
}

// archives are written once each; benchmarks come one after another.
var archives sync.Map // number of messages -> func() (archive, error)

func openArchive(tb testing.TB, messages int) archive {
	tb.Helper()
	known, _ := archives.LoadOrStore(messages, sync.OnceValues(func() (archive, error) {
		dir, err := scratchDir()
		if err != nil {
			return archive{}, err
		}
		startServer(tb, dir).stop() // makes the host key
		newest, err := fill(dir, messages)
		a := archive{dir: dir, newest: newest, next: new(atomic.Int64)}
		a.next.Store(int64(messages))
		return a, err
	}))
	a, err := known.(func() (archive, error))()
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// fill writes messages into the lobby of a new store, and returns the token of
// the newest. So many at a time share a transaction that nothing waits for the
// disk; they come in any order.
func fill(dir string, messages int) (newest int64, err error) {
	ctx := context.Background()
	store, err := data.Open(dir, data.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	ann, err := store.Accounts().Do(ctx, keys.SignUp{
		Header: keys.Header{ID: room.NewCommandID(), At: time.Now()},
		Key:    keys.Key{Fingerprint: sha256.Sum256([]byte("ann"))}, Name: "ann",
	})
	if err != nil {
		return 0, err
	}
	rooms, err := store.Rooms().Rooms()
	if err != nil {
		return 0, err
	}
	lobby := rooms[0].ID
	var g errgroup.Group
	var n atomic.Int64
	for range 1000 {
		g.Go(func() error {
			for i := n.Add(1) - 1; i < int64(messages); i = n.Add(1) - 1 {
				h := room.Header{ID: room.NewCommandID(), At: time.Now().UTC(), By: room.UserID(ann.Account.ID)}
				if _, err := store.Rooms().Do(ctx, room.Post{Header: h, Room: lobby, Text: said(i)}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, err
	}
	last, err := store.Rooms().History(lobby, room.Range{Limit: 1})
	if err != nil {
		return 0, err
	}
	_, err = fmt.Sscanf(last[0].Text, "<%d>", &newest)
	return newest, err
}

// visitors numbers the people who come to archives.
var visitors atomic.Int64

// visit signs a new person up, and tells how long the handshake took.
func visit(tb testing.TB, s *server) (c *client, handshake time.Duration) {
	tb.Helper()
	name := fmt.Sprintf("visitor%dx", visitors.Add(1))
	start := time.Now()
	c, err := dial(s.addr, name)
	if err != nil {
		tb.Fatal(err)
	}
	handshake = time.Since(start)
	tb.Cleanup(c.close)
	if err := c.run("register " + name); err != nil {
		tb.Fatal(err)
	}
	return c, handshake
}

// shows opens the screen and waits for a message, or only waits.
func (c *client) shows(tb testing.TB, message int64, do func() error) time.Duration {
	tb.Helper()
	c.want.Store(message)
	before, start := c.hits.Load(), time.Now()
	if err := do(); err != nil {
		tb.Fatal(err)
	}
	c.until(tb, "message "+token(message)+" is on the screen", func() bool { return c.hits.Load() > before })
	return time.Since(start)
}

// forget has the kernel forget what it keeps of the file in memory, so that it
// is read from the disk again.
func (a archive) forget() error {
	f, err := os.Open(filepath.Join(a.dir, data.FileName))
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close())
}

// BenchmarkOpenMillion starts a server on a lobby with a million messages that
// the kernel does not hold in memory, and opens the first session there. The
// screen is timed from the request for a terminal to the newest message, the
// handshake by itself.
func BenchmarkOpenMillion(b *testing.B) { open(million).run(b) }

func open(messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		a := openArchive(tb, messages)
		var starts, handshakes, screens []time.Duration
		for more() {
			if err := a.forget(); err != nil {
				tb.Fatal(err)
			}
			start := time.Now()
			s := startServer(tb, a.dir)
			starts = append(starts, time.Since(start))
			c, handshake := visit(tb, s)
			handshakes = append(handshakes, handshake)
			screens = append(screens, c.shows(tb, a.newest, c.open))
			c.close()
			s.stop()
		}
		return map[string]float64{
			"start-ms":     ms(quantile(starts, 0.5)),
			"handshake-ms": ms(quantile(handshakes, 0.5)),
			"screen-ms":    ms(quantile(screens, 0.5)),
			"worst-ms":     ms(quantile(screens, 1)),
		}
	}
}

// BenchmarkGoMillion goes from a small room to one with a million messages
// inside a session.
func BenchmarkGoMillion(b *testing.B) { goThere(million).run(b) }

func goThere(messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		a := openArchive(tb, messages)
		s := startServer(tb, a.dir)
		c, _ := visit(tb, s)
		den := fmt.Sprintf("den%d", visitors.Load())
		sign := int64(messages) // a message that is in the small room only
		if err := errors.Join(c.run("create "+den), c.run("send "+den+" "+said(sign))); err != nil {
			tb.Fatal(err)
		}
		c.shows(tb, a.newest, c.open)
		goes := func(to string) func() error {
			return func() error {
				_, err := io.WriteString(c.in, "/go "+to+"\r")
				return err
			}
		}
		var took []time.Duration
		for more() {
			c.shows(tb, sign, goes(den))
			took = append(took, c.shows(tb, a.newest, goes(room.Lobby)))
		}
		return map[string]float64{"p50-ms": ms(quantile(took, 0.5)), "worst-ms": ms(quantile(took, 1))}
	}
}

// BenchmarkPageBack presses PgUp in a room with a million messages, each time
// when the page before is on the screen.
func BenchmarkPageBack(b *testing.B) { pageBack(million).run(b) }

func pageBack(messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		a := openArchive(tb, messages)
		s := startServer(tb, a.dir)
		c, _ := visit(tb, s)
		c.shows(tb, a.newest, c.open)
		settle(c)
		const page = 18 // most of the timeline's rows
		cpu := s.cpu(tb)
		var took []time.Duration
		for more() {
			before, start := c.fresh.Load(), time.Now()
			c.press(tb, "\x1b[5~")
			c.until(tb, "a page is on the screen", func() bool { return c.fresh.Load() >= before+page })
			took = append(took, time.Since(start))
		}
		return map[string]float64{
			"cpu-µs/page": us(s.cpu(tb)-cpu) / float64(len(took)),
			"p50-ms":      ms(quantile(took, 0.5)),
			"p99-ms":      ms(quantile(took, 0.99)),
			"worst-ms":    ms(quantile(took, 1)),
		}
	}
}
