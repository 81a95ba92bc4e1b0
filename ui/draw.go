package ui

import (
	"strings"

	"snug/ui/screen"
)

// draw draws the frame. It is total: every size, every state.
func (m *Model) draw() {
	f := m.frame
	if f == nil || f.Width != m.width || f.Height != m.height {
		f = screen.NewFrame(m.width, m.height)
		m.frame = f
	}
	f.Begin()
	m.timeline.drawn = drawnTo{}
	f.Mouse = m.settings["mouse"] == "on"
	switch {
	case tooSmall(m.width, m.height):
		m.drawTooSmall(f)
	case m.form != nil:
		f.Title = m.look.line(m.server)
		m.drawForm(f)
	default:
		f.Title = m.freshChrome().title
		m.drawChat(f)
	}
	f.End()
}

func (m *Model) drawTooSmall(f *screen.Frame) {
	f.Cursor.Hidden = true
	said := []string{"terminal too small", "窗口太小"}
	if one := strings.Join(said, " / "); m.look.method.Width(one) <= m.width {
		said = []string{one}
	}
	for i, s := range said {
		if i < m.height && m.width > 0 {
			f.SetRow(i, screen.Segment{Room: m.width, Text: m.look.method.Cut(s, m.width)})
		}
	}
}

// drawHints draws the last row. What changes with every key is a segment of
// its own, so that little is sent.
func (m *Model) drawHints(f *screen.Frame) {
	l, chrome, now := m.look, m.freshChrome(), m.hintState()
	if chrome.hintsFor != now || m.top() != nil {
		left, right := m.hints(m.shape.class, now)
		right = l.method.Cut(right, m.width-2)
		chrome.split = m.width - 1
		if right != "" {
			chrome.split -= l.method.Width(right) + 1
		}
		chrome.left = " " + l.theme.Dim.Paint(l.fewer(left, chrome.split-2))
		chrome.right = l.theme.Dim.Paint(right)
		if chrome.hintsFor = now; m.top() != nil {
			chrome.hintsFor = hintState{}
		}
	}
	f.SetRow(m.height-1, screen.Segment{Room: chrome.split, Text: chrome.left},
		screen.Segment{Col: chrome.split, Room: m.width - chrome.split, Text: chrome.right})
}

func (m *Model) drawChat(f *screen.Frame) {
	s, chrome := m.shape, m.freshChrome()
	line := func(y int, text string) { f.SetRow(y, screen.Segment{Room: m.width, Text: text}) }
	if s.header {
		line(0, chrome.header)
	}
	if s.topRule {
		line(1, chrome.rule)
	}
	m.drawBody(f)
	y := s.top + s.body
	told := m.statusRow()
	margin := ""
	if s.status {
		margin = " "
	}
	for _, said := range told.more {
		line(y, margin+told.style.Paint(said))
		y++
	}
	switch {
	case s.status:
		if !told.empty() {
			line(y, m.paintStatus(told, margin, m.width-2))
		}
		line(y+1, chrome.rule)
		y += 2
	case !told.empty():
		line(y, m.paintStatus(told, margin, m.width))
		y++
	default:
		line(y, chrome.rule)
		y++
	}
	m.drawComposer(f, y)
	if s.hints {
		m.drawHints(f)
	}
}

// drawBody draws the timeline between its panes, or what lies over it.
func (m *Model) drawBody(f *screen.Frame) {
	s := m.shape
	over := m.drawLayer()
	if over.full {
		f.Image = over.image
		for i, r := range over.rows {
			f.SetRow(s.top+i, screen.Segment{Room: m.width, Text: r})
		}
		return
	}
	if len(over.rows) == 0 {
		f.Scroll.Top, f.Scroll.Bottom = s.top, s.top+s.body
	}
	left, right := m.paneRows()
	covered := s.body - len(over.rows)
	m.timeline.draw(func(i int, row string) {
		if i < covered {
			m.drawBeside(i, at(left, i), row, at(right, i))
		}
	})
	for i, r := range over.rows {
		f.SetRow(s.top+covered+i, screen.Segment{Room: m.width, Text: r})
	}
}

// paneRows are the rows beside the timeline; none where no pane is shown.
func (m *Model) paneRows() (left, right []string) {
	s, l := m.shape, m.look
	if s.rooms > 0 {
		left = m.panes.roomRows(l, s.rooms, s.body, s.class == wide)
	}
	if s.members > 0 {
		right = m.panes.memberRows(l, s.members, s.body)
	}
	return left, right
}

// drawBeside draws row i of the timeline between those of the panes.
func (m *Model) drawBeside(i int, left, row, right string) {
	s, border := m.shape, m.freshChrome().border
	var segs [5]screen.Segment
	n := 0
	add := func(col, room int, text string) {
		segs[n] = screen.Segment{Col: col, Room: room, Text: text}
		n++
	}
	col, room := s.timeline(m.width)
	if s.rooms > 0 {
		add(0, s.rooms, left)
		add(s.rooms, 1, border)
	}
	add(col, room, row)
	if s.members > 0 {
		add(col+room, 1, border)
		add(col+room+1, s.members, right)
	}
	m.frame.SetRow(s.top+i, segs[:n]...)
}

// at is row i of a pane, which may have fewer.
func at(rows []string, i int) string {
	if i < len(rows) {
		return rows[i]
	}
	return ""
}

// drawComposer draws the composer from row y and puts the cursor into it.
func (m *Model) drawComposer(f *screen.Frame, y int) {
	s := m.shape
	row, col := m.composer.Cursor()
	from := max(row-s.composer+1, 0)
	for i := range s.composer {
		text := ""
		if from+i < m.composer.Rows() {
			text = m.composer.Row(from + i)
		}
		if chrome := m.freshChrome(); from+i == 0 && chrome.barred != "" && m.composer.Empty() {
			text = m.look.theme.Dim.Paint(m.look.method.Cut(chrome.barred, max(m.width-s.prompt-1, 0)))
		}
		prompt := blank(s.prompt)
		if from+i == 0 {
			prompt = m.freshChrome().prompt
		}
		f.SetRow(y+i, screen.Segment{Room: m.width, Text: prompt + text})
	}
	f.Cursor.Col, f.Cursor.Row = s.prompt+col, y+row-from
	switch over := m.drawLayer(); {
	case over.typing && over.full:
		f.Cursor.Col, f.Cursor.Row = over.col, s.top+over.row
	case over.typing:
		f.Cursor.Col, f.Cursor.Row = over.col, s.top+s.body-len(over.rows)+over.row
	case over.full && !over.writes:
		f.Cursor.Hidden = true
	}
}

// drawLayer lays the layer on top out; it is empty when there is none.
func (m *Model) drawLayer() drawn {
	if l := m.top(); l != nil {
		d := l.draw(m, m.width, m.shape.body)
		d.rows = d.rows[:min(len(d.rows), m.shape.body)]
		return m.overStaff(d)
	}
	return drawn{}
}
