package screen

import "strings"

// Enter returns the bytes with which a session takes over the terminal:
// the alternate screen, pastes in brackets, focus reports, word of a change
// between dark and light, keys told apart as far as the terminal can, and no
// automatic wrap, so that writing the last column of the last row scrolls
// nothing.
//
// It ends with queries: modes 2026 (synchronized output), 2027 (grapheme
// widths) and 2004 (bracketed paste), the background colour, and whether there
// is true colour. Replies come as input whenever they like, or never. What a
// terminal prints for a query it does not know is wiped by the first paint.
// Term is the terminal type, which may be empty.
func Enter(caps Caps, term string) []byte {
	b := []byte("\x1b[22;2t" + // remember the window title
		"\x1b[?1049h" +
		"\x1b[?7l" +
		"\x1b[?2004h" +
		"\x1b[?1004h" +
		"\x1b[?2031h" +
		"\x1b[>4;2m" + // xterm: modifyOtherKeys
		"\x1b[>1u" + // kitty: disambiguate; its stack belongs to the screen, so after 1049
		"\x1b[5 q" + // a bar
		resetStyle + // old consoles take modifyOtherKeys for a style
		"\x1b[?2026$p\x1b[?2027$p\x1b[?2004$p" +
		askBackground)
	if asksTrueColor(caps, term) {
		b = append(b, "\x1bP+q524742\x1b\\"...) // XTGETTCAP RGB
	}
	return b
}

// asksTrueColor tells whether true colour is in doubt and may be asked for.
// GNU screen hands the query on to the terminal around it, where it would stay
// on the glass.
func asksTrueColor(caps Caps, term string) bool {
	switch caps.Colors {
	case Colors16, Colors256:
		return !strings.HasPrefix(term, "screen") && term != "linux"
	default:
		return false
	}
}

// Leave returns the bytes that undo [Enter], right also when they follow half
// a paint. Title tells whether the window title was changed.
func Leave(title bool) []byte {
	b := []byte(endSync +
		resetMargins +
		closeLink +
		"\x1b[<1u" + // before 1049: the stack belongs to the screen
		"\x1b[>4m" +
		resetStyle +
		"\x1b[?2004l" +
		"\x1b[?1004l" +
		"\x1b[?2031l" +
		mouseOff +
		"\x1b[0 q" +
		showCursor +
		"\x1b[?7h")
	if title {
		b = append(b, "\x1b]2;\a"...)
	}
	return append(b, "\x1b[?1049l\x1b[23;2t"...)
}
