package screen

import tea "charm.land/bubbletea/v2"

// Clicks and the wheel, no motion (1000), reported in decimal (1006).
const (
	mouseOn  = "\x1b[?1000h\x1b[?1006h"
	mouseOff = "\x1b[?1006l\x1b[?1000l"
)

// paintMouse switches mouse reports when f wants it otherwise than the last
// frame. A full paint asks for them again: another program may have ended them.
func (p *Painter) paintMouse(f *Frame, full bool) {
	switch {
	case f.Mouse && (full || !p.mouse):
		p.body = append(p.body, mouseOn...)
	case !f.Mouse && p.mouse:
		p.body = append(p.body, mouseOff...)
	}
	p.mouse = f.Mouse
}

// clicked tells whether a mouse report may be believed: it was asked for, and
// lies on the screen.
func (d *driver) clicked(at tea.Mouse) bool {
	return d.painter.mouse && at.X >= 0 && at.X < d.size.Cols && at.Y >= 0 && at.Y < d.size.Rows
}
