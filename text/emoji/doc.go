// Package emoji knows the emoji that people can name: "+1" is 👍. The names
// are those of GitHub, which most chat programs share.
//
// It is a table and knows nothing of rooms or screens. The table is built when
// it is first asked for something, which takes about a millisecond, and then
// stays: it takes about 0.5 MB, the library's own table included
// (BenchmarkTable measures it). It is shared and never changes, so that all
// functions may be called from any goroutine.
package emoji
