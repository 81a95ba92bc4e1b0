package keys

import (
	"context"
	"net/netip"
	"time"

	"snug/keys/audit"
	"snug/keys/sanction"
)

// A Store is the durable side of the accounts. Its methods may be called from
// any goroutine; reads see everything whose Do has returned.
type Store interface {
	// Do decides c, by [Apply], and returns after the decision is on disk. A
	// refusal comes back as the *Refusal that Apply returned. When ctx ends
	// first, or the store cannot write, the error is none; it may wrap
	// [ErrUnavailable] or [ErrUnknownOutcome].
	Do(ctx context.Context, c Command) (Outcome, error)

	// View calls read with the state as of now and returns its error. The
	// Reader is valid only during the call, which should be short.
	View(read func(Reader) error) error

	// Revision returns a number that is another one after whatever changed the state,
	// before its Do returns: what was read since a revision is true as long as it lasts.
	Revision() uint64
}

// A Record is an account with all that decisions about it need.
type Record struct {
	ID         AccountID
	Name       string // the username as typed
	Display    string
	Bio        string
	Created    time.Time
	Deleted    time.Time // zero: it exists
	Granted    Role      // what it is, unless Configured
	Configured bool      // the server's configuration makes it an owner

	NameForm    Form // zero for a deleted account, whose name nobody looks for
	DisplayForm Form // zero without a display name
	Former      []Former
	Link        string // where its link code is found; empty: it has none

	Suspended sanction.Sanction
	Muted     sanction.Sanction
	Trusted   bool
	Pending   bool   // waits for approval
	Note      string // what it wrote for who approves; empty afterwards
	NoteCount uint64 // the highest number of a note about it

	Keeper AccountID // of a bot: whose it is, who outlives it; zero: it is a person
	Rate   int       // of a bot: messages a minute
}

// A Form is a name as it is looked for. It is kept as it was computed once, for
// the tables behind that change.
type Form struct {
	Folded   string // text.Fold
	Skeleton string // what it looks like
}

// A Former is a username that an account has given up.
type Former struct {
	Form
	At time.Time // when
}

// A Link is a code that joins a key to an account. Its secret is not kept.
type Link struct {
	Place   string   // the part of the code that finds it
	Secret  [32]byte // SHA-256 of the other part
	Account AccountID
	Until   time.Time
	Tries   int // wrong ones that it still survives, at least 1
}

// A Reader is what a decision may see. Lookups fail with [ErrNotFound] where
// there is nothing, and with other errors only when the store itself fails.
type Reader interface {
	// Account returns an account, also a deleted one.
	Account(id AccountID) (Account, error)
	AccountRecord(id AccountID) (Record, error)
	AccountByKey(f Fingerprint) (Account, error)
	// AccountByName finds an account by the folded form of its username.
	AccountByName(folded string) (Account, error)
	// Called returns the accounts with a username, a display name or a
	// [Former] one that has this folded form or this skeleton, each once.
	Called(f Form) ([]AccountID, error)
	// Owners returns the accounts whose role is Owner, by ID.
	Owners() ([]Account, error)

	// Keyring returns the keys of an account, and those that it offers to take
	// in, by fingerprint.
	Keyring(id AccountID) ([]Key, error)
	// OffersFor returns the accounts that offer to take in a key, by ID.
	OffersFor(f Fingerprint) ([]AccountID, error)
	// Link finds a link code by its place.
	Link(place string) (Link, error)

	// Recoveries returns those that were not decided, ended or not, by ID.
	Recoveries() ([]Recovery, error)

	// Settings returns the settings that an account has changed, in a map of
	// its own.
	Settings(id AccountID) (map[string]string, error)
	// Seen returns when an account was last there; the zero time when that is
	// not known.
	Seen(id AccountID) (time.Time, error)

	// Accounts returns at most limit accounts that are not deleted and later
	// than after, by ID. Pending returns those that wait for approval, by ID.
	Accounts(after AccountID, limit int) ([]Record, error)
	Pending() ([]AccountID, error)
	// Bots returns the bots of an account that are not deleted, by ID; of nobody:
	// all that there are.
	Bots(keeper AccountID) ([]Account, error)
	// Notes returns the notes about an account, by number.
	Notes(id AccountID) ([]Note, error)

	// Ban returns the ban of a target, ended or not. BanNumbered finds one by
	// its ID. Bans returns all, by ID. BansOf returns the bans of addresses that
	// hold one.
	Ban(t Target) (Ban, error)
	BanNumbered(id uint64) (Ban, error)
	Bans() ([]Ban, error)
	BansOf(from netip.Addr) ([]Ban, error)

	// InviteCode finds an invitation by its place. InviteCodes returns all, ended
	// or not, by place.
	InviteCode(place string) (InviteCode, error)
	InviteCodes() ([]InviteCode, error)

	// HouseSettings returns the settings of the server that were changed, in a
	// map of its own. Lockdown and Announcement return what was set last; zero
	// when nothing was.
	HouseSettings() (map[string]string, error)
	Lockdown() (Lockdown, error)
	Announcement() (Announcement, error)

	// OwnerKey reports whether whoever holds a key becomes an owner when they
	// get an account.
	OwnerKey(f Fingerprint) (bool, error)

	// LastEntry returns the number of the newest entry that was ever written.
	LastEntry() (uint64, error)

	// Entries returns at most limit entries of the audit log whose number is
	// less than before, the newest first; zero is from the end.
	Entries(before uint64, limit int) ([]audit.Entry, error)
}

