// Package screen turns frames into terminal bytes and terminal bytes into
// messages, and runs the Bubble Tea model between the two.
//
// It knows nothing of chat. A [Model] says what the screen should look like as
// a [Frame]; a [Painter] writes what has become different; [Program.Run] owns the
// terminal from the first mode it switches on to the last one it switches off.
//
// Why not Bubble Tea's own renderer: it keeps two grids of cells, ticks while
// nothing changes, and parses every cell of every frame again, which is 1 MB
// and 300 µs a second for each session that does nothing. Rows of shared
// strings cost neither. [Frame.View] gives the same frame to Bubble Tea, so
// that tests can compare the two cell by cell.
//
// What else a terminal may be asked for, a bell, a notification, a place on
// its clipboard, are the commands of effects.go, and nothing else is.
//
// One goroutine, the program's loop, calls the model and writes to the
// terminal. Three things wake it: the terminal, a command that has come to an end,
// and the model's bell, which is how it hears of the world. None of them waits for
// the loop, which may be stuck in a write to a client that does not read.
package screen
