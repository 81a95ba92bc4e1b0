package ui

import (
	"time"

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
func (m *Model) tellTyping() {
	t := &m.typists
	switch on := m.tellsTyping() && !m.feed.leaving() && !m.composer.Empty() && !m.composer.slash(); {
	case !on:
		m.hush()
	case t.told.IsZero() || m.now().Sub(t.told) >= typingGap:
		t.told = m.now()
		m.seat.Typing(true)
	}
}

// hush tells others that the person types no more, if they were told.
func (m *Model) hush() {
	if !m.typists.told.IsZero() {
		m.typists.told = time.Time{}
		m.seat.Typing(false)
	}
}

// tellsTyping reports whether the person takes part in telling who types.
func (m *Model) tellsTyping() bool { return m.settings["typing"] != "off" }

// line says who types, empty for nobody.
func (t *typists) line(l look) string {
	name := func(i int) string { return l.method.Cut(l.line(t.who[i].Called()), shortName) }
	switch len(t.who) {
	case 0:
		return ""
	case 1:
		return l.t("%s is typing...", name(0))
	case 2:
		return l.t("%s and %s are typing...", name(0), name(1))
	case 3:
		return l.t("%s, %s and %s are typing...", name(0), name(1), name(2))
	}
	return l.t("several people are typing...")
}
