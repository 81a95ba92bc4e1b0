package ui

import (
	tea "charm.land/bubbletea/v2"
)

// readActions are those of the timeline.
func readActions() []action {
	return []action{
		{
			keys: []string{"pgup"}, shown: "PgUp PgDn", group: groupRead,
			help: "through the history", do: plain(func(m *Model) tea.Cmd { return m.scroll(1 - m.shape.body) }),
		},
		{
			keys: []string{"pgdown"},
			do:   plain(func(m *Model) tea.Cmd { return m.scroll(m.shape.body - 1) }),
		},
		{
			keys: []string{"alt+end"}, words: []string{"bottom"}, shown: "End Alt-End", group: groupRead,
			help: "the newest message", do: plain((*Model).bottom),
		},
		{
			keys: []string{"end"}, when: empty,
			do: plain((*Model).bottom),
		},
	}
}

// scroll moves the timeline, and reads what comes into reach.
func (m *Model) scroll(rows int) tea.Cmd {
	if rows == 0 {
		rows = 1
	}
	m.timeline.scroll(rows)
	return tea.Batch(m.fill(), m.markRead())
}

// bottom goes to the newest message.
func (m *Model) bottom() tea.Cmd {
	m.timeline.toBottom()
	return tea.Batch(m.fill(), m.markRead())
}
