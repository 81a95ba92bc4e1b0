// Package edit is the one field that people type into, for the composer, the
// forms, the search field and the switcher alike.
//
// It works in grapheme clusters, so that what looks like one character is one,
// wraps as package text does, so that a message looks the same before and
// after it is sent, and knows the cell of its cursor exactly, so that an input
// method opens its window where the text will appear. It draws nothing and
// knows nothing of what the text is for.
//
// Nothing here locks or waits. An [Editor] belongs to one goroutine, the loop
// of its session's program.
package edit
