package picture

import (
	"image"
	"image/color"
	"image/draw"
	"strconv"
)

// newGrid finds the colours of an ink for pixels. Those more than half transparent
// have none.
func newGrid(m *image.RGBA, ink Ink) *grid {
	g := &grid{ink: ink, w: m.Rect.Dx(), h: m.Rect.Dy()}
	g.pix = make([]uint32, g.w*g.h)
	var of *image.Paletted
	if ink == Sixteen {
		of = dithered(m)
	}
	for i := range g.pix {
		c := color.NRGBAModel.Convert(m.RGBAAt(i%g.w, i/g.w)).(color.NRGBA)
		switch {
		case c.A < 128:
			g.pix[i] = none
		case ink == Sixteen:
			g.pix[i] = uint32(of.Pix[i])
		case ink == Cube:
			g.pix[i] = cube(c)
		default:
			g.pix[i] = uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)
		}
	}
	return g
}

// sixteen are the colours 0 to 15 as xterm has them. Most terminals have others, and
// not by much.
var sixteen = color.Palette{
	rgb(0x000000), rgb(0xcd0000), rgb(0x00cd00), rgb(0xcdcd00), rgb(0x0000ee), rgb(0xcd00cd), rgb(0x00cdcd), rgb(0xe5e5e5),
	rgb(0x7f7f7f), rgb(0xff0000), rgb(0x00ff00), rgb(0xffff00), rgb(0x5c5cff), rgb(0xff00ff), rgb(0x00ffff), rgb(0xffffff),
}

func rgb(v uint32) color.RGBA { return color.RGBA{byte(v >> 16), byte(v >> 8), byte(v), 255} }

// dithered spreads what the sixteen colours cannot show over the pixels beside.
func dithered(m *image.RGBA) *image.Paletted {
	solid := image.NewRGBA(m.Rect)
	draw.Draw(solid, solid.Rect, image.Black, image.Point{}, draw.Src)
	draw.Draw(solid, solid.Rect, m, image.Point{}, draw.Over)
	to := image.NewPaletted(m.Rect, sixteen)
	draw.FloydSteinberg.Draw(to, to.Rect, solid, image.Point{})
	return to
}

// cube is the nearest of the colours 16 to 255: six steps of each part, and 24 greys.
func cube(c color.NRGBA) uint32 {
	r, g, b := cubeStep(c.R), cubeStep(c.G), cubeStep(c.B)
	gray := max(min((int(c.R)+int(c.G)+int(c.B)-24+15)/30, 23), 0)
	level := byte(8 + 10*gray)
	if apart(c, level, level, level) < apart(c, cubeLevel(r), cubeLevel(g), cubeLevel(b)) {
		return uint32(232 + gray)
	}
	return uint32(16 + 36*r + 6*g + b)
}

// cubeStep is the step that is nearest to a part of a colour: 0, 95, 135, …, 255.
func cubeStep(v byte) int {
	switch {
	case v < 48:
		return 0
	case v < 115:
		return 1
	}
	return (int(v) - 35) / 40
}

func cubeLevel(step int) byte {
	if step == 0 {
		return 0
	}
	return byte(55 + 40*step)
}

// apart is how different two colours are.
func apart(c color.NRGBA, r, g, b byte) int {
	square := func(a, b byte) int { return (int(a) - int(b)) * (int(a) - int(b)) }
	return square(c.R, r) + square(c.G, g) + square(c.B, b)
}

// style switches from one pair of colours to another. What is none, or stays, is not
// mentioned.
func (k Ink) style(fore, back, wasFore, wasBack uint32) string {
	b := []byte("\x1b[")
	if fore != none && fore != wasFore {
		b = append(k.appendColor(b, fore, 30), ';')
	}
	if back != none && back != wasBack {
		b = append(k.appendColor(b, back, 40), ';')
	}
	if b[len(b)-1] != ';' {
		return ""
	}
	b[len(b)-1] = 'm'
	return string(b)
}

// appendColor writes a colour (ECMA-48, 8.3.117); base is 30 for the characters and 40
// for what is behind them.
func (k Ink) appendColor(b []byte, c uint32, base int64) []byte {
	number := func(n int64) { b = strconv.AppendInt(b, n, 10) }
	switch k {
	case Sixteen:
		if c >= 8 {
			base += 60 - 8
		}
		number(base + int64(c))
	case Cube:
		number(base + 8)
		b = append(b, ";5;"...)
		number(int64(c))
	default:
		number(base + 8)
		b = append(b, ";2"...)
		for shift := 16; shift >= 0; shift -= 8 {
			b = append(b, ';')
			number(int64(c >> shift & 255))
		}
	}
	return b
}
