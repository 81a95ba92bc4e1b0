package live

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"snug/keys"
)

// Sessions are the open ones. Nothing is kept of one that has ended. How many
// there may be is bounded by whoever lets people in.
type Sessions struct {
	mu   sync.Mutex
	last uint64
	open map[string]*entry
}

// An entry is a session and who serves it.
type entry struct {
	Session
	number uint64 // in the order of opening
	holder Holder
	ending bool // it was told to end
}

// New returns a set without sessions.
func New() *Sessions {
	return &Sessions{open: make(map[string]*entry)}
}

// Add notes an open session and returns it with its ID. Gone forgets it; the
// caller calls that when the session has ended.
func (s *Sessions) Add(one Session, h Holder) (added Session, gone func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	one.ID = "s" + strconv.FormatUint(s.last, 10)
	e := &entry{Session: one, number: s.last, holder: h}
	s.open[one.ID] = e
	return one, sync.OnceFunc(func() { s.forget(e) })
}

func (s *Sessions) forget(e *entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, e.ID)
}

// SetAccount says whose session it is, once that is known.
func (s *Sessions) SetAccount(id string, of keys.Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.open[id]; e != nil {
		e.Account, e.Name, e.Role = of.ID, of.Name, of.Role
	}
}

// SetKind says what kind of session it is, once that is known.
func (s *Sessions) SetKind(id, kind string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.open[id]; e != nil {
		e.Kind = kind
	}
}

// Of returns the open sessions of an account, the oldest first.
func (s *Sessions) Of(id keys.AccountID) []Session {
	var out []Session
	for _, e := range s.pick(func(e *entry) bool { return e.Account == id && !e.ending }) {
		out = append(out, e.Session)
	}
	return out
}

// Find returns an open session.
func (s *Sessions) Find(id string) (Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.open[id]; e != nil && !e.ending {
		return e.Session, nil
	}
	return Session{}, ErrNotFound
}

// End ends the session with an ID, if it is one of an account.
func (s *Sessions) End(of keys.AccountID, id string, why error) (Session, error) {
	ended := s.end(why, func(e *entry) bool { return e.ID == id && e.Account == of })
	if len(ended) == 0 {
		return Session{}, ErrNotFound
	}
	return ended[0].Session, nil
}

// EndKey ends the sessions with a key and returns how many.
func (s *Sessions) EndKey(f keys.Fingerprint, why error) int {
	return len(s.end(why, func(e *entry) bool { return e.Key == f }))
}

// EndAccount ends the sessions of an account, all but the one with the ID
// except, and returns how many.
func (s *Sessions) EndAccount(id keys.AccountID, except string, why error) int {
	return len(s.end(why, func(e *entry) bool { return e.Account == id && e.ID != except }))
}

// Where returns the open sessions that fit, the oldest first.
func (s *Sessions) Where(fits func(Session) bool) []Session {
	var out []Session
	for _, e := range s.pick(func(e *entry) bool { return !e.ending && fits(e.Session) }) {
		out = append(out, e.Session)
	}
	return out
}

// TellWhere passes a notice on to the sessions that fit.
func (s *Sessions) TellWhere(n Notice, fits func(Session) bool) {
	for _, e := range s.pick(func(e *entry) bool { return !e.ending && fits(e.Session) }) {
		e.holder.Tell(n)
	}
}

// Tell passes a notice on to all sessions of the account that it is about. A
// [Changed] one is also what is noted of them from then on.
func (s *Sessions) Tell(n Notice) {
	if n.About == Changed {
		s.mu.Lock()
		for _, e := range s.open {
			if e.Account == n.Account.ID {
				e.Name, e.Role = n.Account.Name, n.Account.Role
			}
		}
		s.mu.Unlock()
	}
	for _, e := range s.pick(func(e *entry) bool { return e.Account == n.Account.ID && !e.ending }) {
		e.holder.Tell(n)
	}
}

// end ends the sessions that fit, each once.
func (s *Sessions) end(why error, fits func(*entry) bool) []entry {
	ended := s.pick(func(e *entry) bool {
		if e.ending || !fits(e) {
			return false
		}
		e.ending = true
		return true
	})
	for _, e := range ended {
		e.holder.End(why)
	}
	return ended
}

// pick returns copies of the entries that fit, the oldest first. It looks at
// all that are open: what asks is rare, and thousands are soon looked through.
func (s *Sessions) pick(fits func(*entry) bool) []entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []entry
	for _, e := range s.open {
		if fits(e) {
			out = append(out, *e)
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return cmp.Compare(a.number, b.number) })
	return out
}
