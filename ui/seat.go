package ui

import (
	"context"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui/pick"
	"snug/ui/screen"
)

// A Seat is the session's place among the rooms. *room.Seat is one.
type Seat interface {
	Person() room.Person
	Enter(ctx context.Context, in room.ID) (room.View, error)
	Bell() <-chan struct{}
	Pull() room.News
	Say(ctx context.Context, s room.Saying) (*room.Message, error)
	Before(ctx context.Context, in room.ID, seq uint64, limit int) ([]*room.Message, error)
	MarkRead(seq uint64)

	Edit(ctx context.Context, seq uint64, text string) (*room.Message, error)
	Delete(ctx context.Context, seq uint64) (*room.Message, error)
	React(ctx context.Context, seq uint64, emoji string, on bool) (*room.Message, error)
	Pin(ctx context.Context, seq uint64, on bool) (*room.Message, error)
	Thread(ctx context.Context, seq uint64) ([]*room.Message, error)
	Pinned(ctx context.Context) ([]*room.Message, error)
	Info(ctx context.Context, seq uint64) (room.Info, error)
	Search(ctx context.Context, here room.ID, q room.Query, more room.More) (room.Results, error)
	SeqAt(ctx context.Context, t time.Time) (uint64, error)
	Locate(ctx context.Context, id room.CommandID) (room.Room, uint64, error)
	SaveDraft(ctx context.Context, in room.ID, d room.Draft) error

	// These only note something, and never wait.
	Typing(on bool)
	HearTyping(on bool)
	Touch()
	AutoAway(on bool)
}

// A Host runs slash lines.
type Host interface {
	// Run runs one line, without its slash, on behalf of somebody who looks
	// at the room in. It may wait; it is never called twice at a time.
	Run(ctx context.Context, in room.ID, line string) Reply

	// Query runs one line as `ssh host LINE --json` would and returns what it
	// printed. It may wait, and may be called several times at once.
	Query(ctx context.Context, line string) ([]byte, error)

	// Commands and Settings describe what slash lines can say, in a language.
	// They are called from the loop and must not wait.
	Commands(in lang.Lang) []pick.Command
	Settings(in lang.Lang) []pick.Setting
}

// A Reply is what a slash line led to.
type Reply struct {
	Text  string  // rows that only the asker sees; may be empty
	Err   error   // one sentence for the asker
	Enter room.ID // room to go to; zero: stay
	Quit  bool    // end the session

	Settings map[string]string // all of the person's, when one has changed; else nil
}

// A Chat is what the chat screen works with.
type Chat struct {
	Seat Seat
	Host Host
	Room room.ID // the room to begin in, which the person is a member of

	Settings map[string]string // what the person has chosen, by the names of package keys
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

	// Offers are the usernames of accounts that take in the person's key, if
	// the person accepts.
	Offers []string

	// Check says in one sentence why a name cannot be had, or returns nil.
	Check func(name string) error
	// CheckDisplay is the same for a display name, which may be empty. It is
	// called while drawing and must not wait.
	CheckDisplay func(display string) error
	// Create makes the account of somebody who wants to be spoken to in a
	// language, and returns what the chat screen needs. Its error is one
	// sentence.
	Create func(ctx context.Context, name, display string, in lang.Lang) (Chat, error)
	// Accept joins the account that offers the key a place, UseCode the one
	// that a code was made for. Both return what the chat screen needs, or an
	// error of one sentence.
	Accept  func(ctx context.Context, name string) (Chat, error)
	UseCode func(ctx context.Context, code string) (Chat, error)
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

	// Notices are what the server tells this person alone; nil: nothing.
	Notices <-chan lang.Sentence

	// Address is what people connect to, for links to messages:
	// "chat.example.com" or "chat.example.com:2222". Empty: Server.
	Address string
}
