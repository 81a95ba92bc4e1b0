package ui

import "snug/ui/theme"

// A statusRow is what the row above the composer says: what went wrong or was
// done, or else who types, and at its right end what the text is for and what
// lies beyond the screen.
type statusRow struct {
	statusLine
	more []string // the rows above it, where left is the end of a longer sentence
}

type statusLine struct {
	left  string
	style theme.Style
	label string // what the text in the composer is for
	bar   string // what lies beyond the screen
}

// statusRow says what there is to say. Where the row is needed for a rule,
// who types is told elsewhere.
func (m *Model) statusRow() statusRow {
	told, style := m.told()
	switch {
	case told != "":
	case m.shape.status:
		told, style = m.typists.line(m.look), m.look.theme.Dim
	case !m.shape.hints && m.top() != nil && m.timeline.bar() == "" && m.drawLayer().full: // else nothing says how to get out
		told, style = m.look.fewer(m.top().hint(m), m.width), m.look.theme.Dim
	}
	r := statusRow{statusLine: statusLine{left: told, style: style, label: m.intentLabel(), bar: m.timeline.bar()}}
	if m.shape.told > 1 { // nothing else has room beside it
		rows := m.toldRows(told)
		last := m.shape.told - 1
		r = statusRow{statusLine: statusLine{left: rows[last], style: style}, more: rows[:last]}
	}
	return r
}

// told is what went wrong, was done, or keeps the person from writing; or else how
// far an upload of theirs is.
func (m *Model) told() (string, theme.Style) {
	said := m.look.line(m.status.text)
	switch {
	case m.status.failed:
		return "✗ " + said, m.look.theme.Fail
	case said != "":
	case m.freshChrome().barred != "" && !m.composer.Empty() && !m.composer.slash():
		said = m.freshChrome().barred
	case m.wait() > 0:
		return "✗ " + m.look.t("slow mode: %d s left; your text is kept", m.wait()), m.look.theme.Fail
	default:
		return m.uploadRow(), m.look.theme.Accent
	}
	return said, m.look.theme.Warn
}

// toldCols is how many columns the row has.
func (m *Model) toldCols() int {
	if m.shape.status {
		return m.width - 2
	}
	return m.width
}

// maxTold is how many rows a sentence may take above the composer.
const maxTold = 4

// toldRows is a sentence in as many rows as it needs and the screen can spare:
// what somebody is to do next stands at its end.
func (m *Model) toldRows(said string) []string {
	cols := m.toldCols()
	if m.look.method.Width(said) <= cols {
		return []string{said}
	}
	rows := m.look.wrapLine(said, cols)
	if most := min(maxTold, max(m.height/3, 1)); len(rows) > most {
		rows[most-1] = m.look.method.Cut(rows[most-1]+" "+rows[most], cols)
		rows = rows[:most]
	}
	return rows
}

// makeRoom gives a sentence the rows that it needs, at the timeline's cost.
func (m *Model) makeRoom() {
	m.shape.told = 1
	if said, _ := m.told(); said != "" {
		m.shape.told = max(min(len(m.toldRows(said)), m.shape.body), 1)
		m.shape.body -= m.shape.told - 1
	}
}

// empty reports whether there is nothing to say.
func (r statusRow) empty() bool { return r.left == "" && r.label == "" && r.bar == "" }

// paintedRow is a status row as it was painted last. It is drawn with every message
// and seldom differs.
type paintedRow struct {
	row    statusLine
	failed bool
	margin string
	cols   int
	look   look
	text   string // nothing: none was painted yet
}

// paintStatus paints a row, behind a margin.
func (m *Model) paintStatus(r statusRow, margin string, cols int) string {
	now := paintedRow{row: r.statusLine, failed: m.status.failed, margin: margin, cols: cols, look: m.look}
	if now.text = m.paintedRow.text; now != m.paintedRow || now.text == "" {
		now.text = margin + r.paint(m.look, m.status.failed, cols)
		m.paintedRow = now
	}
	return now.text
}

// paint returns the row in at most cols columns. The left side is cut before
// the right, except for what went wrong, which hides the label.
func (r statusRow) paint(l look, failed bool, cols int) string {
	if r.left != "" && (failed || cols < 60) {
		r.label = ""
	}
	right, width := "", 0
	add := func(st theme.Style, s string) {
		s = l.method.Cut(s, max(cols-width-2, 0))
		if s == "" {
			return
		}
		if width > 0 {
			right, width = right+"  ", width+2
		}
		right, width = right+st.Paint(s), width+l.method.Width(s)
	}
	add(l.theme.Accent, r.label)
	add(l.theme.Marker, r.bar)
	if width == 0 {
		return r.style.Paint(l.method.Cut(r.left, cols))
	}
	left := l.method.Cut(r.left, max(cols-width-1, 0))
	return r.style.Paint(left) + blank(cols-width-l.method.Width(left)) + right
}
