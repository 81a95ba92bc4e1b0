package room

import (
	"cmp"
	"time"
)

// An ID names a room for ever: it is never reused, even when the room's name
// is. Zero is no room.
type ID uint64

// A UserID names an account for ever. It has the value of the account's
// keys.AccountID; zero is nobody.
type UserID uint64

// Lobby is the name of the room that exists from the start. Everybody is a
// member of it and nobody can leave it.
const Lobby = "lobby"

// A Person is an account as the rooms see it.
type Person struct {
	ID   UserID
	Name string // the username as its owner typed it; printable, never empty

	// Display is what the person wants to be called, in any script; clean, at
	// most keys.MaxDisplay columns, empty when they want their username.
	Display string
}

// Called returns what the person is called on screens.
func (p Person) Called() string { return cmp.Or(p.Display, p.Name) }

// A Room is a room's stored state.
type Room struct {
	ID      ID
	Name    string // printable; unique by its folded form and its skeleton
	Topic   string // one clean line, possibly empty
	Creator UserID // zero for the lobby
	Created time.Time
	Last    uint64 // number of the newest message; zero when there is none
	Pins    int    // messages that are pinned
}

// Open reports whether everybody is a member without joining.
func (r Room) Open() bool { return r.Name == Lobby }
