// Package text makes people's text safe and fits it to columns: cleaning,
// width, wrapping, cutting, and names that look alike.
//
// It knows nothing else of this program. All functions are pure and may be
// called from any goroutine.
package text
