package ui

import tea "charm.land/bubbletea/v2"

// noticeMsg is something that the server tells this person alone. It comes
// instead of news: whoever waits for those waits for it, too.
type noticeMsg struct{ Notice }

// showNotice shows a notice below the messages.
func (m *Model) showNotice(n noticeMsg) tea.Cmd {
	m.feed.pulling = false
	m.tell(m.look.lang.Say(n.Text))
	return m.follow()
}

// greet keeps what a person is told when they come for the room that they come
// into.
func (m *Model) greet(c Chat) {
	if c.MOTD != "" {
		m.carry(c.MOTD)
	}
	for _, n := range c.Waited {
		m.carry(m.look.lang.Say(n.Text))
	}
}
