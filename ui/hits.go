package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// hits are what was found last, to go through from select mode.
type hits struct {
	list  []room.Hit
	at    int
	words []string
}

// nextHit goes to another message that was found: the older one for +1.
func (m *Model) nextHit(by int) tea.Cmd {
	n := len(m.hits.list)
	if n == 0 {
		m.status.notice(m.look.t("nothing was searched for; Ctrl-F searches"))
		return nil
	}
	m.hits.at = (m.hits.at + by + n) % n
	h := m.hits.list[m.hits.at]
	m.status.notice(m.look.t("found %d of %d", m.hits.at+1, n))
	return m.jump(h.Room.ID, h.Message.Seq, m.hits.words)
}
