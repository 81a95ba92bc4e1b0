package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
)

// A recall looks for something that was sent before, newest first, as one
// types part of it.
type recall struct {
	field *edit.Editor
	at    int // of what was found in the history
	found string
}

// lookBack starts looking, unless something waits to be tried again.
func (m *Model) lookBack() tea.Cmd {
	if m.outbox.failed(m.timeline.in.ID) {
		return m.retry()
	}
	r := &recall{field: edit.New(edit.Options{Limit: maxField, Single: true})}
	r.find(m, m.composer.History().Len())
	m.open(r)
	return nil
}

// maxField is the most bytes of what is typed into a field that filters.
const maxField = 200

func (r *recall) find(m *Model, before int) {
	if i, ok := m.composer.History().Search(r.field.Text(), before); ok {
		r.at, r.found = i, m.composer.History().Line(i)
	} else if before == m.composer.History().Len() {
		r.at, r.found = before, ""
	}
}

// press implements [layer].
func (r *recall) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c":
		m.shut(r)
	case "enter", "tab":
		m.shut(r)
		if r.found != "" {
			return m.takeBack(r.found), true
		}
	case "ctrl+r", "up", "ctrl+p":
		r.find(m, r.at)
	default:
		r.field.Press(k)
		r.find(m, m.composer.History().Len())
	}
	return nil, true
}

// takeBack puts something that was sent before into the composer. What was
// there is what Ctrl-Y brings back.
func (m *Model) takeBack(s string) tea.Cmd {
	if text := m.composer.Text(); text != "" {
		m.composer.Keep(text)
	}
	m.composer.Set(s)
	return m.noteTyping()
}

// paste implements [layer].
func (r *recall) paste(m *Model, text string) bool {
	r.field.Insert(text)
	r.find(m, m.composer.History().Len())
	return true
}

// draw implements [layer].
func (r *recall) draw(m *Model, cols, _ int) drawn {
	l := m.look
	label := " " + l.t("sent before:") + " "
	at := l.method.Width(label)
	l.fit(r.field, max(cols-at-1, 2))
	row, col := r.field.Cursor()
	return drawn{
		rows: []string{
			l.theme.Border.Paint(l.centred(l.t("what you have sent"), "-", cols)),
			" " + l.method.Cut(l.line(strings.ReplaceAll(r.found, "\n", " ")), cols-2),
			l.theme.Accent.Paint(label) + r.field.Row(row),
		},
		typing: true, row: 2, col: at + col,
	}
}

// hint implements [layer].
func (r *recall) hint(m *Model) string { return m.look.t("Ctrl-R older  Enter take  Esc close") }
