package session

import (
	"context"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session/command"
)

// exec runs one command.
func (s *session) exec(ctx context.Context, who *keys.Identity, k gossh.PublicKey, line string) int {
	s.warn()
	in := s.newInput()
	defer in.Close()
	stop := context.AfterFunc(ctx, s.server.contained(s.conn, "input", func() { in.end(context.Cause(ctx)) }))
	defer stop()
	status := s.server.Table.Run(ctx, command.Call{
		Line: line, Front: command.Exec,
		Who: *who, Key: k, Session: s.live, Lang: s.speech.lang(),
		Stdin: in, Whole: s.whole, Stdout: s.stdout(), Stderr: s.stderr(), Terminal: s.pty,
	})
	if !who.SignedUp() {
		s.conn.proved(k) // the command may have made an account
	}
	return status
}
