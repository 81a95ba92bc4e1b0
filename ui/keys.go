package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/screen"
)

// tooFull says that something did not fit. It is kept: each key of a flood asks for
// it, and to make it costs more than all else that they do.
func (m *Model) tooFull() string {
	c := &m.composer
	if c.tooFull == "" || c.tooFullIn != m.look.lang {
		c.tooFullIn, c.tooFull = m.look.lang, m.look.t("a message has at most %d bytes; the rest was left out", maxBytes)
	}
	return c.tooFull
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
	m.anyKey()
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

// anyKey does what every key does first, whatever it means.
func (m *Model) anyKey() {
	m.status.clear()
	m.timeline.target = 0
	m.left, m.leaving = m.leaving, false
}