// A Tx is what [Apply] may see and change inside one write transaction.
type Tx interface {
	Reader

	// Applied returns the account that the command with this ID was about, or
	// [ErrNotFound]. SetApplied stores it.
	Applied(id [16]byte) (Account, error)
	SetApplied(id [16]byte, of AccountID) error

	// AddAccount stores an account and returns it with its ID, which is one
	// more than that of any account before it. SetAccount writes one that
	// exists. Both keep what Called, AccountByName and Owners look at. A form
	// that another account has had, and may have no longer, must be gone from
	// its record first.
	AddAccount(r Record) (Record, error)
	SetAccount(r Record) error

	// SetKey writes a key of an account, or an offer; RemoveKey takes it away.
	SetKey(id AccountID, k Key) error
	RemoveKey(id AccountID, f Fingerprint) error

	// SetLink stores a link code, and RemoveLink takes one away, if there is
	// one. The account's record says where it is.
	SetLink(l Link) error
	RemoveLink(place string) error

	// AddRecovery stores a request and returns it with its ID, which is one
	// more than that of any before it. RemoveRecovery takes one away.
	AddRecovery(r Recovery) (Recovery, error)
	RemoveRecovery(id uint64) error

	// SetSetting stores a setting; an empty value removes it.
	SetSetting(id AccountID, name, value string) error
	// SetSeen stores when an account was last there; the zero time removes it.
	SetSeen(id AccountID, at time.Time) error
	// Depart notes that rooms have to clear away what a deleted account left.
	Depart(id AccountID, erase bool) error

	// SetNote stores a note about an account; RemoveNote takes one away, if it is
	// there.
	SetNote(id AccountID, n Note) error
	RemoveNote(id AccountID, number uint64) error

	// AddBan stores a ban in the place of one of the same target, and returns it
	// with its ID, which is one more than that of any before it. SetBan writes one
	// that exists; RemoveBan takes one away, if it is there.
	AddBan(b Ban) (Ban, error)
	SetBan(b Ban) error
	RemoveBan(t Target) error

	SetInviteCode(i InviteCode) error
	RemoveInviteCode(place string) error
	// Invite lets an account join a room until a time, if the room is there.
	Invite(id AccountID, room uint64, by AccountID, at, until time.Time) error

	// SetHouseSetting stores a setting of the server; an empty value removes it.
	SetHouseSetting(name, value string) error
	SetLockdown(l Lockdown) error
	SetAnnouncement(a Announcement) error
	SetOwnerKey(f Fingerprint, on bool) error

	// AddEntry stores the next entry of the audit log, with its number.
	AddEntry(e audit.Entry) error
}
