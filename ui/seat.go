package ui

import (
	"context"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui/screen"
)

// A Seat is the session's place among the rooms. *room.Seat is one.
type Seat interface {
	Person() room.Person
	Enter(ctx context.Context, in room.ID) (room.View, error)
	Bell() <-chan struct{}
	Pull() room.News
	Say(ctx context.Context, id room.CommandID, style room.Style, text string) (*room.Message, error)
	Before(ctx context.Context, seq uint64, limit int) ([]*room.Message, error)
	MarkRead(seq uint64)
}

// A Host runs slash lines.
type Host interface {
	// Run runs one line, without its slash, on behalf of somebody who looks
	// at the room in. It may wait; it is never called twice at a time.
	Run(ctx context.Context, in room.ID, line string) Reply
}

// A Reply is what a slash line led to.
type Reply struct {
	Text  string  // rows that only the asker sees; may be empty
	Err   error   // one sentence for the asker
	Enter room.ID // room to go to; zero: stay
	Quit  bool    // end the session
}

// A Chat is what the chat screen works with.
type Chat struct {
	Seat Seat
	Host Host
	Room room.ID // the room to begin in, which the person is a member of
}

// A SignUp is what the sign-up form works with. Its functions are called from
// commands and may wait.
type SignUp struct {
	Suggested   string // put into the field; the first key typed replaces it
	KeyType     string // of the person's key, as people know it: "ED25519"
	Fingerprint string // of the person's key
	HostKey     string // fingerprint of the server's host key; empty: not shown
	OtherKey    string // how to connect with another key
	Rules       string // lines that people have to accept; empty: none

	// Check says in one sentence why a name cannot be had, or returns nil.
	Check func(name string) error
	// CheckDisplay is the same for a display name, which may be empty. It is
	// called while drawing and must not wait.
	CheckDisplay func(display string) error
	// Create makes the account of somebody who wants to be spoken to in a
	// language, and returns what the chat screen needs. Its error is one
	// sentence.
	Create func(ctx context.Context, name, display string, in lang.Lang) (Chat, error)
}

// Config is what a Model starts from.
type Config struct {
	Server string // the server's name on its screens
	Chat   Chat   // used when SignUp is nil
	SignUp *SignUp
	Caps   screen.Caps
	Now    func() time.Time // nil: time.Now
	Zone   *time.Location   // of the times shown; nil: time.Local
	Lang   lang.Lang        // of the screen
}
