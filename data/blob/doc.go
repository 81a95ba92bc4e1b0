// Package blob keeps the bytes of files in a folder of their own, each under the
// SHA-256 of what it holds, so that the same bytes are there once:
//
//	incoming/K7…    what is still coming in, under a random name
//	ab/ab12…        what was kept, under its sum, in one of 256 folders at most
//
// All are files of mode 0600. What comes in is synced, renamed to its sum, and the
// folder is synced; then it counts. What was not kept is removed at the next start
// ([Open]), and so is what nothing refers to ([Store.Sweep]).
//
// The package knows nothing of rooms, names and rights, and what people send names
// nothing on disk. It never leaves its folder and takes no link for a file. What has
// no name of its own making there is not its own, and stays.
package blob
