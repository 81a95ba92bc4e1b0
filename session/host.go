package session

import (
	"context"
	"errors"
	"runtime/debug"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/ui"
)

// A host runs the slash lines of one screen through the command table.
type host struct {
	session *session
	who     keys.Identity
	key     gossh.PublicKey
}

// Run implements [ui.Host].
func (h *host) Run(ctx context.Context, in room.ID, line string) (reply ui.Reply) {
	s := h.session.server
	defer func() {
		if p := recover(); p != nil {
			id := s.panicked(h.session.conn, "slash line", p, debug.Stack())
			reply = ui.Reply{Err: errors.New("internal error, id " + id + "; tell the people who run this server")}
		}
	}()
	var out capped
	err := s.Table.Do(ctx, command.Call{
		Line: line, Front: command.Slash,
		Who: h.who, Key: h.key,
		Stdout: &out, Stderr: &out,
		In:    in,
		Enter: func(id room.ID) { reply.Enter = id },
	})
	reply.Text, reply.Err = out.String(), err
	return reply
}

// maxReply is how many bytes of an answer the screen keeps.
const maxReply = 64 << 10

// capped keeps the beginning of what is written to it.
type capped struct {
	kept strings.Builder
	full bool
}

// String returns what was kept.
func (c *capped) String() string { return c.kept.String() }

// Write implements [io.Writer]; it never fails. Lines stay whole.
func (c *capped) Write(p []byte) (int, error) {
	switch {
	case c.full:
	case c.kept.Len()+len(p) <= maxReply:
		c.kept.Write(p)
	default:
		c.full = true
		part := string(p[:maxReply-c.kept.Len()])
		c.kept.WriteString(part[:strings.LastIndexByte(part, '\n')+1])
		c.kept.WriteString("... and more; the command line has all of it\n")
	}
	return len(p), nil
}
