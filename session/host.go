package session

import (
	"context"
	"errors"
	"runtime/debug"
	"strings"
	"sync"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/pick"
)

// A host runs the slash lines of one screen through the command table.
type host struct {
	session *session
	key     gossh.PublicKey

	mu       sync.Mutex
	who      keys.Identity                // what they are called, and their role, can change
	commands map[lang.Lang][]pick.Command // as told; the screen asks with many keys
	bots     []string                     // usernames of those that the person keeps
}

// person is who the lines are run for.
func (h *host) person() keys.Identity {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.who
}

// Run implements [ui.Host].
func (h *host) Run(ctx context.Context, in room.ID, line string) (reply ui.Reply) {
	s := h.session.server
	defer func() {
		if p := recover(); p != nil {
			id := s.panicked(h.session.conn, "slash line", p, debug.Stack())
			reply = ui.Reply{Err: internal("internal error, id %s; tell the people who run this server", id)}
		}
	}()
	out := capped{more: h.session.speech.t("... and more; the command line has all of it")}
	changed := false
	err := s.Table.Do(ctx, command.Call{
		Line: line, Front: h.session.front(),
		Who: h.person(), Key: h.key, Session: h.session.live, Lang: h.session.speech.lang(),
		Stdout: &out, Stderr: &out,
		In:      in,
		Enter:   func(id room.ID) { reply.Enter = id },
		Changed: func(string, string) { changed = true },
	})
	reply.Text, reply.Err = out.String(), err
	if f := (*command.Failure)(nil); errors.As(err, &f) && f.Status == command.Unconfirmed {
		reply.Again = line + " --yes"
	}
	if changed {
		reply.Settings = h.settings()
	}
	return reply
}

// front is the front end of what people type in a session.
func (s *session) front() command.Front {
	if s.lines {
		return command.Line
	}
	return command.Slash
}

// settings reads the person's settings anew; nil when that is not possible,
// and then the change shows in the next session.
func (h *host) settings() map[string]string {
	s := h.session
	all, err := s.server.Directory.Settings(h.person().Account.ID)
	if err != nil {
		s.server.Log.Error("settings could not be read", "conn", s.conn.id, "err", err)
		return nil
	}
	if all == nil {
		all = make(map[string]string) // all are the defaults
	}
	s.speech.choose(all)
	return all
}

// internal is an error that people are told of by its id in the log.
func internal(key, id string) error {
	return &command.Failure{Status: command.Internal, Text: lang.S(key, id)}
}

// maxReply is how many bytes of an answer the screen keeps.
const maxReply = 64 << 10

// capped keeps the beginning of what is written to it.
type capped struct {
	more string // said when something is left out
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
		c.kept.WriteString(c.more + "\n")
	}
	return len(p), nil
}
