package session

import "sync/atomic"

// A limit is one that a client can run into.
type limit int

// The limits.
const (
	limitHandshake limit = iota // somebody did not authenticate, or not in time
	limitKey                    // sessions with one key
	limitSessions               // sessions of one connection
	limitChannels               // channels that are opened, one after the other
	limitRequests               // requests of a connection or a session
	limitStall                  // time to take what is sent
	limitKeepalive              // time to answer whether one lives
	limitIdle                   // time without a session
	limitDoor                   // who may be here: a ban, a suspension, a lockdown
	limits
)

// limitNames are their names in the figures of the server.
var limitNames = [limits]string{
	limitHandshake: "handshake", limitKey: "sessions-of-key", limitSessions: "sessions-of-connection",
	limitChannels: "channels", limitRequests: "requests", limitStall: "stalled", limitKeepalive: "keepalive", limitIdle: "no-session", limitDoor: "door",
}

// refusals count how often each limit was hit.
type refusals [limits]atomic.Uint64

func (r *refusals) hit(l limit) { r[l].Add(1) }

// Refused returns how often each limit was hit since the start, by its name,
// in a map of its own.
func (s *Server) Refused() map[string]uint64 {
	out := make(map[string]uint64, limits)
	for l := range limits {
		out[limitNames[l]] = s.refused[l].Load()
	}
	return out
}
