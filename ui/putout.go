package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
)

// putOut has another room entered, because the person is in this one no more,
// and says why, unless they have asked for it themselves. What they were
// writing is kept.
func (m *Model) putOut(why string) {
	m.uprooted, m.why = m.composer.Text(), why
	asked := m.running || m.feed.next != 0
	m.goHome()
	if to := m.panes.index(m.feed.next); !asked && to >= 0 {
		m.carry(m.look.t("%s; you are in %s now", why, m.panes.label(m.look, &m.panes.rooms[to])))
	}
}

// putOutBy is putOut for what somebody else did, in two sentences: for the
// list, and for the row that the person finds where they are taken. The server
// tells the latter in the same words, which are not said twice.
func (m *Model) putOutBy(why string, told lang.Sentence) {
	m.uprooted, m.why = m.composer.Text(), why
	m.goHome()
	m.heard = m.look.lang.Say(told)
	m.carry(m.heard)
}

// goHome has the room that one came from entered next, or else the lobby, which
// nobody can leave, unless another room is.
func (m *Model) goHome() {
	if m.feed.next != 0 {
		return
	}
	for i := range m.panes.rooms {
		switch r := m.panes.rooms[i].Room; {
		case r.ID == m.timeline.in.ID:
		case r.ID == m.previous:
			m.feed.next = r.ID
			return
		case r.Open():
			m.feed.next = r.ID
		}
	}
}

// carry keeps rows for the room that is being entered.
func (m *Model) carry(rows string) {
	if n := len(m.carried); n > 0 && m.carried[n-1].tone == Plain {
		m.carried[n-1].text += "\n" + rows
		return
	}
	m.carried = append(m.carried, note{text: rows})
}

// explainMove stops whoever was writing in a room that they are no longer in:
// the rest of what they type is not for the room that they find themselves in.
func (m *Model) explainMove() {
	if m.uprooted == "" {
		return
	}
	m.composer.Keep(m.uprooted)
	m.uprooted = ""
	m.askMenu(m.look.t("%s; Ctrl-Y brings your text back", m.why), []entry{
		{label: m.look.t("go on in %s", m.label(m.timeline.in)), do: func(*Model) tea.Cmd { return nil }},
	})
}

// showLeft says that somebody has gone; the person themselves has to go elsewhere.
func (m *Model) showLeft(e room.Left) {
	if e.Who.ID == m.me.ID {
		m.putOut(m.look.t("you are not in %s any more", m.timeline.called))
	}
	m.timeline.moved(e.Who, false, e.At)
}

// showDiscarded says that the room was deleted.
func (m *Model) showDiscarded(e room.Discarded) {
	if e.By.ID == 0 {
		m.putOut(m.look.t("%s was deleted", m.timeline.called))
		return
	}
	m.putOut(m.look.t("%s was deleted by %s", m.timeline.called, m.look.line(e.By.Called())))
}
