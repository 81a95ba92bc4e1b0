package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
)

// noticeMsg is something that the server tells this person alone. It comes
// instead of news: whoever waits for those waits for it, too.
type noticeMsg struct{ said lang.Sentence }

// showNotice shows a notice below the messages.
func (m *Model) showNotice(n noticeMsg) tea.Cmd {
	m.feed.pulling = false
	m.tell(m.look.lang.Say(n.said))
	return m.follow()
}
