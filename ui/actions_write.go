package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// writeActions are those of the composer, besides what its editor knows.
func writeActions() []action {
	return []action{
		{
			keys: []string{"enter"}, shown: "Enter", group: groupWrite,
			help: "send what is typed", do: plain((*Model).submit),
		},
		{
			words: []string{"me"}, args: "TEXT", group: groupWrite,
			help: "say what you do: /me waves", do: (*Model).act,
		},
		{
			keys: []string{"ctrl+r"}, shown: "Ctrl-R", group: groupWrite,
			help: "try again what was not delivered", do: plain((*Model).retry),
		},
		{
			keys: []string{"ctrl+c", "ctrl+d"}, when: empty,
			do: plain((*Model).leave),
		},
		{
			keys: []string{"ctrl+c"}, shown: "Ctrl-C", group: groupWrite,
			help: "put the text away; twice with nothing typed: leave", do: plain((*Model).putAway),
		},
		{
			words: []string{"quit", "q", "退出"}, group: groupLook,
			help: "leave", do: plain(func(*Model) tea.Cmd { return tea.Quit }),
		},
	}
}

// act says what the person does.
func (m *Model) act(said string) tea.Cmd {
	if said == "" {
		m.status.fail("/me needs words: /me waves")
		return nil
	}
	return m.say(room.Action, said)
}

// leave ends the session when it is asked for twice.
func (m *Model) leave() tea.Cmd {
	if m.left {
		return tea.Quit
	}
	m.leaving = true
	m.status.notice("press Ctrl-C again or type /quit to leave")
	return nil
}

// putAway empties the composer.
func (m *Model) putAway() tea.Cmd {
	m.composer.Clear()
	m.status.notice("cleared; Ctrl-Y brings the text back")
	return nil
}
