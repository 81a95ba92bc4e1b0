package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/session/live"
	"snug/text/lang"
)

// An adminSocket runs commands for whoever is at the machine as the server's
// own user or as root. It is for the day on which nobody can get in over SSH,
// and for scripts of the machine.
//
// Each connection has a goroutine for its command and one that reads what the
// client sends. They recover, and stop waits for them and for the loop.
type adminSocket struct {
	dir       string
	table     *command.Table
	directory *keys.Directory
	broker    *room.Broker
	sessions  *live.Sessions
	log       *slog.Logger
	patience  time.Duration // how long a client may take to say what it wants, and to take a frame; zero: 10 s

	panics   atomic.Uint64
	listener *net.UnixListener
	end      context.CancelCauseFunc // of all commands
	running  sync.WaitGroup          // the loop and the connections

	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

// maxAdmins is how many connections the admin socket serves at once.
const maxAdmins = 8

// open makes the socket in the data directory, whose store the server has
// locked by now: no other server of this directory runs.
func (a *adminSocket) open(ctx context.Context) error {
	if !canCheckPeer {
		a.log.Warn("there is no admin socket: who is at its other end can be checked on Linux only")
		return nil
	}
	if err := a.clear(ctx); err != nil {
		return err
	}
	err := atSocket(a.dir, func(path string) error {
		l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
		if err != nil {
			return fmt.Errorf("open the admin socket: %w", err)
		}
		l.SetUnlinkOnClose(false) // stop does it, by the name that lasts
		if err := os.Chmod(path, 0o600); err != nil {
			_ = l.Close() // the first error tells more
			return fmt.Errorf("close the admin socket to others: %w", err)
		}
		a.listener = l
		return nil
	})
	if err != nil {
		return err
	}
	a.patience = cmp.Or(a.patience, 10*time.Second)
	a.conns = make(map[net.Conn]struct{})
	ctx, a.end = context.WithCancelCause(context.WithoutCancel(ctx))
	a.running.Go(func() { a.accept(ctx) })
	return nil
}

// clear takes away the socket of a server that has crashed.
func (a *adminSocket) clear(ctx context.Context) error {
	path := filepath.Join(a.dir, socketName)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("admin socket: %w", err)
	case info.Mode().Type() != fs.ModeSocket:
		return fmt.Errorf("%s is in the way of the admin socket and is none; move it away", path)
	}
	if c, err := dialAdmin(ctx, a.dir); err == nil {
		_ = c.Close() // it was only to see whether somebody answers
		return fmt.Errorf("another program answers at %s; end it first", path)
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("take an old admin socket away: %w", err)
	}
	return nil
}

// dialAdmin connects to the admin socket of a data directory.
func dialAdmin(ctx context.Context, dir string) (conn net.Conn, err error) {
	err = atSocket(dir, func(path string) (err error) {
		conn, err = new(net.Dialer).DialContext(ctx, "unix", path)
		return err
	})
	return conn, err
}

// accept serves until the listener is closed. The commands end with ctx.
func (a *adminSocket) accept(ctx context.Context) {
	defer a.recovered()
	for {
		c, err := a.listener.AcceptUnix()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			// Such as too many open files, which may pass; without a pause the
			// loop would take a whole processor meanwhile.
			a.log.Error("admin socket", "err", err)
			select {
			case <-time.After(acceptPause):
			case <-ctx.Done():
			}
			continue
		}
		if !a.take(c) {
			a.log.Warn("admin socket is busy", "limit", maxAdmins)
			busy := &adminConn{UnixConn: c, patience: a.patience}
			busy.leave(busy.refuse(lang.English, command.Limited, lang.S("%d commands run over the admin socket and that is the limit; wait for one of them to end", maxAdmins)))
			_ = c.Close() // it was told
			continue
		}
		a.running.Go(func() {
			defer a.leave(c)
			defer a.recovered()
			a.serve(ctx, c)
		})
	}
}

const acceptPause = time.Second

// take notes a connection, unless there are too many.
func (a *adminSocket) take(c net.Conn) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.conns) == maxAdmins {
		return false
	}
	a.conns[c] = struct{}{}
	return true
}

func (a *adminSocket) leave(c net.Conn) {
	_ = c.Close() // there is nothing left to lose
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.conns, c)
}

// stop ends the commands that run, which tell their clients why, and takes the
// socket away. What has not ended with ctx is cut.
func (a *adminSocket) stop(ctx context.Context) error {
	if a.listener == nil {
		return nil
	}
	err := a.listener.Close()
	if gone := os.Remove(filepath.Join(a.dir, socketName)); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	a.end(&room.Refusal{Kind: room.ErrUnavailable, Text: lang.S("the server is stopping")})
	ended := make(chan struct{})
	go func() {
		a.running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
		a.mu.Lock()
		for c := range a.conns {
			_ = c.Close() // it is late enough
		}
		a.mu.Unlock()
		err = errors.Join(err, errors.New("a command of the admin socket did not end in time"))
	}
	if err != nil {
		return fmt.Errorf("close the admin socket: %w", err)
	}
	return nil
}
