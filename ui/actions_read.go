package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/pick"
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
		{
			keys: []string{"alt+u"}, words: []string{"unread", "未读"}, shown: "Alt-U", group: groupRead,
			help: "the first message that you had not read", do: plain((*Model).toUnread),
		},
		{
			words: []string{"history", "历史"}, takes: []pick.Arg{{Name: "DATE"}}, group: groupRead, mine: isDate,
			help: "what was said on a day: 2026-11-20, yesterday, 7d", do: (*Model).toPlace,
		},
		{
			words: []string{"jump", "跳转"}, takes: []pick.Arg{{Name: "NUMBER"}}, group: groupRead,
			help: "a message by its number here, its id or a link to it", do: (*Model).toPlace,
		},
		{
			keys: []string{"esc"}, shown: "Esc", group: groupRead,
			help: "choose a message: reply, react, edit, copy and more", do: plain((*Model).selectMessage),
		},
		{
			keys: []string{"up"}, when: empty, shown: "Up", group: groupRead,
			help: "with nothing typed: choose what you said last; e changes it", do: plain((*Model).selectOwn),
		},
		{
			words: []string{"thread", "话题"}, group: groupRead, mine: noMessage,
			help: "the newest thread, on the whole screen", do: plain((*Model).newestThread),
		},
	}
}

// isDate is when what follows a slash word is a time.
func isDate(rest string) bool {
	q, err := room.ParseQuery("after:"+strings.TrimSpace(rest), time.UTC)
	return err == nil && !q.After.IsZero()
}

// scroll moves the timeline, and reads what comes into reach.
func (m *Model) scroll(rows int) tea.Cmd {
	if rows == 0 {
		rows = 1
	}
	m.timeline.scroll(rows)
	return m.seen()
}

// bottom goes to the newest message.
func (m *Model) bottom() tea.Cmd {
	m.timeline.toBottom()
	return m.seen()
}
