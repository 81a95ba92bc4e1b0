package keys

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"snug/keys/audit"
)

const (
	inviteTries  = 5                    // of wrong secrets
	maxInviteFor = 365 * 24 * time.Hour // until an invitation ends
	maxInviteDay = int(maxInviteFor / (24 * time.Hour))
)

// A CreateInvite is the intent to let people sign up with a code.
type CreateInvite struct {
	Header
	InviteTerms // checked
	Place       string
	Secret      [32]byte // SHA-256
}

func (c CreateInvite) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	i := InviteCode{
		Place: c.Place, Secret: c.Secret, By: me.ID, ByName: me.Name, At: c.At, Until: c.At.Add(c.For),
		Uses: c.Uses, Tries: inviteTries, Role: c.Role, Room: c.Room,
	}
	e := c.entry("invite create", i.Place)
	e.After = i.forLog()
	switch {
	case me.role() < Moderator:
		return denied(tx, e, refuse(ErrDenied, "only moderators and above invite people to the server; ask one of them"))
	case c.Role >= me.role():
		return denied(tx, e, refuse(ErrDenied, "you can invite people to roles below your own only; ask somebody above you"))
	}
	open, err := clearInvites(tx, c.At)
	if err != nil {
		return Outcome{}, err
	}
	switch {
	case open[c.Place]:
		return Outcome{}, errPlaceTaken
	case len(open) >= MaxInvites:
		return Outcome{}, refuse(ErrLimited, "%d invitations are open, which is the most; revoke one first, see the command invite list", MaxInvites)
	}
	if err := tx.SetInviteCode(i); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account(), Invite: i}, note(tx, e)
}

// clearInvites takes away the invitations that are over and returns the places of
// the others. There are never more than MaxInvites.
func clearInvites(tx Tx, now time.Time) (open map[string]bool, err error) {
	all, err := tx.InviteCodes()
	if err != nil {
		return nil, err
	}
	open = make(map[string]bool, len(all))
	for _, i := range all {
		switch over, err := i.over(tx, now); {
		case err != nil:
			return nil, err
		case !over:
			open[i.Place] = true
		default:
			if err := tx.RemoveInviteCode(i.Place); err != nil {
				return nil, err
			}
		}
	}
	return open, nil
}

// forLog is an invitation as the audit log has it.
func (i InviteCode) forLog() string {
	s := fmt.Sprintf("%s, %d uses, until %s", i.Role, i.Uses, stamp(i.Until))
	if i.Room != 0 {
		s += fmt.Sprintf(", r_%d", i.Room)
	}
	return s
}

// CreateInvite makes an invitation and returns it with its code, which nobody is
// told again. Refusals wrap ErrBadText, ErrLimited or ErrDenied, which is in the
// audit log.
func (d *Directory) CreateInvite(ctx context.Context, by audit.Actor, t InviteTerms) (InviteCode, string, error) {
	switch {
	case t.Uses < 1 || t.Uses > MaxUses:
		return InviteCode{}, "", refuse(ErrBadText, "an invitation is for 1 to %d people", MaxUses)
	case t.For <= 0 || t.For > maxInviteFor:
		return InviteCode{}, "", refuse(ErrBadText, "an invitation lasts at most %d days; give its end with --expires, such as 7d", maxInviteDay)
	case t.Role < Member || t.Role >= Owner:
		return InviteCode{}, "", refuse(ErrBadText, "nobody is invited as %s; choose one of: member, moderator, admin", t.Role)
	}
	for range 3 { // among a million places, other codes are hardly ever in the way
		made := CreateInvite{InviteTerms: t}
		var code string
		code, made.Place, made.Secret = newCode()
		o, err := d.do(ctx, func(h Header) Command {
			made.Header = h
			made.By = by
			return made
		})
		if !errors.Is(err, errPlaceTaken) {
			if err != nil {
				code = ""
			}
			return o.Invite, code, err
		}
	}
	return InviteCode{}, "", errPlaceTaken
}

// InviteCodes returns the invitations that can be used, the newest first.
func (d *Directory) InviteCodes() ([]InviteCode, error) {
	var open []InviteCode
	now := time.Now()
	err := d.store.View(func(r Reader) error {
		all, err := r.InviteCodes()
		if err != nil {
			return err
		}
		for _, i := range all {
			switch most, err := i.most(r, now); {
			case err != nil:
				return err
			case most != Guest:
				open = append(open, i)
			}
		}
		return nil
	})
	slices.SortStableFunc(open, func(a, b InviteCode) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Place, b.Place)) })
	return open, because(err, "invitations")
}
