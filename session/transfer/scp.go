package transfer

import (
	"context"
	"errors"
	"io"
	"runtime/debug"
	"sync/atomic"

	"snug/room"
)

// The exit statuses of scp.
const (
	scpDone   = 0
	scpFailed = 1 // also when a single file of many was refused
)

// An scp is a session of the protocol that scp -O speaks. One goroutine uses it, but
// for over, waiting and gaveUp: whatever ends an upload does, too.
//
// The protocol is read here and not by a library (charm.land/wish/v2/scp v2.0.4): that one
// reads header lines of any length, believes the size that is declared, and ends the
// session with the first file that is refused.
type scp struct {
	Config
	wire *scpWire
	tree *tree

	over    atomic.Bool // the upload has ended, and not well
	waiting atomic.Bool // for bytes of a file
	gaveUp  atomic.Bool // waiting for them
	hangUp  func()      // ends the wait

	recursive, times bool
	failed           bool // something was refused, here or there
}

// SCP does what such a line asks for, and returns the exit status of the session. The
// end of ctx has to end what reads from rw and writes to it. It closes rw, which has to
// end a Read that waits, when too little comes of a file.
func SCP(ctx context.Context, line string, rw io.ReadWriteCloser, c Config) (status int) {
	asked, ok := parseSCP(line)
	if !ok {
		return scpFailed // IsSCP says so
	}
	s := &scp{
		Config: c, wire: newSCPWire(rw), recursive: asked.recursive, times: asked.times,
		hangUp: func() { _ = rw.Close() }, // it ends one way or the other
	}
	c.Told = func(p room.Progress) {
		s.Told(p)
		if p.Ended && p.Err != nil {
			if s.over.Store(true); s.waiting.Load() {
				s.giveUp()
			}
		}
	}
	s.tree = newTree(ctx, c)
	defer func() {
		if p := recover(); p != nil {
			id := c.Panicked("scp", p, debug.Stack())
			_ = s.wire.refuse(scpFatal, c.Lang.T("internal error, id %s; tell the people who run this server", id)) // it ends anyway
			status = scpFailed
		}
	}()
	var err error
	if asked.sink {
		err = s.receive(asked.paths[0])
	} else {
		err = s.send(asked.paths)
	}
	switch {
	case errors.Is(err, errSCPLine):
		_ = s.wire.refuse(scpFatal, c.Lang.T("what came is not the protocol of scp; use the scp that belongs to your ssh")) // it ends anyway
	case errors.Is(err, io.EOF) && !asked.sink:
		err = nil // a client that has what it came for may just go
	}
	if err != nil || s.failed {
		return scpFailed
	}
	return scpDone
}

// giveUp waits no longer for what comes of a file.
func (s *scp) giveUp() {
	defer s.contain("scp")
	s.gaveUp.Store(true)
	s.hangUp()
}

// refused tells the peer's person why nothing comes of what came last. What is behind
// it goes on.
func (s *scp) refused(err error) error {
	s.failed = true
	said, _ := s.Explain(err)
	return s.wire.refuse(scpError, said)
}
