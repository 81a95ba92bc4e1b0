package session

import (
	"context"
	"io"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/session/command"
	"snug/session/transfer"
	"snug/text/lang"
)

// files serves a client for files: sftp, scp or what speaks as they do. Line is the
// command line of scp -O, and empty for sftp.
func (s *session) files(ctx context.Context, who *keys.Identity, k gossh.PublicKey, line string) int {
	s.warn()
	if !who.SignedUp() && s.server.house()[keys.HouseGuestFiles] != "yes" {
		return s.refuse(&command.Failure{
			Status: command.NoAccount,
			Text:   lang.S("you need an account for the files of this server; connect with %s and make one", s.server.Connect),
		})
	}
	ch := s.fileChannel()
	defer ch.Close()
	stop := context.AfterFunc(ctx, s.server.contained(s.conn, "input", func() { ch.end(context.Cause(ctx)) }))
	defer stop()
	config := s.fileConfig(*who, k)
	deed := audit.With(ctx, audit.Deed{By: s.actor(*who)})
	var status int
	if s.isSFTP {
		status = transfer.SFTP(deed, ch, config)
	} else {
		status = transfer.SCP(deed, line, ch, config)
	}
	if ctx.Err() != nil {
		return s.cutShort(context.Cause(ctx), status)
	}
	return status
}

// isFiles reports whether the session is one of files.
func (s *session) isFiles() bool { return s.isSFTP || s.isSCP }

// fileConfig is what a session of files is made of.
func (s *session) fileConfig(who keys.Identity, k gossh.PublicKey) transfer.Config {
	table, sessions := s.server.Table, s.server.Sessions
	return transfer.Config{
		Broker: s.server.Broker,
		Who:    table.Identifier(who, k, s.live.Address),
		Explain: func(err error) (string, int) {
			f := table.Explain(err)
			return s.speech.lang().Say(f.Text), int(f.Status)
		},
		Lang:    s.speech.lang(),
		Notices: s.stderr(),
		Told:    func(p room.Progress) { sessions.Tell(command.Uploading(who.Account.ID, p)) },
		Panicked: func(where string, p any, stack []byte) string {
			return s.server.panicked(s.conn, where, p, stack)
		},
		Log: s.server.Log.With("conn", s.conn.id),
	}
}

// cutShort tells a client whose session was ended why, and returns the status of
// the session. A client that has gone is told nothing.
func (s *session) cutShort(why error, status int) int {
	if _, told := command.Told(why); !told {
		return status
	}
	return s.fail("serve files", why)
}

// A fileChannel is the channel of a session of files, whose bytes mean nothing to a
// terminal. What is written has to be taken in time, and unlike the channel itself it
// can be closed while somebody reads it.
type fileChannel struct {
	*input
	out io.Writer
}

var _ io.ReadWriteCloser = fileChannel{}

func (s *session) fileChannel() fileChannel {
	return fileChannel{s.newRawInput(s.ch, chunk), guarded{s, s.ch, false}}
}

// Write implements [io.Writer].
func (c fileChannel) Write(p []byte) (int, error) { return c.out.Write(p) }
