package ui

import (
	"context"
	"io"
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
	Bell() <-chan struct{} // rings when there may be something to Pull
	Rung() bool            // whether it has since the last Pull
	Pull() room.News       // never waits
	Say(ctx context.Context, s room.Saying) (*room.Message, error)
	Before(ctx context.Context, in room.ID, seq uint64, limit int) ([]*room.Message, error)

	Edit(ctx context.Context, seq uint64, text string) (*room.Message, error)
	Delete(ctx context.Context, seq uint64) (*room.Message, error)
	React(ctx context.Context, seq uint64, emoji string, on bool) (*room.Message, error)
	Pin(ctx context.Context, seq uint64, on bool) (*room.Message, error)
	Thread(ctx context.Context, seq uint64) ([]*room.Message, error)
	Pinned(ctx context.Context) ([]*room.Message, error)
	Files(ctx context.Context, before room.FileID, limit int) ([]*room.Message, error)
	Info(ctx context.Context, seq uint64) (room.Info, error)
	Search(ctx context.Context, here room.ID, q room.Query, more room.More) (room.Results, error)
	SeqAt(ctx context.Context, t time.Time) (uint64, error)
	Locate(ctx context.Context, id room.CommandID) (room.Room, uint64, error)
	SaveDraft(ctx context.Context, in room.ID, d room.Draft) error

	// These only note something, and never wait.
	MarkRead(seq uint64)
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

	// OpenFile opens a file that the person may read, and returns the message that
	// brought it. Each read asks again whether they may. It may wait, and may be
	// called several times at once; whoever called it closes the bytes.
	OpenFile(ctx context.Context, id room.FileID) (*room.Message, Bytes, error)

	// Commands and Settings describe what slash lines can say, in a language.
	// They are called from the loop and must not wait.
	Commands(in lang.Lang) []pick.Command
	Settings(in lang.Lang) []pick.Setting
}

// Bytes are what is in a file.
type Bytes interface {
	io.ReaderAt
	io.Closer
}

// A Reply is what a slash line led to.
type Reply struct {
	Text  string  // rows that only the asker sees; may be empty
	Err   error   // one sentence for the asker
	Enter room.ID // room to go to; zero: stay
	Quit  bool    // end the session
	Again string  // with Err: the line that does it all the same, if it is meant; empty: none does

	Settings map[string]string // all of the person's, when one has changed; else nil
}

// A Chat is what the chat screen works with.
type Chat struct {
	Seat Seat
	Host Host
	Room room.ID // the room to begin in, which the person is a member of

	Settings map[string]string // what the person has chosen, by the names of package keys

	MOTD   string   // shown when the screen begins; clean lines, possibly none
	Waited []Notice // what came while the person was not there, in its order
}

// A Notice is what the server tells this person alone, or everybody.
type Notice struct {
	Text lang.Sentence // possibly of several lines
	Tone Tone

	Upload *Upload // how far a file is, in the place of a text; nil: the notice is no such
}

// An Upload is how far a file is that the person is putting into a room, by any of
// their sessions. It is told at most four times a second, one of them may be missed,
// and so may the last.
type Upload struct {
	ID    uint64 // of the upload, while the server runs
	Room  string // as the person calls it: "#books", "@ann"; clean
	Name  string // of the file; clean
	Done  int64  // bytes
	Size  int64  // bytes, as the client declares them; negative: it does not
	Ended bool   // it is over: announced, or, with Err, come to nothing
	Err   error  // why, fit for people
}

// A Tone is how loud a notice is.
type Tone uint8

// The tones.
const (
	Plain Tone = iota // for this person
	Info              // as the others: announced to everybody
	Warning
	Critical
)

// A SignUp is what the sign-up form works with. Its functions are called from
// commands and may wait.
type SignUp struct {
	Mode    string // who may sign up: "open", "invite", "approval" or "closed"
	Contact string // whom people can ask; empty: nobody is named

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
	// Create makes an account, and returns what the chat screen needs. Its
	// error is one sentence; *Waiting is no failure.
	Create func(ctx context.Context, a Application) (Chat, error)
	// Accept joins the account that offers the key a place, UseCode the one
	// that a code was made for. Both return what the chat screen needs, or an
	// error of one sentence.
	Accept  func(ctx context.Context, name string) (Chat, error)
	UseCode func(ctx context.Context, code string) (Chat, error)
}

// An Application is what somebody signs up with.
type Application struct {
	Name    string    // the username
	Display string    // possibly empty
	Code    string    // of an invitation; possibly empty
	Note    string    // for who approves; possibly empty
	Lang    lang.Lang // that they want to be spoken to in
}

// Waiting is the error of Create when the account was made, and a moderator
// has to let it in. Until then its key can do nothing.
type Waiting struct{ Name string }

// Error returns the sentence in English.
func (w *Waiting) Error() string { return w.Sentence().String() }

// Sentence implements [lang.Speaker].
func (w *Waiting) Sentence() lang.Sentence {
	return lang.S("your account %s is made and waits for a moderator, who lets you in; connect again later", w.Name)
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

	// Notices are what the server tells this person alone; nil: nothing. They are
	// taken when the bell of the seat rings.
	Notices <-chan Notice

	// Address is what people connect to, for links to messages:
	// "chat.example.com" or "chat.example.com:2222". Empty: Server.
	Address string
}
