// Package session is the SSH server: who may connect, what a client may ask
// for, and the life of one connection. A session, one SSH channel, becomes the
// screen of package ui, or one command of package command.
//
// It refuses to know how anything is drawn or stored.
//
// # Identity
//
// A key that a client merely offers is judged by its type and forgotten. Who
// somebody is comes from the key they have proved to hold, and from nothing
// else: not from the SSH user name, not from an earlier attempt on the same
// connection. Whoever proves no key gets a text that tells how to make one.
//
// A session begins with the question whether its people may be here, which
// package keys answers: a ban, a suspension or a lockdown is told on the plain
// stream, and neither a screen nor a command begins.
//
// The key is looked up when a session begins, and by the command table again
// for each command. Every session is among the open ones (package live) before
// its key is looked up, so that whoever takes away the key or the account, or
// shuts its people out, ends it; it then says why and exits. A client that does
// not let its session end loses the connection.
//
// # One session's way
//
// The channel's requests go through a filter of ours before the SSH library
// sees them: sizes are clamped, the environment is held to a list, window
// changes never queue, and everything this server has no use for is refused.
// Each session has a context of its own, so that two sessions of a connection
// cannot overwrite each other's values.
//
// # Goroutines
//
// A connection has the library's own, one that asks whether the client lives,
// while it asks, and for each session one filter, one handler, one reader of its
// input, and while a command is told what everybody has to know, one for that.
// [Server] counts them and [Server.Shutdown] waits for them. Each recovers its
// panic, which ends that session and nothing else. A client that stops reading is
// cut by closing its connection: nothing less wakes a writer that waits for it.
package session
