// Package theme gives each meaning on the screen its style, for every level of
// colour that terminals have. It never sets a background of its own behind
// text, except of code where there are at least 256 colours: what surrounds a
// screen is its owner's choice.
package theme

import "snug/ui/screen"

// A Style is the SGR sequence (ECMA-48, 8.3.117) that switches a style on,
// empty for none.
type Style string

// Paint returns s in this style, with the attributes reset behind it.
func (st Style) Paint(s string) string {
	if st == "" || s == "" {
		return s
	}
	return string(st) + s + Reset
}

// Reset switches every attribute off.
const Reset = "\x1b[m"

// The attributes that every terminal has.
const (
	Bold      Style = "\x1b[1m"
	Faint     Style = "\x1b[2m"
	Italic    Style = "\x1b[3m"
	Underline Style = "\x1b[4m"
	Reverse   Style = "\x1b[7m"
	Strike    Style = "\x1b[9m"
)

// A Theme gives each meaning its style. Colour is never the only sign: every
// style that matters comes with a mark of its own in the text.
type Theme struct {
	Dim, Accent, Mention, Unread, Marker Style
	OK, Warn, Fail                       Style
	Link, Quote, Code                    Style
	Select                               Style
	Border                               Style
	Owner, Moderator, Bot                Style
	Names                                []Style // of people; none: plain
}

// Of picks the theme for a terminal. It returns one of a few shared values, so
// that themes can be compared by address.
func Of(colors screen.Colors, dark bool) *Theme {
	switch {
	case colors == screen.NoColor:
		return &plain
	case colors == screen.Colors16 && dark:
		return &dark16
	case colors == screen.Colors16:
		return &light16
	case dark:
		return &dark256
	}
	return &light256
}

// Name is the style of somebody's name. It follows from the number of the
// account, not from the name, so that it stays when the name changes: FNV-1a
// of its eight bytes.
func (t *Theme) Name(account uint64) Style {
	if len(t.Names) == 0 {
		return ""
	}
	h := uint32(2166136261)
	for shift := 0; shift < 64; shift += 8 {
		h = (h ^ uint32(byte(account>>shift))) * 16777619
	}
	return t.Names[h%uint32(len(t.Names))]
}
