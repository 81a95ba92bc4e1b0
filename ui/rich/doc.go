// Package rich turns the text of a message into rows for a terminal: a small
// markdown, links that can be clicked, mentions, and code in colours.
//
// The markup is what people type in chats: **bold**, *italic*, _italic_,
// ~~strike~~, `code`, ||spoiler||, [label](link), quotes, lists, headings and
// fences. Whatever is no markup stays as it was typed, and markup is hidden
// only where a style shows it.
//
// Text comes from strangers. It is cleaned here; the only escape sequences in
// a row are those made here, and a row switches off what it switched on. The
// target of every hyperlink is the text that stands on the screen under it.
//
// The work grows with the length of the text and no faster. Everything here
// may be called from any goroutine.
package rich
