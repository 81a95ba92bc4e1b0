package keys

import (
	"net/netip"
	"time"

	"snug/keys/sanction"
)

// A Target is what a ban is of: an account, a key or addresses. Just one of its
// fields is set.
type Target struct {
	Account AccountID
	Key     Fingerprint
	Net     netip.Prefix // masked; one address has all its bits; IPv4 is never mapped into IPv6
}

// A Ban keeps people off the server.
type Ban struct {
	ID     uint64 // 1, 2, 3 … never used again
	Target Target
	Name   string // of an account: its username when it was banned
	sanction.Sanction

	// Guests says that addresses are closed to keys without an account only, so
	// that nobody signs up from there; who has an account comes in as ever.
	Guests bool
}

// A BanRequest is a ban that somebody wants.
type BanRequest struct {
	Target Target
	Until  time.Time // zero: until it is lifted
	Reason string
	Guests bool
}

// Limits of bans.
const (
	MaxBans     = 10_000
	MinBits4    = 8  // the fewest bits of an IPv4 range that can be banned
	MinBits6    = 24 // of an IPv6 range
	BansKept    = 90 * 24 * time.Hour
	MaxNotes    = 50   // about one account
	MaxPending  = 500  // accounts that wait for approval
	MaxInvites  = 500  // that are open
	MaxUses     = 1000 // of one invitation
	MaxAnnounce = 500  // bytes
	MaxMOTD     = 2000 // bytes
)
