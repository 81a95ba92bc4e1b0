package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
)

// A paneList is a pane in the place of the timeline, on screens that have no
// room for it beside: rooms to go to, or people to speak to.
type paneList struct {
	members bool
	at      int // the row that Enter takes
	size    int // rows on the screen
}

// toggleRooms shows or hides the rooms, over the timeline where there is no
// room beside it.
func (m *Model) toggleRooms() tea.Cmd {
	if m.shape.class < medium {
		m.open(&paneList{at: len(m.panes.invited) + max(m.panes.index(m.panes.current), 0)})
		return nil
	}
	m.panes.hideRooms = !m.panes.hideRooms
	return nil
}

func (m *Model) toggleMembers() tea.Cmd {
	if m.shape.class < wide {
		m.open(&paneList{members: true})
		return nil
	}
	m.panes.hideMembers = !m.panes.hideMembers
	return nil
}

// count is how many rows there are to choose from.
func (p *paneList) count(m *Model) int {
	if p.members {
		return len(m.panes.members)
	}
	return m.panes.choices()
}

// press implements [layer].
func (p *paneList) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c", "q":
		m.shut(p)
	case "f7", "alt+r", "f8", "alt+m":
		m.shut(p)
		if other := strings.Contains("f8 alt+m", k.Keystroke()); other != p.members {
			m.open(&paneList{members: other})
		}
	case "up", "ctrl+p", "shift+tab", "k":
		p.move(m, -1)
	case "down", "ctrl+n", "tab", "j":
		p.move(m, +1)
	case "pgup":
		p.move(m, 1-p.size)
	case "pgdown":
		p.move(m, p.size-1)
	case "home":
		p.move(m, -p.at)
	case "end":
		p.move(m, p.count(m))
	case "enter":
		return p.take(m), true
	default:
		if n := edit.Typed(k); !p.members && len(n) == 1 && n >= "1" && n <= "9" {
			if i := int(n[0] - '1'); i < len(m.panes.rooms) {
				p.at = len(m.panes.invited) + i
				return p.take(m), true
			}
		}
	}
	return nil, true
}

func (p *paneList) move(m *Model, by int) { p.at = max(min(p.at+by, p.count(m)-1), 0) }

// take goes to the room, answers the invitation, or asks what to do about the
// person.
func (p *paneList) take(m *Model) tea.Cmd {
	m.shut(p)
	p.move(m, 0) // the list may have become shorter
	switch {
	case p.count(m) == 0:
		return nil
	case p.members:
		return m.askPerson(m.panes.members[p.at].Person)
	case p.at < len(m.panes.invited):
		return m.answerInvited(m.panes.invited[p.at])
	}
	return m.goTo(m.panes.rooms[p.at-len(m.panes.invited)].Room.ID)
}

// paste implements [layer].
func (p *paneList) paste(*Model, string) bool { return true }

// draw implements [layer].
func (p *paneList) draw(m *Model, cols, size int) drawn {
	p.size = size
	p.move(m, 0)
	rows := make([]string, 0, size)
	if p.members {
		n := p.count(m)
		from := firstShown(p.at, size, n)
		for i := from; i < min(from+size, n); i++ {
			rows = append(rows, p.member(m, i, cols))
		}
	} else {
		for _, line := range shownLines(m.panes.sections(size > 8), p.at, size) {
			rows = append(rows, p.room(m, line, cols))
		}
	}
	for len(rows) < size {
		rows = append(rows, "")
	}
	return drawn{rows: rows, full: true}
}

// room is a row of the list of rooms.
func (p *paneList) room(m *Model, line paneLine, cols int) string {
	if line.choice < 0 || line.choice != p.at {
		return m.panes.lineRow(m.look, cols, line)
	}
	return m.look.theme.Select.Paint(m.panes.choiceLine(m.look, cols, line.choice))
}

// member is a row of the list of people.
func (p *paneList) member(m *Model, i, cols int) string {
	l, who := m.look, m.panes.members[i]
	if i == p.at {
		return l.theme.Select.Paint(strings.TrimRight(m.panes.memberLine(l, cols, who), " "))
	}
	return m.panes.memberRow(l, cols, who)
}

// hint implements [layer].
func (p *paneList) hint(m *Model) string {
	if p.members {
		return m.look.t("Up Down choose  Enter menu  Esc close")
	}
	return m.look.t("Up Down choose  Enter go  Esc close")
}
