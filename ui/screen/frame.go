package screen

import "snug/text"

// A Segment is one pane's share of one row: text that starts at a fixed
// column. It is a value; the string is shared between frames and sessions and
// never changed.
//
// Text holds printable characters, SGR sequences and hyperlinks only, and
// leaves the terminal's attributes reset and no link open at its end. It is at
// most Room columns wide by the session's width method, where sequences take
// none; the painter blanks what it does not cover.
//
// A hyperlink is ESC ] 8 ; PARAMS ; URL ESC \ before its text and ESC ] 8 ; ;
// ESC \ after it, both inside the segment: the pieces of a link that goes on
// in another row are links of their own with the same "id=". PARAMS and URL
// are printable ASCII without spaces. A link of more than 700 bytes, or with
// other characters, is shown as plain text. A segment that changes is written
// from its start, so no link is ever half drawn.
type Segment struct {
	Col  int    // first column, from 0
	Room int    // columns that belong to this segment
	Text string // may be empty: a blank pane row
}

// A Row is one screen row: segments from left to right that do not overlap.
// Columns that no segment covers are blank.
type Row []Segment

// A Frame is what the screen should look like. The model makes it and draws on it; the
// painter reads it, and remembers which one the terminal shows. One goroutine uses both.
//
// A model either keeps a frame that [NewFrame] has made and draws on that, which costs
// what is changed, or makes another one each time, which costs comparing the two. One
// that it has made itself must not change once it was painted.
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

	Image *Image // lies over blank cells; nil, or where there can be none: nothing does

	Title string // window title: clean text; empty leaves it alone

	// Mouse asks the terminal to report clicks and the wheel, as
	// tea.MouseClickMsg and tea.MouseWheelMsg. The terminal's own selection
	// then needs Shift, so it should be off unless the person wants it.
	Mouse bool

	edits   *edits    // what was changed since it was painted; nil: nothing
	painted uint32    // how often it was after changes
	drawn   rowSet    // rows that were set since Begin
	spare   []Segment // for rows that were not set yet
}

// Caps is what a session knows of its terminal.
type Caps struct {
	Method text.Method // how the terminal measures clusters
	Colors Colors
	Dark   bool // the background is dark
	Synced bool // the terminal knows synchronized output (mode 2026)
	UTF8   bool // the client's locale is one of UTF-8
	Images bool // the terminal has said that it shows an [Image]; see [AskImages]

	// Ambiguous tells that characters of ambiguous width, quotes and dots
	// among them, are drawn two columns wide, which no width method knows:
	// what is measured has to do without them.
	Ambiguous bool

	// EmojiOK tells that emoji of several code points may be written as they
	// are: the terminal measures by clusters, and if it was seen drawing some
	// it was true to that. Otherwise only [text.Safe] emoji come out right.
	EmojiOK bool
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
