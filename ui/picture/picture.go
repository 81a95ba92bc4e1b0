package picture

import (
	"image"

	"golang.org/x/image/draw"
)

// A Picture is a small copy of what a file shows. It never changes.
type Picture struct {
	Kind          string // of the file: "PNG", "JPEG", "GIF", "WebP"
	Width, Height int    // of what the file shows, in pixels

	pix *image.RGBA // with its transparency; at most kept by kept pixels
}

// A Size is columns and rows of a terminal.
type Size struct{ Cols, Rows int }

// Bounds of what is kept and drawn.
const (
	kept    = 480 // pixels of a side
	maxCols = 120 // columns
	maxRows = 40  // rows
)

// shrink copies an image, smaller where it has to be. What is very much larger is
// first made twice too large by looking at some of its pixels alone: a kernel that
// looks at all of them takes longer than decoding.
func shrink(m image.Image) *image.RGBA {
	if w, h := within(m.Bounds().Dx(), m.Bounds().Dy(), 2*kept, 2*kept); w < m.Bounds().Dx() || h < m.Bounds().Dy() {
		half := image.NewRGBA(image.Rect(0, 0, w, h))
		draw.ApproxBiLinear.Scale(half, half.Rect, m, m.Bounds(), draw.Src, nil)
		m = half
	}
	w, h := within(m.Bounds().Dx(), m.Bounds().Dy(), kept, kept)
	return resized(m, w, h)
}

// resized copies an image of at most twice kept pixels a side.
func resized(m image.Image, w, h int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if m.Bounds().Dx() == w && m.Bounds().Dy() == h {
		draw.Copy(to, image.Point{}, m, m.Bounds(), draw.Src, nil)
	} else {
		draw.CatmullRom.Scale(to, to.Rect, m, m.Bounds(), draw.Src, nil)
	}
	return to
}

// within is the size w by h, or what is as wide for its height and fits into wide by
// high. No side becomes 0.
func within(w, h, wide, high int) (int, int) {
	if w > wide {
		w, h = wide, max((h*wide+w/2)/w, 1)
	}
	if h > high {
		w, h = max((w*high+h/2)/h, 1), high
	}
	return w, h
}

// Fit returns how much of a room the picture takes. A cell counts as twice as high as
// it is wide.
func (p *Picture) Fit(in Size) Size {
	w, h := p.fit(in)
	return Size{w, (h + 1) / 2}
}

// fit is Fit in the pixels of half a cell.
func (p *Picture) fit(in Size) (w, h int) {
	if in.Cols <= 0 || in.Rows <= 0 {
		return 0, 0
	}
	return within(p.pix.Rect.Dx(), p.pix.Rect.Dy(), min(in.Cols, maxCols), 2*min(in.Rows, maxRows))
}
