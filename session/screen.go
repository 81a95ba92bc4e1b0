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
	"snug/ui"
	"snug/ui/screen"
)

// screen shows the chat, or before it the sign-up form, until the person
// leaves. It reads and writes the channel itself: the library's session would
// copy every write twice.
func (s *session) screen(ctx context.Context, who keys.Identity, k gossh.PublicKey, user string) int {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	var seats seats
	defer seats.close()

	config := ui.Config{Server: s.server.Name, Caps: screen.CapsFrom(s.env, s.term)}
	if who.SignedUp() {
		chat, err := s.chat(&seats, who, k)
		if err != nil {
			return s.fail("open the screen", err)
		}
		config.Chat = chat
	} else {
		config.SignUp = s.signUp(&seats, who, k, user)
	}
	err := screen.Run(ctx, ui.New(ctx, config), screen.Terminal{
		In: s.ch, Out: s.ch,
		Size: s.window.first, Resize: s.window.changes,
		Stall: s.server.Limits.WriteStall, OnStall: s.stalled,
		Reading: &s.reading,
	}, screen.Options{
		Environ: s.env, Term: s.term,
		Ended: func() { end(nil) },
	})
	return s.left(err)
}

// left says the last words of a screen, on the normal screen that the person
// is back on, and returns the exit status.
func (s *session) left(err error) int {
	var stop *stopError
	var p *screen.PanicError
	switch {
	case err == nil, errors.Is(err, screen.ErrInputClosed), errors.Is(err, context.Canceled), errors.Is(err, io.EOF):
		// The person has left, or the client is gone.
	case errors.As(err, &stop):
		s.tell("-- " + stop.Error() + " --\n")
	case errors.As(err, &p):
		id := s.server.panicked(s.conn, "screen", p.Value, p.Stack)
		s.tell("internal error, id " + id + "; connect again, and tell the people who run this server\n")
		return int(command.Internal)
	case errors.Is(err, screen.ErrStalled):
		return int(command.Internal) // the connection is cut
	default:
		return s.fail("show the screen", err)
	}
	return int(command.OK)
}

// fail tells a person that something broke and the log what.
func (s *session) fail(what string, err error) int {
	var r *room.Refusal
	if errors.As(err, &r) {
		s.tell(r.Error() + "\n")
		return int(command.Unavailable)
	}
	id := newID()
	s.server.Log.Error("session failed", "conn", s.conn.id, "id", id, "err", fmt.Errorf("%s: %w", what, err))
	s.tell("internal error, id " + id + "; connect again, and tell the people who run this server\n")
	return int(command.Internal)
}

// chat returns what the chat screen works with.
func (s *session) chat(seats *seats, who keys.Identity, k gossh.PublicKey) (ui.Chat, error) {
	person := room.Person{ID: room.UserID(who.Account.ID), Name: who.Account.Name}
	lobby, err := s.server.Broker.Find(person.ID, room.Lobby)
	if err != nil {
		return ui.Chat{}, err
	}
	seat, err := s.server.Broker.Sit(person, room.SitOptions{})
	if err != nil {
		return ui.Chat{}, err
	}
	seats.add(seat)
	return ui.Chat{Seat: seat, Host: &host{s, who, k}, Room: lobby.ID}, nil
}
