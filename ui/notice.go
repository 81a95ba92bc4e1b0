package ui

import (
	"strings"

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
		case said, ok := <-notices:
			if !ok {
				return nil
			}
			return noticeMsg{said}
		case <-ctx.Done():
			return nil
		}
	}
}

// showNotice shows a notice below the messages, once there are any; the form
// has no place for one.
func (m *Model) showNotice(n noticeMsg) tea.Cmd {
	said := m.look.lang.Say(n.said)
	switch {
	case m.form != nil:
	case m.timeline.in.ID == 0:
		m.carried = strings.TrimPrefix(m.carried+"\n"+said, "\n")
	default:
		m.tell(said)
	}
	return m.heed()
}
