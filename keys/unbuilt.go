package keys

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
	"snug/keys/sanction"
)

var errUnbuilt = errors.New("not built yet")

// Admit is the one place that decides whether somebody may be here: whoever is
// banned, suspended, not yet approved or shut out by a lockdown is refused, in a
// sentence that says until when, why and whom to ask. It is asked when a session
// begins (fresh) and for every line and request in it. An address that is not
// valid is nobody's.
func (d *Directory) Admit(who Identity, from netip.Addr, fresh bool) error { return nil }

// Hits reports whether the ban keeps out who comes from an address.
func (b Ban) Hits(who Identity, from netip.Addr) bool { return false }

// Ban keeps people off the server. One target has one ban: another takes its
// place. Staff is never hit by a ban of addresses, and only those of lower rank
// by one of an account or a key of theirs; nobody bans themselves. Whoever calls
// it ends the sessions that it hits. Refusals wrap ErrDenied, ErrConflict,
// ErrLimited or ErrBadText.
func (d *Directory) Ban(ctx context.Context, by audit.Actor, r BanRequest) (Ban, error) {
	return Ban{}, errUnbuilt
}

// Unban lifts a ban and returns it. ErrNotFound: there is none that counts.
func (d *Directory) Unban(ctx context.Context, by audit.Actor, t Target, reason string) (Ban, error) {
	return Ban{}, errUnbuilt
}

// Bans returns the bans, the newest first; also those that have ended, if ended.
func (d *Directory) Bans(ended bool) ([]Ban, error) { return nil, errUnbuilt }

// BanByID returns a ban, ended or not, or ErrNotFound.
func (d *Directory) BanByID(id uint64) (Ban, error) { return Ban{}, errUnbuilt }

// BansOn returns the bans that keep out who comes from an address.
func (d *Directory) BansOn(who Identity, from netip.Addr) ([]Ban, error) { return nil, errUnbuilt }

// Suspend keeps an account off the server; a zero until is until it is lifted.
// Like the methods that follow it is bounded by rank, never for oneself, and
// refuses what is so already (ErrConflict). Whoever calls it ends the account's
// sessions.
func (d *Directory) Suspend(ctx context.Context, by audit.Actor, id AccountID, until time.Time, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// Resume lifts a suspension.
func (d *Directory) Resume(ctx context.Context, by audit.Actor, id AccountID, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// MuteAccount keeps an account from writing, reacting and editing, everywhere.
func (d *Directory) MuteAccount(ctx context.Context, by audit.Actor, id AccountID, until time.Time, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// UnmuteAccount lifts a mute.
func (d *Directory) UnmuteAccount(ctx context.Context, by audit.Actor, id AccountID, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// Trust ends or restores an account's probation; the trusted also write during a
// lockdown of level ReadOnly.
func (d *Directory) Trust(ctx context.Context, by audit.Actor, id AccountID, on bool, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// RenameAccount gives somebody another username, bounded by rank (Admin and
// above), by the rules of [Directory.Rename] but without its limit.
func (d *Directory) RenameAccount(ctx context.Context, by audit.Actor, id AccountID, name, reason string) (Account, error) {
	return Account{}, errUnbuilt
}

// AddNote keeps a note about an account for the staff; Notes returns them, the
// oldest first. RemoveNote takes one away, by its number from 1.
func (d *Directory) AddNote(ctx context.Context, by audit.Actor, id AccountID, text string) (Note, error) {
	return Note{}, errUnbuilt
}

// RemoveNote takes a note away.
func (d *Directory) RemoveNote(ctx context.Context, by audit.Actor, id AccountID, number uint64) error {
	return errUnbuilt
}

// Notes returns the notes about an account, the oldest first.
func (d *Directory) Notes(id AccountID) ([]Note, error) { return nil, errUnbuilt }

// A Note is what the staff keeps of somebody.
type Note struct {
	Number uint64 // from 1, of one account, never used again
	At     time.Time
	By     AccountID
	ByName string
	Text   string
}

// RemoveKeyOf takes a key out of somebody's account, bounded by rank (Admin and
// above). Whoever calls it ends the sessions with it.
func (d *Directory) RemoveKeyOf(ctx context.Context, by audit.Actor, id AccountID, fingerprint, reason string) (Key, error) {
	return Key{}, errUnbuilt
}

// A Query picks accounts; those match for which all hold that is set.
type Query struct {
	After     AccountID // later than this one
	Limit     int       // at most 1000
	Role      Role      // of just this role; Guest: of any
	Words     string    // part of the username or display name, letter case does not count
	Suspended bool
	Muted     bool
	Pending   bool
	New       bool // on probation
}

// Accounts returns accounts that are not deleted, by ID, and the After to go on
// with, zero at the end. One call looks at some thousands at most, so a page may
// be short, or empty, before the end.
func (d *Directory) Accounts(q Query) (page []Account, next AccountID, err error) {
	return nil, 0, errUnbuilt
}

// AddOwner makes whoever holds a key an owner of the server: at once, or as soon
// as they sign up or join an account with it, whatever mode and lockdown say. It
// is for the admin socket and the command line of the machine (audit.Socket)
// only.
func (d *Directory) AddOwner(ctx context.Context, by audit.Actor, k ssh.PublicKey) (Account, error) {
	return Account{}, errUnbuilt
}

var _ sanction.Sanction
