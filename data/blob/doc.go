// Package blob keeps the bytes of files in a folder of their own, each under the
// SHA-256 of what it holds, so that the same bytes are there once.
//
// What comes in is written to a temporary file (0600) in the same folder, synced,
// renamed to its sum, and the folder is synced; then it counts. What was not kept is
// removed at the next start, and so is what nothing refers to ([Store.Sweep]).
package blob
