package screen

import "strconv"

// What the painter writes. Only sequences that xterm, tmux, GNU screen, the
// Linux console and PuTTY all know: so lines are scrolled by DL and IL inside
// margins, because SU and SD are missing from the Linux console.
const (
	clearScreen  = "\x1b[H\x1b[2J"
	eraseToRight = "\x1b[K"
	resetMargins = "\x1b[r"
	resetStyle   = "\x1b[0m"
	hideCursor   = "\x1b[?25l"
	showCursor   = "\x1b[?25h"
	beginSync    = "\x1b[?2026h"
	endSync      = "\x1b[?2026l"
	setUnicode   = "\x1b[?2027h"
	resetUnicode = "\x1b[?2027l"

	askBackground = "\x1b]11;?\a"
)

// appendMove moves the cursor to a cell, counted from 0 (CUP).
func appendMove(b []byte, col, row int) []byte {
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(row+1), 10)
	if col > 0 {
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(col+1), 10)
	}
	return append(b, 'H')
}

// appendMargins makes rows [top, bottom) the scroll region (DECSTBM). It also
// moves the cursor home.
func appendMargins(b []byte, top, bottom int) []byte {
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(top+1), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(bottom), 10)
	return append(b, 'r')
}

// appendCount writes a sequence with one count, such as ECH, DL or IL.
func appendCount(b []byte, n int, final byte) []byte {
	b = append(b, "\x1b["...)
	if n != 1 {
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, final)
}
