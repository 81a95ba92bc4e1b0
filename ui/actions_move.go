package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"snug/ui/pick"
)

// moveActions are those that go to another room.
func moveActions() []action {
	list := []action{
		{
			keys: []string{"ctrl+k", "alt+k"}, shown: "Ctrl-K Alt-K", group: groupMove,
			help: "go to a room, a person or a command by part of the name", do: plain(func(m *Model) tea.Cmd { return m.switchTo("") }),
		},
		{
			words: []string{"go", "w", "前往"}, takes: []pick.Arg{{Name: "ROOM", Kind: pick.ArgRoom}}, group: groupMove,
			help: "go to a room by name or number", do: (*Model).goWhere,
		},
		{shown: "Alt-1 .. Alt-9 Alt-0", group: groupMove, help: "room by number"},
		{
			keys: []string{"alt+up", "ctrl+pgup"}, shown: "Alt-Up Alt-Down", group: groupMove,
			help: "previous, next room", do: plain(func(m *Model) tea.Cmd { return m.goTo(m.panes.beside(-1)) }),
		},
		{
			keys: []string{"alt+down", "ctrl+pgdown"},
			do:   plain(func(m *Model) tea.Cmd { return m.goTo(m.panes.beside(+1)) }),
		},
		{
			keys: []string{"alt+a"}, shown: "Alt-A", words: []string{"next"}, group: groupMove,
			help: "the next room with a mention, else with anything unread", do: plain((*Model).nextUnread),
		},
		{
			keys: []string{"alt+/"}, shown: "Alt-/", words: []string{"back"}, group: groupMove,
			help: "the room that you came from", do: plain((*Model).goBack),
		},
		{
			words: []string{"quit", "q", "退出"}, group: groupMove,
			help: "leave", do: plain((*Model).quit),
		},
	}
	for n := range 10 {
		list = append(list, action{
			keys: []string{fmt.Sprintf("alt+%d", n)},
			do:   plain(func(m *Model) tea.Cmd { return m.goNumber((n+9)%10 + 1) }),
		})
	}
	return list
}
