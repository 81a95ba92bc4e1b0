// Package live knows the sessions that are open now. It is told of them by
// whoever serves them, and ends them for whoever asks; who may ask is decided
// elsewhere.
package live

import (
	"sync"
	"time"

	"snug/keys"
)

// A Session is one open session.
type Session struct {
	ID      string // short, unique while the server runs
	Account keys.AccountID
	Key     keys.Fingerprint // the proved key
	Kind    string           // "screen" or "exec"
	Address string           // of the peer, without its port
	Client  string           // what the client calls itself; clean
	Since   time.Time
}

// Sessions are the open ones. Its methods may be called from any goroutine.
type Sessions struct {
	mu   sync.Mutex
	last uint64
	open map[string]entry
}

type entry struct {
	Session
	end func(why error) // must not block
}
