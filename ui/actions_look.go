package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// lookActions are those about the screen itself.
func lookActions() []action {
	return []action{
		{
			keys: []string{"f7", "alt+r"}, shown: "F7 Alt-R", group: groupLook,
			help: "show or hide the rooms", do: plain((*Model).toggleRooms),
		},
		{
			keys: []string{"f8", "alt+m"}, shown: "F8 Alt-M", group: groupLook,
			help: "show or hide the members", do: plain((*Model).toggleMembers),
		},
		{
			shown: "> @ * o - ?", group: groupLook,
			help: "before a room: you are there, you are named, unread, somebody is there, or not, you are invited",
		},
		{
			shown: "[p] [x] [m]", group: groupLook,
			help: "behind a room: private, archived, only moderators write",
		},
		{
			shown: "~ +", group: groupLook,
			help: "before a name: the room's owner, a moderator",
		},
		{words: []string{"theme"}, mine: nothingMore, do: plain((*Model).chooseTheme)},
		{
			words: []string{"admin", "管理"}, mine: nothingMore, group: groupLook,
			help: "the screen of the staff: people, rooms, reports, bans, the log", do: plain((*Model).openStaff),
		},
		{
			shown: "Ctrl-L", words: []string{"redraw"}, group: groupLook,
			help: "draw the screen again", do: plain(func(*Model) tea.Cmd { return screen.Redraw }),
		},
		{
			keys: []string{"f1"}, shown: "F1 ?", group: groupLook,
			help: "this help", do: plain((*Model).help),
		},
		{keys: []string{"?", "？"}, when: empty, do: plain((*Model).help)},
		{words: []string{"help", "帮助"}, mine: isHelpTopic, do: (*Model).helpAbout},
		{
			words: []string{"keys", "按键"}, group: groupLook,
			help: "the keys alone", do: func(m *Model, _ string) tea.Cmd { return m.helpAbout("keys") },
		},
	}
}
