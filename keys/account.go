package keys

import (
	"time"

	"snug/keys/sanction"
)

// An AccountID names an account for ever; zero is none. It is never reused.
type AccountID uint64

// A Role is a rank on the whole server. Higher ranks include lower ones.
type Role uint8

// The roles. Guest is somebody who proved a key that has no account. The values
// are stored, and room.Rank has them too: only ever append.
const (
	Guest Role = iota
	Member
	Moderator
	Admin
	Owner
)

var roles = []string{Guest: "guest", Member: "member", Moderator: "moderator", Admin: "admin", Owner: "owner"}

// String returns the role's name.
func (r Role) String() string {
	if int(r) >= len(roles) {
		return "unknown role"
	}
	return roles[r]
}

// An Account is a person as stored.
type Account struct {
	ID      AccountID
	Name    string // the username as typed at sign-up
	Display string // what the person wants to be called; empty: the username
	Bio     string // clean, possibly of several lines, possibly empty
	Created time.Time
	Role    Role      // Member or more; as looked up now, it counts at the next action
	Deleted time.Time // zero: it exists; else only its number and a made-up name are left

	// Configured says that the account has a key which the server's
	// configuration makes an owner's, and Role is therefore Owner.
	Configured bool

	Suspended sanction.Sanction // may not be here
	Muted     sanction.Sanction // may not write
	Trusted   bool              // is not on probation, however new
	Pending   bool              // waits for approval; Role is Guest until then

	Keeper AccountID // of a bot: whose it is; zero: it is a person
	Rate   int       // of a bot: how many messages a minute it may write, at least 1
}

// Bot reports whether the account is a program's, which somebody keeps.
func (a Account) Bot() bool { return a.Keeper != 0 }

// An Identity is what a session knows of the person behind a proved key.
type Identity struct {
	Fingerprint Fingerprint
	KeyType     string  // e.g. "ssh-ed25519"
	Account     Account // the zero Account for a guest
	Role        Role
}

// SignedUp reports whether the key has an account.
func (i Identity) SignedUp() bool { return i.Account.ID != 0 }
