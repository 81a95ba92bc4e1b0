package keys

import (
	"net/netip"
	"slices"
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

	// Lifted is the ID of the command that has ended it, zero while none has.
	// Times do not tell: who comes next may have begun earlier.
	Lifted [16]byte
}

// In reports whether the ban counts at a time: not after it was lifted, even if
// the clock was set back since.
func (b Ban) In(now time.Time) bool { return b.Lifted == [16]byte{} && b.Sanction.In(now) }

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

// Hits reports whether the ban, while it counts, keeps out who comes from an
// address. One of an account keeps its bots out, too. Staff is never hit by a ban of addresses, and owners by the
// configuration by none.
func (b Ban) Hits(who Identity, from netip.Addr) bool {
	switch t := b.Target; {
	case who.Account.Configured:
		return false
	case t.Account != 0:
		return who.Account.ID == t.Account || who.Account.Keeper == t.Account
	case t.Net.IsValid():
		return t.holds(from) && who.Role < Moderator && !(b.Guests && who.SignedUp())
	default:
		return t.Key == who.Fingerprint && t.Key != Fingerprint{}
	}
}

// countingBan returns the ban of a target if it counts; else the zero Ban.
func countingBan(r Reader, t Target, now time.Time) (Ban, error) {
	switch b, err := r.Ban(t); {
	case err == nil && b.In(now):
		return b, nil
	case err != nil && !isNotFound(err):
		return Ban{}, err
	}
	return Ban{}, nil
}

// bansOn returns the bans that keep out who comes from an address: the one of the
// account, the one of the key, and those of addresses.
func bansOn(r Reader, who Identity, from netip.Addr, now time.Time) ([]Ban, error) {
	var all []Ban
	for _, t := range []Target{{Account: who.Account.ID}, {Key: who.Fingerprint}} {
		if t == (Target{}) {
			continue
		}
		b, err := r.Ban(t)
		switch {
		case err == nil:
			all = append(all, b)
		case !isNotFound(err):
			return nil, err
		}
	}
	if from.IsValid() && who.Role < Moderator {
		of, err := r.BansOf(plainAddr(from))
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return slices.DeleteFunc(all, func(b Ban) bool { return !b.In(now) || !b.Hits(who, from) }), nil
}

// shutOut reports whether an account is kept off the server for a time.
func shutOut(r Reader, a Account, now time.Time) (bool, error) {
	if a.Bot() {
		keeper, err := r.Account(a.Keeper)
		if err != nil {
			return false, err
		}
		if out, err := shutOut(r, keeper, now); out || err != nil {
			return out, err
		}
	}
	if a.Configured || a.Suspended.In(now) {
		return !a.Configured, nil
	}
	b, err := countingBan(r, Target{Account: a.ID}, now)
	return b.ID != 0, err
}

// Bans returns the bans, the newest first; also those that have ended, if ended.
func (d *Directory) Bans(ended bool) ([]Ban, error) {
	now := time.Now()
	var all []Ban
	err := d.store.View(func(r Reader) (err error) {
		all, err = r.Bans()
		return err
	})
	all = slices.DeleteFunc(all, func(b Ban) bool { return !ended && !b.In(now) })
	slices.Reverse(all)
	return all, because(err, "bans")
}

// BanByID returns a ban, ended or not, or ErrNotFound.
func (d *Directory) BanByID(id uint64) (Ban, error) {
	var b Ban
	err := d.store.View(func(r Reader) (err error) {
		b, err = r.BanNumbered(id)
		if isNotFound(err) {
			return refuse(ErrNotFound, "there is no ban b%d; the command ban list shows them", id)
		}
		return err
	})
	return b, because(err, "ban %d", id)
}

// BansOn returns the bans that keep out who comes from an address.
func (d *Directory) BansOn(who Identity, from netip.Addr) ([]Ban, error) {
	var all []Ban
	err := d.store.View(func(r Reader) (err error) {
		all, err = bansOn(r, who, from, time.Now())
		return err
	})
	return all, because(err, "bans of %s", who.Fingerprint)
}
