package ui

import "snug/ui/theme"

// A statusRow is what the row above the composer says: what went wrong or was
// done, or else who types, and at its right end what the text is for and what
// lies beyond the screen.
type statusRow struct {
	left  string
	style theme.Style
	label string // what the text in the composer is for
	bar   string // what lies beyond the screen
}

// statusRow says what there is to say. Where the row is needed for a rule,
// who types is told elsewhere.
func (m *Model) statusRow() statusRow {
	r := statusRow{left: m.look.line(m.status.text), label: m.intentLabel(), bar: m.timeline.bar(), style: m.look.theme.Warn}
	switch {
	case m.status.failed:
		r.left, r.style = "✗ "+r.left, m.look.theme.Fail
	case r.left != "":
	case m.freshChrome().barred != "" && !m.composer.Empty() && !m.composer.slash():
		r.left = m.freshChrome().barred
	case m.wait() > 0:
		r.left, r.style = "✗ "+m.look.t("slow mode: %d s left; your text is kept", m.wait()), m.look.theme.Fail
	case m.shape.status:
		r.left, r.style = m.typists.line(m.look), m.look.theme.Dim
	}
	return r
}

// empty reports whether there is nothing to say.
func (r statusRow) empty() bool { return r.left == "" && r.label == "" && r.bar == "" }

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
