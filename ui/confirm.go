package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
)

// A confirm asks before something is destroyed. Only "y" does it; an input
// method may be on, so that the full-width letter and 是 do too.
type confirm struct {
	question string
	do       func(m *Model) tea.Cmd
}

func (m *Model) confirm(question string, do func(m *Model) tea.Cmd) {
	m.open(&confirm{question, do})
}

// press implements [layer].
func (c *confirm) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	m.shut(c)
	switch edit.Typed(k) {
	case "y", "Y", "ｙ", "Ｙ", "是":
		return c.do(m), true
	}
	m.status.notice(m.look.t("nothing was done"))
	return nil, true
}

// paste implements [layer]: it answers nothing.
func (c *confirm) paste(*Model, string) bool { return true }

// draw implements [layer].
func (c *confirm) draw(m *Model, cols, _ int) drawn {
	l := m.look
	row := " " + c.question + " " + l.t("y/N") + " "
	return drawn{
		rows:   []string{l.theme.Warn.Paint(l.method.Cut(row, cols))},
		typing: true, col: min(l.method.Width(row), cols-1),
	}
}

// hint implements [layer].
func (c *confirm) hint(m *Model) string { return m.look.t("y yes  any other key no") }
