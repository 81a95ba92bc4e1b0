package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"snug/session/command"
	"snug/text/lang"
)

// ctl runs a command of people's over the admin socket, as one who may do
// everything.
func (o *operator) ctl() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ctl COMMAND...",
		Short: "Run a command as ssh HOST COMMAND would, over the socket of the running server",
		Long: `Run a command as ssh HOST COMMAND would, over the socket of the running server
and as its operator, who is above everybody. Only the user that the server runs
as, and root, may do so. See the commands with: snug ctl help`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("ctl needs a command; see them with: snug ctl help")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := o.config()
			if err != nil {
				return err
			}
			err = o.ask(cmd.Context(), c.Data, request{Line: quoteWords(args)})
			switch {
			case errors.Is(err, errNotRunning) && !canCheckPeer:
				return errors.New("servers have an admin socket on Linux only; use ssh")
			case errors.Is(err, errNotRunning):
				return &statusError{int(command.Unavailable), fmt.Errorf("no server runs on %s; start it, or name the right directory with --data", c.Data)}
			}
			return err
		},
	}
	cmd.Flags().SetInterspersed(false) // what follows the command is for the server
	return cmd
}

// quoteWords writes words as a command line that falls into the same words.
func quoteWords(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		if quoted[i] = w; w == "" || strings.ContainsAny(w, " \t\r\n'\"\\") {
			quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// lang is the language of whoever started the program.
func (o *operator) lang() lang.Lang {
	var all []string
	for k, v := range o.environ {
		all = append(all, k+"="+v)
	}
	l, _ := lang.FromEnviron(all)
	return l
}

// errNotRunning: nobody answers at the admin socket.
var errNotRunning = errors.New("the server does not run")

// ask has the running server carry out a request, and returns a *statusError
// when its exit status is not 0.
func (o *operator) ask(ctx context.Context, dir string, req request) error {
	req.V, req.Lang = requestV, o.lang().String()
	line, err := json.Marshal(req)
	if err != nil {
		return fmt.Errorf("write the request: %w", err)
	}
	if len(line) >= maxRequest {
		return usagef("the command line is too long; send long text through stdin")
	}
	conn, err := dialAdmin(ctx, dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w: %w", errNotRunning, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w; only the user that the server runs as and root may do this", err)
	case err != nil:
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() }) // it wakes what reads
	defer stop()
	// A server that turns everybody away may not read, but what it says is there.
	_, _ = conn.Write(append(line, '\n'))
	status, err := o.follow(conn, newWireReader(conn))
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted; look whether it was done")
	case err != nil:
		return &statusError{int(command.Unavailable), fmt.Errorf("the server ended the connection; look whether it was done (%w)", err)}
	case status != 0:
		return &statusError{status: status}
	}
	return nil
}

// follow passes on what a command says until its exit status comes.
func (o *operator) follow(conn io.Writer, r *bufio.Reader) (status int, err error) {
	asked := make(chan struct{}, 1)
	defer close(asked)
	// A read of a terminal cannot be called back: the program's end ends it.
	go o.feed(conn, asked)
	for {
		stream, payload, err := readFrame(r)
		if err != nil {
			return 0, err
		}
		switch {
		case stream == streamInput:
			select {
			case asked <- struct{}{}:
			default:
				return 0, errProtocol
			}
		case stream == streamOut:
			_, err = o.stdout.Write(payload)
		case stream == streamErr:
			_, err = o.stderr.Write(payload)
		case stream == streamExit && len(payload) == 1:
			return int(payload[0]), nil
		default:
			return 0, errProtocol
		}
		if err != nil {
			return 0, err
		}
	}
}

// feed sends input whenever it is asked for.
func (o *operator) feed(conn io.Writer, asked <-chan struct{}) {
	buf := make([]byte, maxFrame)
	for range asked {
		n, err := o.stdin.Read(buf)
		for n == 0 && err == nil { // which a reader may return, and which is no end
			n, err = o.stdin.Read(buf)
		}
		// The end is told when it is asked for again. A connection that has
		// ended is seen where it is read.
		_ = writeFrame(conn, streamInput, buf[:n])
	}
}
