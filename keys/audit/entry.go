// Package audit holds what the server keeps of who did what: the entries of a
// log that only grows, each with the hash of the one before it. It knows
// neither accounts nor disks.
package audit

import "time"

// An Actor is who does something, and from where.
type Actor struct {
	Account uint64 // zero: a guest, or the server itself
	Name    string // the username then
	Key     string // fingerprint of the proved key
	Session string // of the server's run
	Address string // of the peer, without its port
	Via     string // [Exec] and so on
}

// An Entry is one thing that was done or refused. It never holds what people
// said to each other.
type Entry struct {
	Seq    uint64 // 1, 2, 3 ... without a hole
	At     time.Time
	By     Actor
	Action string // the command, such as "user role"
	Object string // whom or what it was about
	Before string
	After  string
	Reason string
	Result string   // "ok" or why it was refused
	Prev   [32]byte // [Entry.Hash] of the entry before; zero for the first
}
