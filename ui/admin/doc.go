// Package admin is what the screen of the staff shows, apart from how it is
// drawn: which commands its tabs are read from, what their answers say, and
// which lines the actions on a row come to. Everything is read and done by the
// commands of the server, which decide who may; here nothing is decided.
//
// It knows neither terminals nor sessions. Its texts are not cleaned: whoever
// draws them does that. Values may be used from any goroutine, one at a time.
package admin
