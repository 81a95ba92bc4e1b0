package session

import (
	"context"
	"runtime/debug"
	"time"

	"snug/ui"
)

// draftPatience is how long a session's end waits until its draft is on disk.
const draftPatience = 5 * time.Second

// keepDraft saves what was typed on a screen that has ended and not sent. It
// reports whether that is on disk now, or was before.
func (s *session) keepDraft(m *ui.Model, seats *seats) (saved bool) {
	defer func() {
		// The model of a screen that panicked may be in any state.
		if p := recover(); p != nil {
			s.server.panicked(s.conn, "draft", p, debug.Stack())
			saved = false
		}
	}()
	in, draft, unsaved := m.Draft()
	if !unsaved {
		return true
	}
	who, ok := seats.person()
	if !ok {
		return false
	}
	// The screen's context has ended by now, and with it the connection's.
	ctx, cancel := context.WithTimeout(context.Background(), draftPatience)
	defer cancel()
	if err := s.server.Broker.SaveDraft(ctx, who.ID, in, draft); err != nil {
		s.server.Log.Error("a draft is lost", "conn", s.conn.id, "user", who.Name, "err", err)
		return false
	}
	return true
}
