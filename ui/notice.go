package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
)

// noticeMsg is something that the server tells this person alone.
type noticeMsg struct{ said lang.Sentence }

// heed waits for the next notice.
func (m *Model) heed() tea.Cmd {
	if m.notices == nil {
		return nil
	}
	ctx, notices := m.ctx, m.notices
	return func() tea.Msg {
		select {
		case said := <-notices:
			return noticeMsg{said}
		case <-ctx.Done():
			return nil
		}
	}
}

// showNotice shows a notice below the messages; the form has no place for one.
func (m *Model) showNotice(n noticeMsg) tea.Cmd {
	if m.form == nil {
		m.tell(m.look.lang.Say(n.said))
	}
	return m.heed()
}
