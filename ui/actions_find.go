package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/pick"
)

// findActions are those that look for messages, and for what is in them.
func findActions() []action {
	return []action{
		{
			keys: []string{"ctrl+f"}, shown: "Ctrl-F", words: []string{"search", "find", "搜索"},
			takes: []pick.Arg{{Name: "QUERY", Rest: true}}, group: groupRead,
			help: "search: words, from: in: before: after: has:", do: (*Model).openSearch,
		},
		{
			words: []string{"pins", "置顶"}, group: groupRead,
			help: "what is pinned in this room", do: plain((*Model).showPins),
		},
		{
			words: []string{"files", "文件"}, group: groupRead, mine: wordless,
			help: "the files in this room", do: plain(func(m *Model) tea.Cmd { return m.showFiles(0) }),
		},
		{
			words: []string{"preview", "预览"}, takes: []pick.Arg{{Name: "FILE"}}, group: groupRead,
			help: "look at a picture, by the number of its file", do: (*Model).lookAtNumber,
		},
		{
			words: []string{"links", "链接"}, group: groupRead,
			help: "the links in what was said lately", do: plain(func(m *Model) tea.Cmd { return m.showLinks(nil) }),
		},
		{
			keys: []string{"alt+l"}, shown: "Alt-L", words: []string{"bare"}, group: groupRead,
			help: "the messages as plain text, for marking and copying", do: plain((*Model).openBare),
		},
	}
}

// wordless is when nothing follows a slash word.
func wordless(rest string) bool { return rest == "" }
