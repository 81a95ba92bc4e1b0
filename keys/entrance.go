package keys

import (
	"cmp"
	"crypto/subtle"
	"net/netip"
	"time"

	"snug/text/lang"
)

// A way is how somebody comes to sign up.
type way struct {
	role    Role       // that the account is given
	pending bool       // it waits for approval
	invite  InviteCode // that was given; the zero one: none
	wrong   bool       // its secret was not
}

// nowhere is a place at which no invitation is found.
const nowhere = "-"

// inviteToRoomFor is how long an invitation's room waits for whoever signed up with it.
const inviteToRoomFor = 7 * 24 * time.Hour

// way decides whether somebody may sign up, by who may now. Whoever the server's
// configuration or its operator makes an owner always may: else nobody could open
// a server again.
func (c SignUp) way(tx Tx) (way, error) {
	kept, err := tx.OwnerKey(c.Key.Fingerprint)
	if c.OwnerKey || kept || err != nil {
		return way{role: Member}, err
	}
	// The form may have been open when the key, or where it comes from, was banned.
	from, err := netip.ParseAddr(c.By.Address)
	if err != nil {
		from = netip.Addr{} // nobody's
	}
	if err := barred(tx, Identity{Fingerprint: c.Key.Fingerprint}, from, c.At); err != nil {
		return way{}, err
	}
	settings, l, err := houseState(tx)
	if err != nil {
		return way{}, err
	}
	mode := signUpMode(settings)
	switch {
	case l.In(c.At) >= NoSignUp:
		return way{}, shut(tx, ErrLimited, lang.S("nobody can sign up"), l.Until, l.Why)
	case mode == Closed:
		ask, err := contact(tx)
		return way{}, cmp.Or(err, refuse(ErrDenied, "nobody can sign up here; ask %v", ask))
	case c.Place != "":
		return c.invited(tx)
	case mode == ByInvite:
		return way{}, refuse(ErrDenied, "one signs up here with the code of an invitation; ask somebody who is here for one")
	case mode == Approval:
		all, err := tx.Pending()
		if err == nil && len(all) >= MaxPending {
			err = refuse(ErrLimited, "too many wait to be let in already; try again when a moderator has decided")
		}
		return way{role: Member, pending: true}, err
	}
	return way{role: Member}, nil
}

// invited is the way of somebody with an invitation.
func (c SignUp) invited(r Reader) (way, error) {
	i, err := r.InviteCode(c.Place)
	switch {
	case isNotFound(err):
		return way{}, badInvite()
	case err != nil:
		return way{}, err
	}
	most, err := i.most(r, c.At)
	switch {
	case err != nil:
		return way{}, err
	case most == Guest:
		return way{}, badInvite()
	}
	right := subtle.ConstantTimeCompare(i.Secret[:], c.Secret[:]) == 1
	return way{role: min(i.Role, most), invite: i, wrong: !right}, nil
}

// wrong takes a try from an invitation that somebody guessed at.
func (c SignUp) wrong(tx Tx, i InviteCode) (Outcome, error) {
	i.Tries--
	var err error
	if i.Tries > 0 {
		err = tx.SetInviteCode(i)
	} else {
		err = tx.RemoveInviteCode(i.Place)
	}
	if err != nil {
		return Outcome{}, err
	}
	c.By.Key = c.Key.Fingerprint.String()
	return denied(tx, c.entry("register", "invitation "+i.Place), badInvite())
}

// use takes a use from an invitation, with which an account was made, and lets
// that into the room.
func (i InviteCode) use(tx Tx, r Record, now time.Time) error {
	i.Uses--
	i.Used++
	var err error
	if i.Uses > 0 {
		err = tx.SetInviteCode(i)
	} else {
		err = tx.RemoveInviteCode(i.Place)
	}
	if err != nil || i.Room == 0 {
		return err
	}
	return tx.Invite(r.ID, i.Room, i.By, now, now.Add(inviteToRoomFor))
}

// badInvite is the one answer to invitations that do not exist, were used up, have
// ended or are wrong.
func badInvite() error {
	return refuse(ErrBadCode, "this invitation is wrong, was used up, or has ended; ask whoever gave it to you for another one")
}
