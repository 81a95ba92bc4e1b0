package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// A layer lies over the chat screen and is given the keys first: a text, a
// list to choose from, a field to search with. Layers are stacked; the newest
// is drawn and asked first.
type layer interface {
	// press does what a key means. Used is false when the key is for what
	// lies below.
	press(m *Model, k tea.Key) (cmd tea.Cmd, used bool)
	// paste takes text that was pasted, and reports false when it is for what
	// lies below.
	paste(m *Model, text string) bool
	// draw lays it out for a body of size rows of cols columns.
	draw(m *Model, cols, size int) drawn
	// hint is the keys that matter, for the last row.
	hint(m *Model) string
}

// drawn is a layer as laid out.
type drawn struct {
	rows []string // at most the body's
	// image lies over blank cells of the screen; nil: none does.
	image *screen.Image
	// full covers the whole body; else the rows stand at its end, above the
	// composer.
	full bool
	// writes says that the composer goes on being used below a full layer.
	writes bool
	// typing says that the cursor stands in the layer, at row and col of it; else
	// it stays in the composer.
	typing   bool
	row, col int
}

// open puts a layer on top.
func (m *Model) open(l layer) { m.layers = append(m.layers, l) }

// top is the layer on top, nil for none.
func (m *Model) top() layer {
	if n := len(m.layers); n > 0 {
		return m.layers[n-1]
	}
	return nil
}

// shut takes a layer away, with all that lies over it.
func (m *Model) shut(l layer) {
	for i, open := range m.layers {
		if open == l {
			clear(m.layers[i:])
			m.layers = m.layers[:i]
			return
		}
	}
}

// shutAll takes all layers away.
func (m *Model) shutAll() {
	clear(m.layers)
	m.layers = m.layers[:0]
	m.timeline.picked = 0
}
