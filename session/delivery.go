package session

import "time"

// A delivery is what the network has made of what was sent on a connection.
type delivery struct {
	arrived uint64        // bytes that the other side has confirmed, ever
	waits   bool          // some are not confirmed
	quiet   time.Duration // since the other side has confirmed anything
}
