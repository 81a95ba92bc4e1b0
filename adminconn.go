package main

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"snug/session/command"
	"snug/session/live"
	"snug/text/lang"
)

// An adminConn is one connection of the admin socket.
type adminConn struct {
	*net.UnixConn
	from     string // the user whose process it is, for the logs: "uid 1000"
	patience time.Duration
}

// serve carries out what one client wants.
func (a *adminSocket) serve(ctx context.Context, nc *net.UnixConn) {
	c := &adminConn{UnixConn: nc, patience: a.patience}
	status, begin := command.Internal, time.Now()
	defer func() {
		c.leave(status)
		a.log.Info("admin socket served", "from", c.from, "status", int(status), "duration", time.Since(begin).Round(time.Millisecond))
	}()
	defer a.contain(c)
	uid, err := peerUID(nc)
	if err != nil {
		a.log.Error("admin socket", "err", err)
		return
	}
	c.from = "uid " + strconv.Itoa(uid)
	if !mayAdminister(uid, os.Geteuid()) {
		status = c.refuse(lang.English, command.Denied, lang.S("the admin socket is for the user that the server runs as and for root alone"))
		return
	}
	r := newWireReader(nc)
	_ = nc.SetReadDeadline(begin.Add(a.patience)) // fails only with the connection
	req, err := readRequest(r)
	if err != nil {
		a.log.Warn("admin socket", "from", c.from, "err", err)
		status = c.refuse(lang.English, command.Usage, lang.S("this program and the server are not of the same version; use the program that the server runs"))
		return
	}
	_ = nc.SetReadDeadline(time.Time{}) // a command may wait for long
	status = a.answer(ctx, c, r, req)
}

// contain is deferred in every goroutine of a connection.
func (a *adminSocket) contain(c *adminConn) {
	if p := recover(); p != nil {
		a.panics.Add(1)
		a.log.Error("panic", "where", "admin socket", "panic", p, "stack", string(debug.Stack()))
		c.refuse(lang.English, command.Internal, lang.S("internal error; the log of the server says more"))
	}
}

// recovered is deferred where nobody is left who could be told.
func (a *adminSocket) recovered() {
	if p := recover(); p != nil {
		a.panics.Add(1)
		a.log.Error("panic", "where", "admin socket", "panic", p, "stack", string(debug.Stack()))
	}
}

// mayAdminister reports whether a user may give commands to a server that runs
// as another one or the same: root could look into its memory anyway.
func mayAdminister(uid, server int) bool { return uid == server || uid == 0 }

// answer runs what a request is for, and ends it when the client goes.
func (a *adminSocket) answer(ctx context.Context, c *adminConn, r *bufio.Reader, req request) command.Status {
	ctx, end := context.WithCancelCause(ctx)
	in := newAdminInput(func() error { return c.send(streamInput, nil) })
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		defer a.contain(c)
		end(c.watch(r, in))
	}()
	defer func() {
		end(nil)
		_ = c.SetReadDeadline(time.Unix(1, 0)) // wakes the goroutine; fails only with the connection
		<-watched
	}()
	stop := context.AfterFunc(ctx, func() {
		defer a.contain(c)
		in.end(context.Cause(ctx))
	})
	defer stop()

	l, _ := lang.Parse(req.Lang)
	if req.Owner != "" {
		return a.addOwner(ctx, c, l, req.Owner)
	}
	return command.Status(a.table.Run(ctx, command.Call{
		Line: req.Line, Front: command.Exec, Operator: true,
		Session: live.Session{Address: c.from}, Lang: l,
		Stdin: in, Stdout: c.stream(streamOut), Stderr: c.stream(streamErr),
	}))
}

// watch takes what the client sends until it goes or sends what it should not,
// and returns why a command ends then; nil when nobody is left to be told.
func (c *adminConn) watch(r *bufio.Reader, in *adminInput) error {
	for {
		stream, payload, err := readFrame(r)
		switch {
		case errors.Is(err, errProtocol):
			return failure(command.Usage, "what came over the admin socket is no protocol of this version")
		case err != nil:
			return nil
		case stream != streamInput, !in.give(payload):
			return failure(command.Usage, "what came over the admin socket is no protocol of this version")
		}
	}
}

func failure(s command.Status, key string, args ...any) error {
	return &command.Failure{Status: s, Text: lang.S(key, args...)}
}

// send writes a frame. A client that does not take it loses the connection.
func (c *adminConn) send(stream byte, payload []byte) error {
	err := c.SetWriteDeadline(time.Now().Add(c.patience))
	if err == nil {
		err = writeFrame(c, stream, payload)
	}
	if err != nil {
		_ = c.Close() // half a frame may be on its way: nothing more can be said
	}
	return err
}

// refuse says why there is no more, and returns the status.
func (c *adminConn) refuse(l lang.Lang, s command.Status, why lang.Sentence) command.Status {
	_ = c.send(streamErr, []byte(l.T("error: %s", why)+"\n")) // whoever has gone needs no text
	return s
}

// leave tells the exit status, which is the end.
func (c *adminConn) leave(s command.Status) {
	_ = c.send(streamExit, []byte{byte(s)}) // whoever has gone needs no status
}

// An adminStream is the output of a command as frames.
type adminStream struct {
	conn   *adminConn
	stream byte
}

func (c *adminConn) stream(s byte) adminStream { return adminStream{c, s} }

// Write implements [io.Writer].
func (s adminStream) Write(p []byte) (int, error) {
	for n := 0; n < len(p); {
		part := p[n:min(len(p), n+maxFrame)]
		if err := s.conn.send(s.stream, part); err != nil {
			return n, err
		}
		n += len(part)
	}
	return len(p), nil
}
