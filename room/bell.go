package room

// A Bell is what a session waits for. It is made by [NewBell], and may be rung from
// anywhere.
type Bell chan struct{}

// NewBell returns a bell that has not rung.
func NewBell() Bell { return make(Bell, 1) }

// Ring never waits: a ring that is already pending stands for this one, too.
func (b Bell) Ring() {
	select {
	case b <- struct{}{}:
	default:
	}
}
