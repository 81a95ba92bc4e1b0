// Package editor edits the one row that somebody types on a terminal without any
// escape sequence: with carriage return, backspace, spaces and the text itself,
// which every terminal and every screen reader understands. It knows no chat.
//
// The row never wraps, and the terminal's last column stays free, because what a
// terminal does behind it differs. A text that is too long is shown in part, with
// "<" and ">" where there is more.
//
// What a terminal sends for keys is recognised and never echoed. Nothing here
// waits, so what an escape byte begins is decided by what follows it, whenever
// that comes.
package editor
