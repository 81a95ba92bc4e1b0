// Package room owns rooms and what is said in them: the types, every rule
// about them, and the broker that fans one room's events out to the sessions
// that look at it.
//
// It knows nothing of terminals, SSH or disks. What it needs of a disk it
// declares as [Store]; what a decision may see and change inside one
// transaction it declares as [Tx].
//
// # A message's way
//
// [Seat.Say] cleans the text and hands a [Post] to [Store.Do]. The store calls
// [Apply] inside a write transaction, where the rules are checked against
// stored state and the message gets its number. When the commit has returned,
// and not before, the store hands the event to its subscribers in order, from
// one goroutine; the broker appends it to the room's ring and rings the bell
// of every seat. A session then pulls what lies between its cursor and the
// head of the ring. Nobody on this way ever waits for a session.
//
// # Concurrency
//
// A [Broker] may be used from any goroutine. A [Seat] belongs to one session,
// whose goroutines may share it. No lock of this package is held over I/O.
package room
