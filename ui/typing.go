package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// typists is who types in the room on the screen, and what others were told of
// the person themselves.
type typists struct {
	who  []room.Person
	told time.Time // when the others were told last; zero: they were told it is over
}

// typingGap is how often, at most, others are told that the person still types.
const typingGap = 3 * time.Second

// tellTyping tells others that the person types, or has stopped.
func (m *Model) tellTyping() tea.Cmd {
	on := !m.composer.Empty() && !m.composer.slash()
	t := &m.typists
	switch {
	case !m.hearsTyping() || m.seat == nil:
		return nil
	case on && m.now().Sub(t.told) < typingGap, !on && t.told.IsZero():
		return nil
	}
	t.told = time.Time{}
	if on {
		t.told = m.now()
	}
	seat := m.seat
	return func() tea.Msg {
		seat.Typing(on)
		return nil
	}
}

// line says who types, empty for nobody.
func (t *typists) line(l look) string {
	names := make([]string, 0, 3)
	for i, p := range t.who {
		if i == 3 {
			return l.t("several people are typing...")
		}
		names = append(names, l.method.Cut(l.line(p.Called()), shortName))
	}
	if len(names) == 0 {
		return ""
	}
	return l.t("%s typing...", strings.Join(names, l.t(", ")))
}
