package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// moveActions are those that go to another room.
func moveActions() []action {
	list := []action{
		{
			keys: []string{"alt+up", "ctrl+pgup"}, shown: "Alt-Up Alt-Down", group: groupMove,
			help: "previous, next room", do: plain(func(m *Model) tea.Cmd { return m.goTo(m.panes.beside(-1)) }),
		},
		{
			keys: []string{"alt+down", "ctrl+pgdown"},
			do:   plain(func(m *Model) tea.Cmd { return m.goTo(m.panes.beside(+1)) }),
		},
		{shown: "Alt-1 .. Alt-9", group: groupMove, help: "room by number"},
	}
	for n := 1; n <= 9; n++ {
		list = append(list, action{
			keys: []string{fmt.Sprintf("alt+%d", n)},
			do:   plain(func(m *Model) tea.Cmd { return m.goToNumber(n) }),
		})
	}
	return list
}

func (m *Model) goToNumber(n int) tea.Cmd {
	if n > len(m.panes.rooms) {
		m.status.fail(fmt.Sprintf("there is no room %d; /rooms lists them", n))
		return nil
	}
	return m.goTo(m.panes.rooms[n-1].Room.ID)
}
