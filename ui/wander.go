package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
)

// nextUnread goes to the next room in the list where something is meant for the
// person, else to the next with anything unread.
func (m *Model) nextUnread() tea.Cmd {
	for _, wanted := range []func(room.Listing) bool{
		func(r room.Listing) bool { return calls(&r) > 0 },
		func(r room.Listing) bool { return r.Unread > 0 && r.Level != room.None },
	} {
		n, from := len(m.panes.rooms), m.panes.index(m.panes.current)
		for i := 1; i <= n; i++ {
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
	if n, ok := roomNumber(where); ok {
		return m.goNumber(n)
	}
	if id := m.panes.named(where); id != 0 {
		return m.goTo(id)
	}
	return m.switchTo(where)
}

// roomName is what is typed for a room, without the sign.
func roomName(typed string) string { return strings.TrimSpace(strings.TrimLeft(typed, " 　#＃")) }

// roomNumber reads a room's place in the list, in half- or full-width digits.
func roomNumber(typed string) (n int, ok bool) {
	n, err := strconv.Atoi(text.Fold(roomName(typed)))
	return n, err == nil && n > 0
}

// named is the room in the list that is called that, or has that ID; zero for
// none. People are found by any of their names.
func (p *panes) named(typed string) room.ID {
	name := text.Fold(roomName(typed))
	for i := range p.rooms {
		r := &p.rooms[i].Room
		switch shown := p.captions[r.ID].sort; name {
		case text.Fold(r.Name), idOf(*r), shown, strings.TrimPrefix(shown, "#"):
			return r.ID
		}
	}
	return 0
}
