// Package ui is the chat screen: a Bubble Tea model that turns keys and what
// happens in the rooms into frames of package screen.
//
// There is one [Model] per session, and one goroutine touches it: the loop of
// its Bubble Tea program. The parts (composer, timeline, panes, form) are plain
// structs with methods; they hold no lock and do no I/O. What lies over them (a
// popup, the switcher, a search, a thread) is a layer on a stack. Whatever may
// wait, a message sent, a page of history, a command, runs in a tea.Cmd and
// comes back as a message.
//
// Keys and the slash words that are about the screen come from one table of
// actions, which the help and the completion read too.
//
// The package knows neither SSH nor disks. What it needs of the rooms it
// declares as [Seat], what it needs of the command table as [Host].
//
// All text that people wrote is cleaned once more before it becomes part of a
// row, although it was cleaned on its way in: what is drawn must be safe by
// what this package does, not by what another one promised.
package ui
