package picture

import (
	"image"
	"image/color"
	"strings"

	"snug/ui/theme"
)

// An Ink is what a terminal can draw with.
type Ink uint8

// The inks. All but Letters take half blocks, which are characters of ambiguous width.
const (
	Letters   Ink = iota // ASCII without colours
	Sixteen              // the colours 0 to 15, which are what their owner made of them
	Cube                 // the colours 16 to 255
	TrueColor            // 24 bits
)

// Rows draws the picture where there is so much room, a string for each row, which
// leaves the terminal's attributes reset. What is transparent is left to the
// terminal's background; letters have to know whether that is dark.
func (p *Picture) Rows(in Size, ink Ink, dark bool) []string {
	w, h := p.fit(in)
	if w == 0 || h == 0 {
		return nil
	}
	if ink == Letters {
		return letters(resized(p.pix, w, (h+1)/2), dark)
	}
	g := newGrid(resized(p.pix, w, h), ink)
	out := make([]string, (h+1)/2)
	for i := range out {
		out[i] = g.row(2 * i)
	}
	return out
}

// ramp is from dark to bright, on a dark background.
const ramp = " .:-=+*#%@"

// letters draws a cell for each pixel.
func letters(m *image.RGBA, dark bool) []string {
	out := make([]string, m.Rect.Dy())
	for y := range out {
		var b strings.Builder
		for x := range m.Rect.Dx() {
			c := m.RGBAAt(x, y)
			// Premultiplied: on black as it is, on white with the rest added.
			bright := int(color.GrayModel.Convert(color.RGBA{c.R, c.G, c.B, 255}).(color.Gray).Y)
			if !dark {
				bright = int(c.A) - min(bright, int(c.A))
			}
			b.WriteByte(ramp[bright*len(ramp)/256])
		}
		out[y] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// A grid is the pixels of half blocks, in the colours of an ink.
type grid struct {
	ink  Ink
	w, h int
	pix  []uint32 // of a row, then of the next; none: transparent
}

const none = 1 << 31

// at is the colour of a pixel; below the last row there is none.
func (g *grid) at(x, y int) uint32 {
	if y >= g.h {
		return none
	}
	return g.pix[y*g.w+x]
}

// row draws the pixels of rows y and y+1.
func (g *grid) row(y int) string {
	const upper, lower = "▀", "▄"
	var b strings.Builder
	fore, back, end := uint32(none), uint32(none), 0
	for x := range g.w {
		up, down := g.at(x, y), g.at(x, y+1)
		half := upper
		if up == none {
			half, up, down = lower, down, up
		}
		if up == none { // both
			half, up = " ", fore
		}
		if down == none && back != none { // no colour means its own background
			b.WriteString(theme.Reset)
			fore, back = none, none
			if half == " " {
				up = none
			}
		}
		if up != fore || down != back {
			b.WriteString(g.ink.style(up, down, fore, back))
			fore, back = up, down
		}
		b.WriteString(half)
		if half != " " {
			end = b.Len()
		}
	}
	if s := b.String()[:end]; s != "" { // blanks at the end have no background
		return s + theme.Reset
	}
	return ""
}
