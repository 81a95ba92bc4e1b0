package keys

import (
	"context"
	"time"
)

// A SignUp is the intent to make an account for a key.
type SignUp struct {
	ID   [16]byte // UUIDv7: the same intent submitted twice takes effect once
	At   time.Time
	Key  Fingerprint
	Name string // as typed; the policy was checked
	// Display is what the person wants to be called: clean, checked, possibly
	// empty.
	Display string
}

// A SetDisplay is the intent to be called something else. An empty Display is
// the username.
type SetDisplay struct {
	ID      [16]byte
	At      time.Time
	Account AccountID
	Display string // clean; the policy was checked
}

// A Set is the intent to change a setting. An empty Value brings the default
// back.
type Set struct {
	ID      [16]byte
	At      time.Time
	Account AccountID
	Setting string
	Value   string // checked
}

// A Store is the durable side of the accounts. All methods may be called from
// any goroutine; reads see everything whose Do has returned.
type Store interface {
	// SignUp decides s, by [Apply], and returns the new account after it is
	// on disk. Refusals wrap [ErrNameTaken] or [ErrKeyTaken] and leave no
	// trace. When ctx ends first or the store cannot write, the error wraps
	// neither.
	SignUp(ctx context.Context, s SignUp) (Account, error)

	// SetDisplay decides s, by [ApplyDisplay], and returns the account as it is
	// then on disk. Refusals wrap [ErrNameTaken].
	SetDisplay(ctx context.Context, s SetDisplay) (Account, error)

	// Set stores a setting, by [ApplySet].
	Set(ctx context.Context, s Set) error

	// Settings returns the settings that an account has changed, in a map of its
	// own.
	Settings(id AccountID) (map[string]string, error)

	// Account returns an account, or [ErrNotFound].
	Account(id AccountID) (Account, error)

	// AccountByKey returns the account that a key belongs to, or
	// [ErrNotFound].
	AccountByKey(f Fingerprint) (Account, error)

	// AccountByName finds an account by the folded form of its name, or
	// returns [ErrNotFound].
	AccountByName(folded string) (Account, error)

	// NameTaken reports whether an account has this folded name, or one that
	// looks the same.
	NameTaken(folded, skeleton string) (bool, error)
}

// Tx is what [Apply] may see and change inside one write transaction. Lookups
// fail with [ErrNotFound] where there is nothing, and with other errors only
// when the store itself fails.
type Tx interface {
	// SignedUp returns the account that the sign-up with this ID made.
	SignedUp(id [16]byte) (Account, error)

	AccountByKey(f Fingerprint) (Account, error)
	Account(id AccountID) (Account, error)

	// DisplayTaken reports whether an account other than one has a username or
	// a display name with this folded form or this skeleton.
	DisplayTaken(folded, skeleton string, except AccountID) (bool, error)
	// SetDisplay stores a display name; empty ones are not indexed.
	SetDisplay(id AccountID, display, folded, skeleton string) error
	// SetSetting stores a setting; an empty value removes it.
	SetSetting(id AccountID, name, value string) error

	// AddAccount stores an account with its name, its skeleton, its key and
	// the sign-up that made it, and returns it with its ID, which is one more
	// than that of any account before it.
	AddAccount(a Account, folded, skeleton string, key Fingerprint, signUp [16]byte) (Account, error)
}
