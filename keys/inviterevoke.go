package keys

import (
	"cmp"
	"context"

	"snug/keys/audit"
)

// A RevokeInvite is the intent to end an invitation.
type RevokeInvite struct {
	Header
	Place string
}

func (c RevokeInvite) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("invite revoke", c.Place)
	if me.role() < Moderator { // before it is said which there are
		return denied(tx, e, refuse(ErrDenied, "only moderators and above revoke invitations; ask one of them"))
	}
	i, err := tx.InviteCode(c.Place)
	if err == nil {
		var over bool
		if over, err = i.over(tx, c.At); over {
			err = ErrNotFound
		}
	}
	switch {
	case isNotFound(err):
		return Outcome{}, refuse(ErrNotFound, "there is no open invitation %s; the command invite list shows them", c.Place)
	case err != nil:
		return Outcome{}, err
	}
	e.Before = i.forLog()
	if err := tx.RemoveInviteCode(i.Place); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account(), Invite: i}, note(tx, e)
}

// RevokeInvite ends an invitation, given by its place: any moderator may, also
// that of somebody above them. Refusals wrap ErrNotFound, ErrBadText or ErrDenied,
// which is in the audit log.
func (d *Directory) RevokeInvite(ctx context.Context, by audit.Actor, place, reason string) (InviteCode, error) {
	reason, err := parseReason(reason)
	if err != nil {
		return InviteCode{}, err
	}
	// A whole code is taken, too, and what can be no place is found nowhere.
	read, ok := readCodeText(place)
	if !ok || len(read) < placeSize {
		return InviteCode{}, refuse(ErrNotFound, "there is no open invitation %s; the command invite list shows them", shorten(place))
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return RevokeInvite{Header: h, Place: read[:placeSize]}
	})
	return o.Invite, err
}
