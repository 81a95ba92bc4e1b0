package session

import (
	"context"
	"errors"
	"io"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session/command"
	"snug/session/line"
	"snug/text"
	"snug/ui/screen"
)

// The kinds of sessions that people talk in, as others see them.
const (
	kindScreen = "screen"
	kindLine   = "line"
)

// line chats in plain lines, or before that asks who somebody wants to be, until
// the person leaves.
func (s *session) line(ctx context.Context, r request, who *keys.Identity, settings map[string]string, k gossh.PublicKey, user string) int {
	var seats seats
	defer seats.close()
	config := line.Config{
		Server: s.server.Name, Connect: s.server.Connect, Lang: s.speech.guess, Notices: s.notices,
		Lines:   r.mode == modeLines,
		Changes: func(l string) bool { return s.server.Table.Changes(l, command.Line) },
	}
	if who.SignedUp() {
		chat, err := s.chat(&seats, *who, settings, k)
		if err != nil {
			return s.fail("begin line mode", err)
		}
		config.Chat = chat
	} else {
		config.SignUp = s.signUp(&seats, *who, k, user)
	}
	in := s.newRawInput(s.intake(), 4<<10)
	stop := context.AfterFunc(ctx, s.server.contained(s.conn, "input", func() { in.end(context.Cause(ctx)) }))
	defer stop()
	t := line.Terminal{In: in, Out: s.stdout(), Err: s.stderr(), Echo: s.pty, LongPaste: s.counts(limitPaste), LongEscape: s.counts(limitEscape)}
	if s.pty {
		t.Size, t.Resize = s.window.first, &s.window.changes
	}
	end, err := line.Run(ctx, t, config)
	kept := s.keepEnd(&seats, end, k)
	status := s.leftLine(err)
	if kept && err != nil {
		s.lastWords(s.speech.t("What you had typed is kept: /draft takes it up when you are back."))
	}
	return status
}

// keepEnd keeps what was typed and not sent, and has the next session begin in the
// room that this one ended in. It reports whether a draft was saved.
func (s *session) keepEnd(seats *seats, end line.End, k gossh.PublicKey) bool {
	who, ok := seats.person()
	if !ok {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), draftPatience) // the session's own may have ended
	defer cancel()
	if now, err := s.server.Directory.Identify(k); err != nil || now.Account.ID != keys.AccountID(who.ID) {
		return false
	}
	if !s.isExec {
		s.keepRoom(ctx, who, end.Room)
	}
	if !end.Unsaved {
		return false
	}
	if err := s.server.Broker.SaveDraft(ctx, who.ID, end.Room, end.Draft); err != nil {
		s.server.Log.Error("a draft is lost", "conn", s.conn.id, "user", who.Name, "err", err)
		return false
	}
	return end.Draft.Text != ""
}

// leftLine says the last words of a session in line mode, beside what may be
// somebody's data, and returns the exit status.
func (s *session) leftLine(err error) int {
	var stop *stopError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, io.EOF), errors.Is(err, io.ErrClosedPipe):
		return int(command.OK) // the person has left, or the client is gone
	case errors.As(err, &stop):
		s.lastWords("-- " + s.speech.lang().Say(stop.Text) + " --")
		return int(command.OK)
	}
	if p := (*screen.PanicError)(nil); errors.As(err, &p) {
		id := s.server.panicked(s.conn, "line mode", p.Value, p.Stack)
		s.lastWords(s.speech.t("internal error, id %s; connect again, and tell the people who run this server", id))
		return int(command.Internal)
	}
	told, ok := command.Told(err)
	if !ok { // nobody is left who could be told
		s.server.Log.Info("line mode broke off", "conn", s.conn.id, "err", err)
		return int(command.Internal)
	}
	s.lastWords(s.speech.lang().Say(told.Text))
	return int(told.Status)
}

// lastWords writes what is said when a session in line mode ends.
func (s *session) lastWords(said string) {
	_, _ = io.WriteString(s.stderr(), text.Strip(said)+"\n") // a client that has gone needs no text
}
