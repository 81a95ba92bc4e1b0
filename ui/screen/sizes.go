package screen

import "sync"

// Sizes brings the sizes that a terminal's window takes to the program that
// runs on it. Any goroutine may use it, and none waits for the program: a size
// that nobody has taken is replaced by the next. Its zero value is ready for
// use.
type Sizes struct {
	mu     sync.Mutex
	newest *Size      // that nobody was told; nil: none
	take   func(Size) // nil: nobody listens
}

// Set tells a new size.
func (s *Sizes) Set(size Size) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.take == nil {
		s.newest = &size
		return
	}
	s.take(size)
}

// Listen has take called with the sizes from now on, and with one that waits;
// nil ends that. It must not wait for anything.
func (s *Sizes) Listen(take func(Size)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.take = take; take != nil && s.newest != nil {
		take(*s.newest)
		s.newest = nil
	}
}
