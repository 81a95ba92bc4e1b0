package command

import (
	"context"
	"io"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/live"
	"snug/text/lang"
)

// A Call is one command that somebody gave, and where its output goes.
type Call struct {
	Line  string // as typed, without a slash
	Front Front

	// Words, if not nil, are the command and its arguments in the place of Line:
	// each is a value, and nothing in it is taken apart.
	Words []string

	// Bounded says that the answer is collected as a whole, in JSON: a command that
	// would go on until somebody ends it is refused.
	Bounded bool

	// Operator says that the line came through the admin socket, from whoever
	// runs the server; nothing else sets it. They have no account and no key.
	Operator bool

	Who     keys.Identity // whom the session was opened for; the gate looks anew
	Key     ssh.PublicKey // the key that the caller proved
	Session live.Session  // the session that the line came from
	Lang    lang.Lang     // what is said to people; JSON is the same in all

	// Stdin is read only by commands that say so; nil is empty. Close must
	// end a Read that waits.
	Stdin io.ReadCloser

	// Whole, if not nil, tells of a Stdin that has ended whether it is all that there
	// was: the end of a connection looks like the end of the input. It asks the
	// client, and blocks until that has answered or gone.
	Whole func() error

	Stdout io.Writer // data
	Stderr io.Writer // notices and errors

	// Terminal says that the client has a terminal: bytes do not pass it unchanged,
	// neither way.
	Terminal bool

	In room.ID // the room on the screen; zero when there is none

	// What the screen is told, by the goroutine that runs the command; each
	// may be nil.
	Enter   func(room.ID)            // to go to a room
	Changed func(name, value string) // a setting has another value now
}

// An Invocation is a call whose line has been parsed and allowed.
type Invocation struct {
	Call
	Services
	Args   []string // positional; those left out are missing at the end
	JSON   bool
	Reason string // of --reason: one clean line, at most [room.MaxReason] bytes

	table     *Table
	names     map[room.UserID]string // those that were looked up
	roomNames map[room.ID]string     // rooms' names that were tried
	zone      *time.Location         // nil until it is asked for
}

// arg returns a positional argument, empty when it was left out.
func (c *Invocation) arg(i int) string {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return ""
}

// user returns the caller as the rooms know them.
func (c *Invocation) user() room.UserID {
	if c.Operator {
		return room.Operator
	}
	return room.UserID(c.Who.Account.ID)
}

// person returns the caller as the rooms show them.
func (c *Invocation) person() room.Person {
	a := c.Who.Account
	return room.Person{ID: c.user(), Name: a.Name, Display: a.Display, Rank: room.Rank(c.Who.Role), Bot: a.Bot()}
}

// goTo asks the screen, if there is one, to enter a room.
func (c *Invocation) goTo(r room.Room) {
	if c.Enter != nil {
		c.Enter(r.ID)
	}
}

// writeTimeout bounds the wait for the store's answer to a write.
const writeTimeout = 10 * time.Second

// write returns the context of a write. The caller going away or the server
// stopping does not end it: how a write came out is worth the short wait.
func write(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), writeTimeout)
}
