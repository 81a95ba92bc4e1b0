//go:build linux

package bench

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// gentle is how fast a client copies that has a bound of its own, in KB a second: a good
// line of a home. A file of 100 MB takes it ten seconds.
const gentle = 10_000

// BenchmarkChatBesideCopies has people talk, ten messages a second, while somebody copies
// files of 100 MB one after another, and tells how late messages are on their screens.
// An operation is ten seconds of it without a copy, and ten with each kind: in and out,
// with a bound of the client and as fast as it goes.
//
// The clients share the machine. What a copy at full speed costs them by that alone is
// told by the same copies to OpenSSH's server beside ours.
func BenchmarkChatBesideCopies(b *testing.B) {
	for _, sessions := range []int{50, 200} {
		b.Run(fmt.Sprintf("sessions=%d", sessions), chatBeside(sessions, 100, 100*MB).run)
	}
}

func chatBeside(sessions, messages int, size int64) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		p := newPerson(tb, "copier")
		s, theirs := startFileServer(tb, p), startOpenSSH(tb, p)
		big, there, back := bigFile(tb, size), filepath.Join(tb.TempDir(), "there"), filepath.Join(memoryDir(tb), "back")
		copierTo(tb, p, s.addr).must(tb, "put "+big+" lobby/big.bin")
		copierTo(tb, p, theirs.addr).must(tb, "put "+big+" "+there)

		slow := []string{"-l", fmt.Sprint(gentle * 8)}
		copies := map[string]*besides{
			"none":        {},
			"put":         {addr: s.addr, line: "put " + big + " lobby/big.bin", flags: slow},
			"get":         {addr: s.addr, line: "get lobby/1-big.bin " + back, flags: slow},
			"fast-put":    {addr: s.addr, line: "put " + big + " lobby/big.bin"},
			"fast-get":    {addr: s.addr, line: "get lobby/1-big.bin " + back},
			"openssh-put": {addr: theirs.addr, line: "put " + big + " " + there},
			"openssh-get": {addr: theirs.addr, line: "get " + there + " " + back},
		}
		board := &board{}
		clients := crowd(tb, s, sessions, "", board)
		for more() {
			for _, name := range slices.Sorted(maps.Keys(copies)) {
				copies[name].talk(tb, p, clients, board, messages)
			}
		}
		for _, c := range clients {
			c.close()
		}
		measured := make(map[string]float64)
		for name, c := range copies {
			late := c.late(clients)
			measured[name+"-p50-ms"] = ms(quantile(late, 0.5))
			measured[name+"-p99-ms"] = ms(quantile(late, 0.99))
			if c.addr != "" {
				measured[name+"-copies"] = float64(c.copies)
			}
		}
		return measured
	}
}

// memoryDir returns a folder for what the client gets, on no disk if possible: that of the
// server is not to wait for its client's.
func memoryDir(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "snug-bench-")
	if err != nil {
		return tb.TempDir()
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// A besides is what is copied while people talk.
type besides struct {
	addr   string // none: nothing
	line   string
	flags  []string
	copies int     // that came to their end
	said   []int64 // the messages
}

// talk has people talk while the copies go on, one after another.
func (b *besides) talk(tb testing.TB, p person, clients []*client, board *board, messages int) {
	tb.Helper()
	ctx, cancel := context.WithCancel(tb.Context())
	defer cancel()
	over := make(chan struct{})
	if b.addr == "" {
		close(over)
	} else {
		one := copierTo(tb, p, b.addr, b.flags...)
		go func() {
			defer close(over)
			for one.do(b.line) == nil {
				b.copies++
			}
		}()
		stop := context.AfterFunc(ctx, one.close)
		defer stop()
	}
	load := newLoad(clients, board, 10)
	for range messages {
		load.say(tb)
		b.said = append(b.said, int64(len(board.sent))-1)
	}
	load.arrive(tb)
	if b.addr != "" {
		select {
		case <-over:
			tb.Fatalf("%s: it has ended by itself", b.line)
		default:
		}
	}
	cancel()
	<-over
}

// late returns how late the messages were on all screens.
func (b *besides) late(clients []*client) (late []time.Duration) {
	for _, c := range clients {
		for _, n := range b.said { // the screens saw all of them, in order
			late = append(late, c.late[n])
		}
	}
	return late
}
