package ui

import (
	"strings"

	"snug/ui/screen"
	"snug/ui/theme"
)

// A block is rows of the form that are shown or left out together.
type block struct {
	rows  []string
	level int // blocks of the highest level are left out first
	field bool
}

const formLabel = "Username / 用户名     "

// drawForm lays the form out. What does not fit is left out, the explanations
// first, the field never.
func (m *Model) drawForm(f *screen.Frame) {
	blocks := m.formBlocks()
	for level := 9; level > 0 && countRows(blocks) > m.height; level-- {
		blocks = below(blocks, level)
	}
	y := 0
	for _, b := range blocks {
		if b.field {
			m.drawField(f, y)
		}
		for _, r := range b.rows {
			if y < m.height {
				if !b.field {
					f.Rows[y] = screen.Row{{Room: m.width, Text: r}}
				}
				y++
			}
		}
	}
}

func countRows(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += len(b.rows)
	}
	return n
}

func below(blocks []block, level int) []block {
	var kept []block
	for _, b := range blocks {
		if b.level < level {
			kept = append(kept, b)
		}
	}
	return kept
}

func (m *Model) formBlocks() []block {
	f, l := m.form, m.look
	lead := 2
	if m.width < 40 {
		lead = 0
	}
	para := func(level int, st theme.Style, s string) block {
		rows := l.wrapLine(l.line(s), m.width-2*lead)
		for i, r := range rows {
			rows[i] = blank(lead) + st.Paint(r)
		}
		return block{rows: rows, level: level}
	}
	space := block{rows: []string{""}, level: 8}
	blocks := []block{
		space,
		para(2, l.theme.Accent, "Welcome to "+m.server),
		space,
		para(4, "", "You are new here. This account will belong to the SSH key you connected with:"),
		para(3, l.theme.Dim, f.KeyType+"  "+f.Fingerprint),
		space,
	}
	if m.fieldCol() < len(formLabel) {
		blocks = append(blocks, para(1, "", strings.TrimRight(formLabel, " ")))
	}
	blocks = append(blocks,
		block{rows: []string{""}, field: true},
		m.formLine(l.theme.Dim, "pick a username: 3-32, a-z 0-9 _ -"),
		m.formVerdict(),
		space,
		para(5, l.theme.Dim, "Enter create   Esc quit"),
		space,
		para(6, "", "Already have an account? Your ssh client offered a different key first. Try:"),
		para(6, l.theme.Accent, f.OtherKey),
	)
	if f.HostKey != "" {
		blocks = append(blocks, space, para(7, l.theme.Dim, "Server host key:  "+f.HostKey))
	}
	return blocks
}

// fieldCol is the column of what is typed.
func (m *Model) fieldCol() int {
	if m.width < 60 {
		return 2
	}
	return 2 + m.look.method.Width(formLabel) + 2
}

// formLine is a row below the field.
func (m *Model) formLine(st theme.Style, s string) block {
	col := m.fieldCol()
	return block{rows: []string{blank(col) + st.Paint(m.look.method.Cut(m.look.line(s), m.width-col))}}
}

func (m *Model) formVerdict() block {
	f, t := m.form, m.look.theme
	switch {
	case f.creating:
		return m.formLine(t.Dim, "creating ...")
	case f.problem != "":
		return m.formLine(t.Fail, "✗ "+f.problem)
	case f.entered() == "" || f.checked != f.entered():
		return m.formLine("", "")
	case f.verdict != nil:
		return m.formLine(t.Fail, "✗ "+f.verdict.Error())
	}
	return m.formLine(t.Accent, "ok: available")
}

// drawField draws the field in row y and puts the cursor into it.
func (m *Model) drawField(f *screen.Frame, y int) {
	col, name := m.fieldCol(), m.form.name
	name.Fit(m.look.method, m.width-col-1)
	row, at := name.Cursor()
	shown := name.Row(row)
	if name.Suggested() {
		shown = theme.Reverse.Paint(shown)
	}
	label := "> "
	if col > 2 {
		label = "  " + formLabel + label
	}
	f.Rows[y] = screen.Row{{Room: m.width, Text: m.look.theme.Accent.Paint(label) + shown}}
	f.Cursor.Col, f.Cursor.Row = col+at, y
}
