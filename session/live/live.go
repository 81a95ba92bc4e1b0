// Package live knows the sessions that are open now. It is told of them by
// whoever serves them, and ends them, or tells them something, for whoever
// asks; who may ask is decided elsewhere.
//
// It makes no texts and knows no SSH. A [Sessions] may be used from any goroutine.
package live

import (
	"errors"
	"time"

	"snug/keys"
	"snug/text/lang"
)

// A Session is one open session.
type Session struct {
	ID      string           // short, unique while the server runs: "s12"
	Account keys.AccountID   // zero: the key has none
	Name    string           // the account's username
	Role    keys.Role        // as it was noted last
	Key     keys.Fingerprint // the proved key
	Kind    string           // "screen", "line", "exec", "pipe", "sftp" or "scp"
	Address string           // of the peer, without its port
	Client  string           // what the client calls itself; clean
	Since   time.Time
}

// A Holder is who serves a session. Its methods are called from any goroutine,
// with no lock held, and must not block.
type Holder interface {
	// End ends the session and tells the person why. It is called at most once.
	End(why error)

	// Tell passes on what happened to the session's account.
	Tell(n Notice)
}

// A Notice is something that happened to an account, for its open sessions.
type Notice struct {
	About   About
	Account keys.Account // as it is now
	Key     keys.Key     // that joined, or that somebody wants to join
	Request uint64       // of a recovery: its number

	Text lang.Sentence // of Said and Announced
	Tone keys.Tone     // of Announced

	Upload Upload // of Uploading
}

// An Upload is how far a file is that the account is putting into a room.
type Upload struct {
	ID    uint64 // of the upload, while the server runs
	Room  string // as the account calls it: "#books", "@ann"
	Name  string // of the file; clean
	Done  int64  // bytes
	Size  int64  // bytes, as the client declares them; negative: it does not
	Ended bool   // it is over: announced, or, with Err, come to nothing
	Err   error  // why, fit for people
}

// An About is what a notice is about.
type About uint8

// What notices are about.
const (
	Changed   About = iota // the account has another name, display name or role, or other bots
	Joined                 // a key joined the account
	Asked                  // somebody asks to join a key to it: a recovery
	Said                   // something that this account alone has to know, such as that it is muted
	Announced              // something that everybody has to know
	Uploading              // a file that the account is putting into a room; one may be missed, another follows
)

// ErrNotFound: there is no such session, or it belongs to another account.
var ErrNotFound = errors.New("live: no such session")
