package screen

import "snug/text"

// A Segment is one pane's share of one row: text that starts at a fixed
// column. It is a value; the string is shared between frames and sessions and
// never changed.
//
// Text holds printable characters and SGR sequences only, and leaves the
// terminal's attributes reset at its end. It is at most Room columns wide by
// the session's width method; the painter blanks what it does not cover.
type Segment struct {
	Col  int    // first column, from 0
	Room int    // columns that belong to this segment
	Text string // may be empty: a blank pane row
}

// A Row is one screen row: segments from left to right that do not overlap.
// Columns that no segment covers are blank.
type Row []Segment

// A Frame is what the screen should look like. Frames are built by the model
// and owned by the painter once handed over.
type Frame struct {
	Width, Height int // columns and rows of the terminal
	Rows          []Row

	// Scroll names the rows [Top, Bottom) in which content moves up and down
	// as a whole, the timeline, so that the painter may move them instead of
	// drawing them again. Top == Bottom: none.
	Scroll struct{ Top, Bottom int }

	// Cursor is the insertion cell. It is shown unless Hidden.
	Cursor struct {
		Col, Row int
		Hidden   bool
	}

	Title string // window title: clean text; empty leaves it alone
}

// Caps is what a session knows of its terminal.
type Caps struct {
	Method text.Method // how the terminal measures clusters
	Colors Colors
	Dark   bool // the background is dark
	Synced bool // the terminal knows synchronized output (mode 2026)
}

// Colors is how many colours a terminal shows.
type Colors uint8

// The colour levels.
const (
	NoColor Colors = iota
	Colors16
	Colors256
	TrueColor
)
