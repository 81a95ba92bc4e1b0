package ui

import (
	"strconv"

	"snug/text"
	"snug/ui/picture"
	"snug/ui/screen"
)

// draw implements [layer].
func (p *preview) draw(m *Model, cols, size int) drawn {
	rows := append(make([]string, 0, size), p.title(m.look, cols))
	image := p.pixels(m, cols, size-1)
	switch free := size - 1; {
	case image != nil:
	case p.pic != nil:
		rows = append(rows, p.picture(m, cols, free)...)
	case p.failed != "":
		for _, r := range m.look.wrapLine(m.look.line("✗ "+p.failed), cols-2) {
			rows = append(rows, " "+m.look.theme.Fail.Paint(r))
		}
	default:
		said := m.look.t("the picture is being decoded ...")
		rows = append(rows, " "+m.look.theme.Dim.Paint(m.look.method.Cut(said, max(cols-2, 0))))
	}
	for len(rows) < size {
		rows = append(rows, "")
	}
	return drawn{rows: rows, full: true, image: image}
}

// title says which file is shown: its number and its name, how large it is, and how
// many pixels of which kind of file there are.
func (p *preview) title(l look, cols int) string {
	if p.msg == nil {
		return " " + l.theme.Accent.Paint(l.method.Cut(l.t("[file #%d]", uint64(p.id)), max(cols-1, 0)))
	}
	f := p.msg.File
	tag, rest := " "+l.fileTag(f)+" ", " "+text.Size(f.Size)
	if p.pic != nil {
		rest += "  " + strconv.Itoa(p.pic.Width) + "x" + strconv.Itoa(p.pic.Height) + " " + p.pic.Kind
	}
	free := cols - l.method.Width(tag+rest)
	if free < leastName {
		return l.theme.Accent.Paint(l.method.Cut(tag+l.fileName(f, max(cols-l.method.Width(tag), 1)), cols))
	}
	return l.theme.Accent.Paint(tag) + l.fileName(f, free) + l.theme.Dim.Paint(rest)
}

// picture draws the picture below the title, anew only where it is to look otherwise
// than last time.
func (p *preview) picture(m *Model, cols, rows int) []string {
	size := picture.Size{Cols: cols - 2, Rows: rows}
	ink, dark := m.ink()
	if p.rows == nil || p.size != size || p.ink != ink || p.dark != dark {
		p.rows, p.size, p.ink, p.dark = p.pic.Rows(size, ink, dark), size, ink, dark
		for i, r := range p.rows {
			p.rows[i] = " " + r
		}
	}
	return p.rows
}

// pixels is the picture below the title for a terminal that shows pixels, or nil. It
// takes the cells that it would take in half blocks.
func (p *preview) pixels(m *Model, cols, rows int) *screen.Image {
	if caps := m.settings.caps(m.caps); p.png == nil || !caps.Images || caps.Colors == screen.NoColor {
		return nil
	}
	size := p.pic.Fit(picture.Size{Cols: cols - 2, Rows: rows})
	if size.Cols == 0 || size.Rows == 0 {
		return nil
	}
	now := screen.Image{Col: 1, Row: m.shape.top + 1, Cols: size.Cols, Rows: size.Rows, PNG: p.png}
	if old := p.image; old == nil || old.Row != now.Row || old.Cols != now.Cols || old.Rows != now.Rows {
		p.image = &now
	}
	return p.image
}

// ink is what pictures are drawn with, and whether that is on a dark background. Half
// blocks are as wide as box characters, and drawn where those are.
func (m *Model) ink() (ink picture.Ink, dark bool) {
	caps := m.settings.caps(m.caps)
	if !m.look.boxes {
		return picture.Letters, caps.Dark
	}
	switch caps.Colors {
	case screen.Colors16:
		ink = picture.Sixteen
	case screen.Colors256:
		ink = picture.Cube
	case screen.TrueColor:
		ink = picture.TrueColor
	case screen.NoColor:
		ink = picture.Letters
	}
	return ink, caps.Dark
}
