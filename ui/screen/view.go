package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text"
)

// View is the same frame for Bubble Tea's own renderer, measured by m. Nothing
// in production draws it; it is what a model's View method returns and what
// the tests hold the painter against.
func (f *Frame) View(m text.Method) tea.View {
	var b strings.Builder
	for y := range max(f.Height, 0) {
		if y > 0 {
			b.WriteByte('\n')
		}
		col := 0
		for _, s := range f.row(y) {
			shown := fit(s.Text, f.room(s), m)
			if shown == "" {
				continue
			}
			blanks := max(s.Col-col, 0)
			b.WriteString(strings.Repeat(" ", blanks))
			b.WriteString(shown)
			col += blanks + m.Width(shown)
		}
	}
	v := tea.NewView(b.String())
	v.AltScreen = true
	v.ReportFocus = true
	v.WindowTitle = cleanTitle(f.Title)
	if col, row, shown := f.cursor(); shown {
		v.Cursor = tea.NewCursor(col, row)
	}
	return v
}

// row is row y, or nothing when the model gave none.
func (f *Frame) row(y int) Row {
	if y < len(f.Rows) {
		return f.Rows[y]
	}
	return nil
}

// room is how many columns of s lie on the screen.
func (f *Frame) room(s Segment) int {
	if s.Col < 0 {
		return 0
	}
	return min(s.Room, f.Width-s.Col)
}

// cursor is the insertion cell, moved onto the screen where it lies beside it.
func (f *Frame) cursor() (col, row int, shown bool) {
	col = max(min(f.Cursor.Col, f.Width-1), 0)
	row = max(min(f.Cursor.Row, f.Height-1), 0)
	return col, row, !f.Cursor.Hidden && f.Width > 0 && f.Height > 0
}
