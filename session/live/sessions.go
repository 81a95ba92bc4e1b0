package live

import (
	"errors"

	"snug/keys"
)

// New returns a set without sessions.
func New() *Sessions { return &Sessions{open: make(map[string]entry)} }

var errUnbuilt = errors.New("not built yet")

// Add notes an open session and returns it with its ID. End is called at most
// once, from any goroutine; it must not block. Gone forgets the session.
func (s *Sessions) Add(one Session, end func(why error)) (added Session, gone func()) {
	return one, func() {}
}

// Of returns the open sessions of an account, the oldest first; of account
// zero, all.
func (s *Sessions) Of(id keys.AccountID) []Session { return nil }

// End ends the session with an ID of an account; with account zero, of anybody.
func (s *Sessions) End(of keys.AccountID, id string, why error) (Session, error) {
	return Session{}, errUnbuilt
}

// EndKey ends the sessions with a key, and EndAccount those of an account. They
// return how many.
func (s *Sessions) EndKey(f keys.Fingerprint, why error) int { return 0 }

// EndAccount ends all sessions of an account and returns how many.
func (s *Sessions) EndAccount(id keys.AccountID, why error) int { return 0 }
