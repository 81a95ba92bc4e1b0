package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/screen"
)

func (m *Model) tooFull() string {
	return m.look.t("a message has at most %d bytes; the rest was left out", maxBytes)
}

// pressKey does what a key means: first to the layer on top, then by the table
// of actions, then to the composer. Nothing that loses anything lies on Esc or
// on Alt and a letter: the network can split them.
func (m *Model) pressKey(k tea.Key) tea.Cmd {
	stroke := k.Keystroke()
	if stroke == "ctrl+l" {
		return screen.Redraw
	}
	if m.form != nil {
		return m.pressForm(k)
	}
	m.status.clear()
	m.timeline.target = 0
	m.left, m.leaving = m.leaving, false
	if l := m.top(); l != nil {
		if cmd, used := l.press(m, k); used {
			return cmd
		}
	}
	if s := edit.Typed(k); s == "" || empty(m) {
		if s != "" {
			stroke = s
		}
		if cmd, used := m.pressAction(stroke); used {
			return cmd
		}
	}
	if _, whole := m.composer.Press(k); !whole {
		m.status.fail(m.tooFull())
	}
	return nil
}
