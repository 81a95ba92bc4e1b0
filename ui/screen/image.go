package screen

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// An Image is pixels that lie over cells, which the frame leaves blank, on terminals
// with kitty's graphics ([Caps.Images]). It never changes: whoever wants another makes
// another.
type Image struct {
	Col, Row   int // the first cell, from 0
	Cols, Rows int // the terminal scales it to so many
	PNG        []byte
}

// The sequences of kitty's graphics protocol (sw.kovidgoyal.net/kitty/graphics-protocol),
// which are APC strings. There is one image at a time, and its number is one that no
// other program of the person's is likely to use. The terminal is told to answer
// nothing but the query.
const (
	imageID     = 1936618855 // "snug"
	imageChunk  = 4096       // bytes of base64 in one string, which the protocol bounds
	graphics    = "\x1b_G"
	deleteImage = graphics + "a=d,d=I,i=1936618855,q=2" + stringEnd

	// The query sends one pixel, which is not kept. Terminals that do not know what an
	// APC is print it: so it stands in a corner, and a full paint follows.
	askImages = "\x1b[H" + graphics + "a=q,i=1936618855,s=1,v=1,t=d,f=24;AAAA" + stringEnd
)

type askImagesMsg struct{}

// AskImages is a command: the terminal is asked whether it shows images, once in a
// session, and the screen is drawn anew. If it ever answers, a [CapsMsg] tells.
func AskImages() tea.Msg { return askImagesMsg{} }

// imageReply is what a terminal answers to a query.
type imageReply struct {
	id int
	ok bool
}

// askImages asks, unless that was done or might stay on somebody's glass.
func (d *driver) askImages() {
	if d.asked || !asksImages(d.caps, d.term) {
		return
	}
	d.asked = true
	d.raw = append(d.raw, askImages...)
	d.painter.Reset()
}

// asksImages tells whether a terminal may be asked. GNU screen shows such a string in
// its status line, tmux knows none of its own, and consoles print it.
func asksImages(caps Caps, term string) bool {
	for _, name := range []string{"screen", "tmux", "linux"} {
		if strings.HasPrefix(term, name) {
			return false
		}
	}
	return caps.Colors != NoColor
}

// learnImages takes the answer, if there was a question.
func (d *driver) learnImages(r imageReply) {
	if d.asked && r.id == imageID && r.ok {
		d.caps.Images = true
	}
}

// hideImage takes the image off the screen that f does not show.
func (p *Painter) hideImage(f *Frame, full bool) {
	if p.image != nil && (full || p.image != f.Image || !p.caps.Images) {
		p.body = append(p.body, deleteImage...)
		p.image = nil
	}
}

// showImage sends the image of f, if it is not there.
func (p *Painter) showImage(f *Frame) {
	i := f.Image
	if i == nil || i == p.image || !p.caps.Images || !i.fits(f) {
		return
	}
	p.body = appendMove(p.body, i.Col, i.Row)
	p.body = i.append(p.body)
	p.image = i
}

// fits tells whether the image lies on the screen.
func (i *Image) fits(f *Frame) bool {
	return i.Col >= 0 && i.Row >= 0 && i.Cols > 0 && i.Rows > 0 && i.Col+i.Cols <= f.Width && i.Row+i.Rows <= f.Height && len(i.PNG) > 0
}

// append writes the image where the cursor is, and leaves the cursor there.
func (i *Image) append(b []byte) []byte {
	const encoded = imageChunk / 4 * 3
	head := "a=T,f=100,C=1,q=2,i=" + strconv.Itoa(imageID) + ",c=" + strconv.Itoa(i.Cols) + ",r=" + strconv.Itoa(i.Rows) + ","
	last := (len(i.PNG) - 1) / encoded
	n := 0
	for part := range slices.Chunk(i.PNG, encoded) {
		b = append(b, graphics+head...)
		if n < last {
			b = append(b, "m=1;"...)
		} else {
			b = append(b, "m=0;"...)
		}
		b = base64.StdEncoding.AppendEncode(b, part)
		b = append(b, stringEnd...)
		head = "q=2,"
		n++
	}
	return b
}
