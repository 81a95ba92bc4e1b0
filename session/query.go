package session

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime/debug"

	"snug/session/command"
	"snug/text/lang"
)

// Query implements [ui.Host].
func (h *host) Query(ctx context.Context, line string) (printed []byte, err error) {
	s := h.session.server
	defer func() {
		if p := recover(); p != nil {
			id := s.panicked(h.session.conn, "query", p, debug.Stack())
			printed, err = nil, internal("internal error, id %s; tell the people who run this server", id)
		}
	}()
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	out := bounded{full: func() { end(errLong) }}
	err = s.Table.Do(ctx, command.Call{
		Line: line + " --json", Front: command.Exec,
		Who: h.person(), Key: h.key, Session: h.session.live, Lang: h.session.speech.lang(),
		Stdout: &out, Stderr: io.Discard,
	})
	switch {
	case errors.Is(context.Cause(ctx), errLong):
		return nil, errLong
	case err != nil:
		return nil, err
	case ctx.Err() != nil: // then a command may end without an error
		return nil, ctx.Err()
	}
	return out.kept.Bytes(), nil
}

// maxPrinted is how many bytes a query may print.
const maxPrinted = 1 << 20

var errLong = &command.Failure{Status: command.Limited, Text: lang.S("the answer is too long for the screen; the command line has all of it")}

// bounded keeps what is written to it, and ends whoever writes too much.
type bounded struct {
	kept bytes.Buffer
	full func()
}

// Write implements [io.Writer].
func (b *bounded) Write(p []byte) (int, error) {
	if b.kept.Len()+len(p) > maxPrinted {
		b.full()
		return 0, errLong
	}
	return b.kept.Write(p)
}
