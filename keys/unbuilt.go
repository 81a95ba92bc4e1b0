package keys

import (
	"context"
	"errors"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
)

var errUnbuilt = errors.New("not built yet")

// A Key is a public key of an account.
type Key struct {
	Fingerprint Fingerprint
	Type        string    // e.g. "ssh-ed25519"; empty for a key from before that was kept
	Comment     string    // clean, possibly empty
	Added       time.Time // zero: not known
	Used        time.Time // when a session with it ended last, about; zero: not known
	Offered     bool      // its holder has not accepted yet
}

// Keys returns the keys of an account, the oldest first.
func (d *Directory) Keys(id AccountID) ([]Key, error) { return nil, errUnbuilt }

// Offer notes that by's account takes in a key, given as a line of an
// authorized_keys file. It belongs to the account once its holder has proved it
// and accepted: nobody can put another person's key into their own account.
func (d *Directory) Offer(ctx context.Context, by audit.Actor, line string) (Key, error) {
	return Key{}, errUnbuilt
}

// Offers returns the accounts that take in a key which has no account yet.
func (d *Directory) Offers(f Fingerprint) ([]Account, error) { return nil, errUnbuilt }

// Offered returns the keys that an account offers to take in and that have not
// accepted.
func (d *Directory) Offered(id AccountID) ([]Key, error) { return nil, errUnbuilt }

// Accept joins a proved key to the account that offered to take it in. Of by,
// account, name and key are filled in.
func (d *Directory) Accept(ctx context.Context, by audit.Actor, k ssh.PublicKey, name string) (Identity, error) {
	return Identity{}, errUnbuilt
}

// RemoveKey takes a key, or an offer, out of by's account: a fingerprint or the
// beginning of one. The last key stays. Whoever calls it ends the sessions with
// the key, unless it was only offered.
func (d *Directory) RemoveKey(ctx context.Context, by audit.Actor, fingerprint string) (Key, error) {
	return Key{}, errUnbuilt
}

// Link returns a code with which, once and until a time, a session with
// another key joins the account.
func (d *Directory) Link(ctx context.Context, id AccountID) (code string, until time.Time, err error) {
	return "", time.Time{}, errUnbuilt
}

// UseLink joins a proved key to the account that the code was made for. Of by,
// account, name and key are filled in.
func (d *Directory) UseLink(ctx context.Context, by audit.Actor, k ssh.PublicKey, code string) (Identity, error) {
	return Identity{}, errUnbuilt
}

// Rename gives by's account another username. The old one stays reserved for it.
func (d *Directory) Rename(ctx context.Context, by audit.Actor, name string) (Account, error) {
	return Account{}, errUnbuilt
}

// SetBio changes what somebody says about themselves.
func (d *Directory) SetBio(ctx context.Context, id AccountID, bio string) (Account, error) {
	return Account{}, errUnbuilt
}

// Delete ends an account: its keys are free, its name is reserved for a while,
// and rooms clear away what is left of it. Erase says that what it has said
// goes, too.
func (d *Directory) Delete(ctx context.Context, by audit.Actor, id AccountID, erase bool) error {
	return errUnbuilt
}

// SetRole makes an account something else on the server.
func (d *Directory) SetRole(ctx context.Context, by audit.Actor, id AccountID, r Role, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// Seen notes that a session with a key of an account has ended. It writes at
// most once in a while for each key.
func (d *Directory) Seen(ctx context.Context, who Identity) error { return errUnbuilt }

// LastSeen returns when an account was last there, if it chose to show that;
// else the zero time.
func (d *Directory) LastSeen(id AccountID) (time.Time, error) { return time.Time{}, errUnbuilt }

// A Recovery is the request of somebody who has lost every key to join a new
// one to their account.
type Recovery struct {
	ID      uint64
	Account Account
	Key     Key
	Note    string // one clean line by who asks
	At      time.Time
}

// Recover asks to join a proved key to an account. Of by, the key is filled in.
func (d *Directory) Recover(ctx context.Context, by audit.Actor, k ssh.PublicKey, name, note string) (Recovery, error) {
	return Recovery{}, errUnbuilt
}

// Recoveries returns the requests that are open, the oldest first; with an
// account, its own only.
func (d *Directory) Recoveries(of AccountID) ([]Recovery, error) { return nil, errUnbuilt }

// A Verdict is what is decided of a [Recovery].
type Verdict struct {
	Approve  bool
	DropKeys bool   // with Approve: the account's other keys are removed
	Reason   string // possibly empty
}

// Decide approves or refuses a request. Who approves must be a moderator above
// the account; the account itself may refuse. Whoever calls it ends the sessions
// of the account when keys were dropped.
func (d *Directory) Decide(ctx context.Context, by audit.Actor, id uint64, v Verdict) (Recovery, error) {
	return Recovery{}, errUnbuilt
}

// SyncOwners makes owners of the accounts with a key of the configuration, and
// takes that away from those that have none any more. The server calls it when
// it starts.
func (d *Directory) SyncOwners(ctx context.Context) error { return errUnbuilt }

// Audit returns at most limit entries of the audit log before a number, the
// newest first; zero is from the end.
func (d *Directory) Audit(before uint64, limit int) ([]audit.Entry, error) { return nil, errUnbuilt }
