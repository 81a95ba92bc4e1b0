package session

import (
	"context"
	"errors"
	"fmt"
	"io"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// A showing is a screen that is about to be shown. The session's handler runs it
// from as near to the bottom of its stack as it can, see [screen.Program.Run].
type showing struct {
	session *session
	program *screen.Program
	model   *ui.Model
	seats   seats
	key     gossh.PublicKey
	end     context.CancelCauseFunc
}

// screen makes the screen that shows the chat, or before it the sign-up form. When
// there is none, the person was told why, and the status is the session's. The screen
// reads and writes the channel itself: the library's session would copy every write
// twice.
func (s *session) screen(ctx context.Context, who *keys.Identity, settings map[string]string, k gossh.PublicKey, user string) (*showing, int) {
	ctx, end := context.WithCancelCause(ctx)
	v := &showing{session: s, key: k, end: end}
	defer func() {
		if v.program == nil {
			v.close()
		}
	}()
	model, err := s.model(ctx, &v.seats, who, settings, k, user)
	if err != nil {
		return nil, s.fail("open the screen", err)
	}
	v.model = model
	v.program = screen.New(ctx, model, s.terminal(), screen.Options{Environ: s.env, Term: s.term, Wake: s.bell, Ended: func() { end(nil) }})
	return v, 0
}

// left keeps what was typed on a screen that has ended with err, says its last words,
// and returns the session's status.
func (v *showing) left(err error) int {
	return v.session.left(err, v.session.keepDraft(v.model, &v.seats, v.key))
}

func (v *showing) close() {
	v.seats.close()
	v.end(nil)
}

// model returns what the screen shows.
func (s *session) model(ctx context.Context, seats *seats, who *keys.Identity, settings map[string]string, k gossh.PublicKey, user string) (*ui.Model, error) {
	config := ui.Config{Server: s.server.Name, Caps: screen.CapsFrom(s.env, s.term), Lang: s.speech.guess, Notices: s.notices}
	if who.SignedUp() {
		chat, err := s.chat(seats, *who, settings, k)
		if err != nil {
			return nil, err
		}
		config.Chat = chat
	} else {
		config.SignUp = s.signUp(seats, *who, k, user)
	}
	return ui.New(ctx, config), nil
}

// terminal is what the screen runs on.
func (s *session) terminal() screen.Terminal {
	return screen.Terminal{
		In: s.intake(), Out: passing{s.ch, s.conn},
		Size: s.window.first, Resize: &s.window.changes,
		Stall: s.server.Limits.WriteStall, OnStall: s.stalled,
		LongPaste: s.counts(limitPaste), LongEscape: s.counts(limitEscape),
		Reading: &s.reading,
	}
}

// left says the last words of a screen, on the normal screen that the person
// is back on, and returns the exit status. Saved tells that what they had typed
// is kept.
func (s *session) left(err error, saved bool) int {
	var stop *stopError
	var p *screen.PanicError
	switch {
	case err == nil, errors.Is(err, screen.ErrInputClosed), errors.Is(err, context.Canceled), errors.Is(err, io.EOF):
		// The person has left, or the client is gone.
	case errors.As(err, &stop):
		s.tell("-- " + s.speech.lang().Say(stop.Text) + " --\n")
	case errors.As(err, &p):
		id := s.server.panicked(s.conn, "screen", p.Value, p.Stack)
		if saved {
			s.tell(s.speech.t("internal error, id %s; your draft is saved; connect again, and tell the people who run this server", id) + "\n")
			return int(command.Internal)
		}
		s.tell(s.speech.t("internal error, id %s; connect again, and tell the people who run this server", id) + "\n")
		return int(command.Internal)
	case errors.Is(err, screen.ErrStalled):
		return int(command.Internal) // the connection is cut
	default:
		if told, ok := command.Told(err); ok { // somebody has ended it; see End
			s.tell("-- " + s.speech.lang().Say(told.Text) + " --\n")
			return int(told.Status)
		}
		return s.fail("show the screen", err)
	}
	return int(command.OK)
}

// fail tells whoever called that something broke and the log what.
func (s *session) fail(what string, err error) int {
	if told, ok := command.Told(err); ok {
		return s.refuse(told)
	}
	if said := lang.Speaker(nil); errors.As(err, &said) {
		return s.refuse(&command.Failure{Status: command.Unavailable, Text: said.Sentence()})
	}
	id := newID()
	s.server.Log.Error("session failed", "conn", s.conn.id, "id", id, "err", fmt.Errorf("%s: %w", what, err))
	return s.refuse(&command.Failure{
		Status: command.Internal,
		Text:   lang.S("internal error, id %s; connect again, and tell the people who run this server", id),
	})
}

// refuse tells whoever called why nothing comes of it: as a sentence, or as the
// object that a command asks for. It returns the session's status.
func (s *session) refuse(f *command.Failure) int {
	switch said := s.speech.lang().Say(f.Text) + "\n"; {
	case s.isJSON:
		command.PrintError(s.stderr(), f)
	case s.pty:
		s.tell(said)
	default: // what it would have printed may be somebody's data
		_, _ = io.WriteString(s.stderr(), said)
	}
	return int(f.Status)
}

// chat returns what the chat screen works with, or line mode.
func (s *session) chat(seats *seats, who keys.Identity, settings map[string]string, k gossh.PublicKey) (ui.Chat, error) {
	person := room.Person{
		ID: room.UserID(who.Account.ID), Name: who.Account.Name, Display: who.Account.Display, Rank: room.Rank(who.Role),
	}
	// The seat comes first: with it the person is loaded, once for all of this.
	seat, err := s.server.Broker.Sit(person, room.SitOptions{Actor: s.actor(who), Bell: s.bell})
	if err != nil {
		return ui.Chat{}, err
	}
	seats.add(seat)
	first, err := s.firstRoom(person.ID)
	if err != nil {
		return ui.Chat{}, err
	}
	h := &host{session: s, who: who, key: k}
	h.findBots()
	s.host.Store(h)
	if s.first != 0 {
		first = s.first
	}
	chat := ui.Chat{Seat: seat, Host: h, Room: first, Settings: settings}
	if s.isExec { // a file is read and nobody
		return chat, nil
	}
	return s.greet(chat, person.ID), nil
}
