package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/theme"
)

// A recall looks for something that was sent before, newest first, as one
// types part of it.
type recall struct {
	field *edit.Editor
	hits  []int // places in the history that were found, the newest first
	found string
}

// lookBack starts looking, unless something waits to be tried again.
func (m *Model) lookBack() tea.Cmd {
	if m.outbox.failed(m.timeline.in.ID) {
		return m.retry()
	}
	r := &recall{field: edit.New(edit.Options{Limit: maxField, Single: true})}
	r.find(m)
	m.open(r)
	return nil
}

// find begins again with the newest.
func (r *recall) find(m *Model) {
	r.hits, r.found = r.hits[:0], ""
	r.older(m)
}

// older goes on to the next older one, if there is any.
func (r *recall) older(m *Model) {
	h := m.composer.History()
	before := h.Len()
	if n := len(r.hits); n > 0 {
		before = r.hits[n-1]
	}
	if i, ok := h.Search(r.field.Text(), before); ok {
		r.hits, r.found = append(r.hits, i), h.Line(i)
	}
}

// newer goes back to the one before.
func (r *recall) newer(m *Model) {
	if n := len(r.hits); n > 1 {
		r.hits, r.found = r.hits[:n-1], m.composer.History().Line(r.hits[n-2])
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
			m.takeBack(r.found)
		}
	case "ctrl+r", "up", "ctrl+p":
		r.older(m)
	case "down", "ctrl+n":
		r.newer(m)
	default:
		before := r.field.Text()
		if r.field.Press(k); r.field.Text() != before {
			r.find(m)
		}
	}
	return nil, true
}

// takeBack puts something that was sent before into the composer. What was
// there is what Ctrl-Y brings back.
func (m *Model) takeBack(s string) {
	if !m.composer.Empty() {
		m.composer.Keep(m.composer.Text())
		m.status.notice(m.look.t("Ctrl-Y brings your text back"))
	}
	m.composer.Set(s)
	m.forgetCompletion()
}

// paste implements [layer].
func (r *recall) paste(m *Model, text string) bool {
	r.field.Insert(text)
	r.find(m)
	return true
}

// draw implements [layer].
func (r *recall) draw(m *Model, cols, size int) drawn {
	l := m.look
	row, cursor := m.fieldRow(l.t("sent before:"), r.field, cols)
	found, st := l.line(strings.ReplaceAll(r.found, "\n", " ")), theme.Style("")
	if found == "" {
		found, st = l.t("nothing like that"), l.theme.Dim
	}
	rows := []string{m.listTitle(l.t("what you have sent"), cols), " " + st.Paint(l.method.Cut(found, cols-2)), row}
	rows = rows[max(len(rows)-size, 0):]
	return drawn{rows: rows, typing: true, row: len(rows) - 1, col: cursor}
}

// hint implements [layer].
func (r *recall) hint(m *Model) string { return m.look.t("Ctrl-R older  Enter take  Esc close") }
