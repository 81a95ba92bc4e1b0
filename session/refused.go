package session

import "sync/atomic"

// A limit is one that a client can run into.
type limit int

// The limits.
const (
	limitWaiting    limit = iota // connections that are not authenticated
	limitSource                  // the same of one source
	limitNetwork                 // the same of one network
	limitGaveWay                 // how long one of them may wait while others want its place
	limitPenalised               // what a source may fail at until it is penalised
	limitPenalty                 // coming from a source that is
	limitProxy                   // what a proxy's connection begins with
	limitGuests                  // connections of one source without an account
	limitNewGuests               // the same, new ones a minute
	limitAccount                 // connections of one account
	limitNewAccount              // the same, new ones a minute
	limitAuth                    // failures to authenticate on a connection
	limitOffers                  // keys that a connection asks about
	limitHandshake               // somebody did not authenticate, or not in time
	limitSessions                // sessions of one connection
	limitChannels                // channels that are opened, one after the other
	limitRequests                // requests of a connection or a session
	limitStall                   // time to take what is sent
	limitIdle                    // time without a session
	limitKeepalive               // time to answer whether one lives
	limitEnv                     // variables of a session's environment
	limitInput                   // bytes a second that somebody types
	limitPaste                   // bytes of a paste
	limitEscape                  // bytes of an escape sequence
	limitResize                  // changes of a window, a second
	limitRekeys                  // key exchanges of one connection
	limitDoor                    // who may be here: a ban, a suspension, a lockdown
	limits
)

// limitNames are their names in the figures of the server.
var limitNames = [limits]string{
	limitWaiting: "unauthenticated", limitSource: "unauthenticated-of-source", limitNetwork: "unauthenticated-of-network",
	limitGaveWay: "gave-way", limitPenalised: "sources-penalised", limitPenalty: "penalised", limitProxy: "proxy-header",
	limitGuests: "guests-of-source", limitNewGuests: "new-guests-of-source",
	limitAccount: "connections-of-account", limitNewAccount: "new-connections-of-account",
	limitAuth: "auth-tries", limitOffers: "auth-offers", limitEnv: "environment",
	limitHandshake: "handshake", limitSessions: "sessions-of-connection",
	limitChannels: "channels", limitRequests: "requests", limitStall: "stalled", limitKeepalive: "keepalive", limitIdle: "no-session", limitDoor: "door",
	limitInput: "input", limitPaste: "paste", limitEscape: "escape", limitResize: "window-changes", limitRekeys: "rekeys",
}

// refusals count how often each limit was hit.
type refusals [limits]atomic.Uint64

func (r *refusals) hit(l limit) { r[l].Add(1) }

// counts returns what counts that the session's client has hit a limit.
func (s *session) counts(l limit) func() { return func() { s.server.refused.hit(l) } }

// Refused returns how often each limit was hit since the start, by its name,
// in a map of its own.
func (s *Server) Refused() map[string]uint64 {
	out := make(map[string]uint64, limits)
	for l := range limits {
		out[limitNames[l]] = s.refused[l].Load()
	}
	return out
}
