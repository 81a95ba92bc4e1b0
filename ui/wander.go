package ui

import (
	"strconv"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// nextUnread goes to the next room in the list with a mention, else to the
// next with anything unread.
func (m *Model) nextUnread() tea.Cmd {
	for _, wanted := range []func(room.Listing) bool{
		func(r room.Listing) bool { return r.Mentions > 0 },
		func(r room.Listing) bool { return r.Unread > 0 && r.Level != room.None },
	} {
		n, from := len(m.panes.rooms), m.panes.index(m.panes.current)
		for i := 1; i < n; i++ {
			if r := m.panes.rooms[(from+i+n)%n]; wanted(r) && r.Room.ID != m.panes.current {
				return m.goTo(r.Room.ID)
			}
		}
	}
	m.status.notice(m.look.t("nothing is unread"))
	return nil
}

// goBack goes to the room that one came from.
func (m *Model) goBack() tea.Cmd {
	if m.previous == 0 || m.panes.index(m.previous) < 0 {
		m.status.notice(m.look.t("there is no room to go back to"))
		return nil
	}
	return m.goTo(m.previous)
}

// goNumber goes to a room by its place in the list.
func (m *Model) goNumber(n int) tea.Cmd {
	if n < 1 || n > len(m.panes.rooms) {
		m.status.fail(m.look.t("there is no room %d; Ctrl-K lists them", n))
		return nil
	}
	return m.goTo(m.panes.rooms[n-1].Room.ID)
}

// goWhere goes to a room by number or by name; what is neither is looked for
// in the switcher.
func (m *Model) goWhere(where string) tea.Cmd {
	where = strings.TrimLeft(strings.TrimSpace(where), "#＃")
	if n, err := strconv.Atoi(halfWidth(where)); err == nil {
		return m.goNumber(n)
	}
	for _, r := range m.panes.rooms {
		if strings.EqualFold(r.Room.Name, where) {
			return m.goTo(r.Room.ID)
		}
	}
	return m.switchTo(where)
}

// halfWidth folds the digits that an input method types full-width.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return unicode.ToLower(r)
	}, s)
}
