// Package keys owns who people are: fingerprints of SSH keys, usernames and
// their policy, accounts with their keys, roles and settings, and every rule
// about them.
//
// It knows nothing of terminals, rooms or disks. What it needs of a disk it
// declares as [Store]; what a decision may see and change inside one
// transaction it declares as [Tx]. Each change is a [Command] that [Apply]
// decides, together with what the audit log says of it.
//
// An account is found from a key only. Callers must pass the key that the
// client has proved to hold, never one that was merely offered.
//
// A [Directory] may be used from any goroutine.
package keys
