package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/theme"
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
		m.open(&paneList{at: max(m.panes.index(m.panes.current), 0)})
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
	return len(m.panes.rooms)
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
				p.at = i
				return p.take(m), true
			}
		}
	}
	return nil, true
}

func (p *paneList) move(m *Model, by int) { p.at = max(min(p.at+by, p.count(m)-1), 0) }

// take goes to the room, or begins to speak to the person.
func (p *paneList) take(m *Model) tea.Cmd {
	m.shut(p)
	p.move(m, 0) // the list may have become shorter
	switch {
	case p.count(m) == 0:
	case !p.members:
		return m.goTo(m.panes.rooms[p.at].Room.ID)
	default:
		name := "@" + m.panes.members[p.at].Person.Name + " "
		if before := m.composer.Text()[:m.composer.At()]; before != "" && !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "\n") {
			name = " " + name
		}
		if !m.composer.Insert(name) {
			m.status.fail(m.tooFull())
		}
	}
	return nil
}

// paste implements [layer].
func (p *paneList) paste(*Model, string) bool { return true }

// draw implements [layer].
func (p *paneList) draw(m *Model, cols, size int) drawn {
	p.size = size
	p.move(m, 0)
	n := p.count(m)
	from := max(min(p.at-size/2, n-size), 0)
	rows := make([]string, size)
	for i := range min(size, n-from) {
		rows[i] = p.row(m, from+i, cols)
	}
	return drawn{rows: rows, full: true}
}

func (p *paneList) row(m *Model, i, cols int) string {
	l, chosen := m.look, i == p.at
	st := theme.Style("")
	if chosen {
		st = l.theme.Select
	}
	if !p.members {
		if !chosen {
			return m.panes.roomRow(l, cols, i)
		}
		return st.Paint(m.panes.roomLine(l, cols, i))
	}
	if who := m.panes.members[i]; !chosen {
		return m.panes.memberRow(l, cols, who)
	} else if name := l.line(who.Person.Called()); who.Gone() {
		return st.Paint(l.ends("   "+name, l.t("away"), cols-1))
	} else {
		return st.Paint(l.method.Cut("   "+name, cols-1))
	}
}

// hint implements [layer].
func (p *paneList) hint(m *Model) string {
	if p.members {
		return m.look.t("Up Down choose  Enter mention  Esc close")
	}
	return m.look.t("Up Down choose  Enter go  Esc close")
}
