package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/screen"
)

var tooFull = fmt.Sprintf("a message has at most %d bytes; the rest was left out", maxBytes)

// pressKey does what a key means. Nothing that loses anything lies on Esc or
// on Alt and a letter: the network can split them.
func (m *Model) pressKey(k tea.Key) tea.Cmd {
	if k.Keystroke() == "ctrl+l" {
		return screen.Redraw
	}
	if m.form != nil {
		return m.pressForm(k)
	}
	m.status.clear()
	leaving := m.leaving
	m.leaving = false
	if m.overlay.open {
		m.overlay.press(k)
		return nil
	}
	if cmd, used := m.pressAnywhere(k); used {
		return cmd
	}
	if m.composer.Empty() {
		if cmd, used := m.pressEmpty(k, leaving); used {
			return cmd
		}
	}
	switch k.Keystroke() {
	case "enter":
		return m.submit()
	case "ctrl+c":
		m.composer.Clear()
		m.status.notice("cleared; Ctrl-Y brings the text back")
		return nil
	}
	if _, whole := m.composer.Press(k); !whole {
		m.status.fail(tooFull)
	}
	return nil
}

// pressAnywhere does what a key means whatever the composer holds.
func (m *Model) pressAnywhere(k tea.Key) (cmd tea.Cmd, used bool) {
	switch stroke := k.Keystroke(); stroke {
	case "pgup":
		return m.scroll(1 - m.shape.body), true
	case "pgdown":
		return m.scroll(m.shape.body - 1), true
	case "alt+end":
		return m.bottom(), true
	case "alt+up", "ctrl+pgup":
		return m.goTo(m.panes.beside(-1)), true
	case "alt+down", "ctrl+pgdown":
		return m.goTo(m.panes.beside(+1)), true
	case "alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9":
		return m.goToNumber(int(stroke[len("alt+")] - '0')), true
	case "f1":
		return m.help(), true
	case "f7", "alt+r":
		m.toggleRooms()
	case "f8", "alt+m":
		m.toggleMembers()
	case "ctrl+r":
		return m.retry(), true
	case "esc", "ctrl+g":
	default:
		return nil, false
	}
	return nil, true
}

// pressEmpty does what a key means in an empty composer only.
func (m *Model) pressEmpty(k tea.Key, leaving bool) (cmd tea.Cmd, used bool) {
	switch {
	case edit.Typed(k) == "?" || edit.Typed(k) == "？":
		return m.help(), true
	}
	switch k.Keystroke() {
	case "end":
		return m.bottom(), true
	case "ctrl+c", "ctrl+d":
		if leaving {
			return tea.Quit, true
		}
		m.leaving = true
		m.status.notice("press Ctrl-C again or type /quit to leave")
		return nil, true
	}
	return nil, false
}

// scroll moves the timeline, and reads what comes into reach.
func (m *Model) scroll(rows int) tea.Cmd {
	if rows == 0 {
		rows = 1
	}
	m.timeline.scroll(rows)
	return tea.Batch(m.fill(), m.markRead())
}

// bottom goes to the newest message.
func (m *Model) bottom() tea.Cmd {
	m.timeline.toBottom()
	return tea.Batch(m.fill(), m.markRead())
}

func (m *Model) goToNumber(n int) tea.Cmd {
	if n > len(m.panes.rooms) {
		m.status.fail(fmt.Sprintf("there is no room %d; /rooms lists them", n))
		return nil
	}
	return m.goTo(m.panes.rooms[n-1].Room.ID)
}

// toggleRooms shows or hides the rooms, over the timeline where there is no
// room beside it.
func (m *Model) toggleRooms() {
	if m.shape.class < medium {
		m.overlay.show(m.panes.roomText(m.look))
		return
	}
	m.panes.hideRooms = !m.panes.hideRooms
}

func (m *Model) toggleMembers() {
	if m.shape.class < wide {
		m.overlay.show(m.panes.memberText(m.look))
		return
	}
	m.panes.hideMembers = !m.panes.hideMembers
}
