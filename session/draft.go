package session

import (
	"context"
	"runtime/debug"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/ui"
)

// draftPatience is how long a session's end waits until its draft is on disk.
const draftPatience = 5 * time.Second

// keepDraft saves what was typed on a screen that has ended and not sent. It
// reports whether that is on disk now, or was before.
func (s *session) keepDraft(m *ui.Model, seats *seats, k gossh.PublicKey) (saved bool) {
	defer func() {
		// The model of a screen that panicked may be in any state.
		if p := recover(); p != nil {
			s.server.panicked(s.conn, "draft", p, debug.Stack())
			saved = false
		}
	}()
	in, draft, unsaved := m.Draft()
	who, ok := seats.person()
	if !ok {
		return !unsaved
	}
	// The screen's context has ended by now, and with it the connection's.
	ctx, cancel := context.WithTimeout(context.Background(), draftPatience)
	defer cancel()
	if now, err := s.server.Directory.Identify(k); err == nil && now.Account.ID != keys.AccountID(who.ID) {
		return true // nobody is left who could go on with it, or the key was taken from them
	}
	s.keepRoom(ctx, who, in)
	if !unsaved {
		return true
	}
	if err := s.server.Broker.SaveDraft(ctx, who.ID, in, draft); err != nil {
		s.server.Log.Error("a draft is lost", "conn", s.conn.id, "user", who.Name, "err", err)
		return false
	}
	return true
}

// keepRoom has the next session begin in the room that this one ended in.
func (s *session) keepRoom(ctx context.Context, who room.Person, in room.ID) {
	id := keys.AccountID(who.ID)
	first, err := s.firstRoom(who.ID)
	if err != nil || in == 0 || in == first {
		return // it would begin there anyway
	}
	if err := s.server.Directory.KeepLastRoom(ctx, id, uint64(in)); err != nil {
		s.server.Log.Warn("the last room is not kept", "conn", s.conn.id, "user", who.Name, "err", err)
	}
}

// firstRoom is where somebody's session begins: where their last one ended, if
// they are still in it, else the lobby.
func (s *session) firstRoom(who room.UserID) (room.ID, error) {
	lobby, err := s.server.Broker.Find(who, room.Lobby)
	if err != nil {
		return 0, err
	}
	last, err := s.server.Directory.LastRoom(keys.AccountID(who))
	if err != nil || last == 0 {
		return lobby.ID, err
	}
	all, err := s.server.Broker.Joined(who)
	if err != nil {
		return 0, err
	}
	for _, l := range all {
		if l.Room.ID == room.ID(last) {
			return l.Room.ID, nil
		}
	}
	return lobby.ID, nil
}
