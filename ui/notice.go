package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/theme"
)

// showNotices shows what the server tells this person alone, or everybody.
func (m *Model) showNotices(notices []Notice) tea.Cmd {
	var cmds []tea.Cmd
	for _, n := range notices {
		cmds = append(cmds, m.showNotice(n))
	}
	return tea.Batch(cmds...)
}

// showNotice shows a notice below the messages.
func (m *Model) showNotice(n Notice) tea.Cmd {
	if n.Upload != nil {
		return m.showUpload(*n.Upload)
	}
	said := m.look.lang.Say(n.Text)
	switch {
	case said == m.heard: // an event has told it
		m.heard = ""
	case n.Tone == Plain:
		m.tell(said)
	default:
		m.timeline.addToned(said, n.Tone, m.now())
	}
	return m.alertNotice(said, n.Tone)
}

// alertNotice tells the person, who does not look, what everybody should know
// soon.
func (m *Model) alertNotice(said string, t Tone) tea.Cmd {
	if t < Warning || m.looking() {
		return nil
	}
	return m.alert(m.settings["bell"] != "off", m.look.line(m.server), func() string { return m.look.line(said) })
}

// greet keeps what a person is told when they come for the room that they come
// into.
func (m *Model) greet(c Chat) {
	if c.MOTD != "" {
		m.carry(c.MOTD)
	}
	for _, n := range c.Waited {
		if said := m.look.lang.Say(n.Text); n.Tone == Plain {
			m.carry(said)
		} else {
			m.carried = append(m.carried, note{text: said, tone: n.Tone})
		}
	}
}

// toned is the text of a note with the mark of its tone, which is seen without
// colours, too.
func (l look) toned(n *note) string {
	switch n.tone {
	case Warning:
		return "! " + n.text
	case Critical:
		return "!! " + n.text
	case Plain, Info:
	}
	return n.text
}

// toneStyle is how a note of a tone is drawn.
func (l look) toneStyle(t Tone) theme.Style {
	switch t {
	case Info:
		return l.theme.Accent
	case Warning:
		return l.theme.Warn
	case Critical:
		return l.theme.Fail
	case Plain:
	}
	return l.theme.Dim
}
