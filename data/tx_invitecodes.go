package data

import (
	"time"

	"snug/keys"
	"snug/room"
)

// InviteCode implements [keys.Reader].
func (t *tx) InviteCode(place string) (keys.InviteCode, error) {
	var row inviteCodeRow
	switch found, err := t.get(inviteCodes, []byte(place), &row); {
	case err != nil:
		return keys.InviteCode{}, err
	case !found:
		return keys.InviteCode{}, keys.ErrNotFound
	}
	return row.code(place), nil
}

// InviteCodes implements [keys.Reader].
func (t *tx) InviteCodes() ([]keys.InviteCode, error) {
	var all []keys.InviteCode
	err := t.scan(inviteCodes, nil, func(k, v []byte) error {
		var row inviteCodeRow
		err := inviteCodes.unseal(k, v, &row)
		all = append(all, row.code(string(k)))
		return err
	})
	return all, err
}

func (r inviteCodeRow) code(place string) keys.InviteCode {
	return keys.InviteCode{
		Place: place, Secret: r.Secret, By: keys.AccountID(r.By), ByName: r.ByName,
		At: unstamp(r.At), Until: unstamp(r.Until),
		Uses: int(r.Uses), Used: int(r.Used), Tries: int(r.Tries),
		Role: keys.Role(r.Role), Room: r.Room,
	}
}

// SetInviteCode implements [keys.Tx].
func (t *tx) SetInviteCode(i keys.InviteCode) error {
	return t.put(inviteCodes, []byte(i.Place), inviteCodeRow{
		Secret: i.Secret, By: uint64(i.By), ByName: i.ByName, At: stamp(i.At), Until: stamp(i.Until),
		Uses: uint64(i.Uses), Used: uint64(i.Used), Tries: uint64(i.Tries), Role: uint8(i.Role), Room: i.Room,
	})
}

// RemoveInviteCode implements [keys.Tx].
func (t *tx) RemoveInviteCode(place string) error { return t.remove(inviteCodes, []byte(place)) }

// Invite implements [keys.Tx]. Nobody is let in by somebody who could not do that
// now, nor into the room of the staff or a conversation.
func (t *tx) Invite(id keys.AccountID, in uint64, by keys.AccountID, at, until time.Time) error {
	from := room.UserID(by)
	if by == 0 { // whoever is at the machine
		from = room.Operator
	}
	if may, err := room.MayLetIn(t, from, room.ID(in), at); err != nil || !may {
		return err
	}
	return t.SetInvitation(room.Invitation{Room: room.ID(in), Who: room.UserID(id), By: from, At: at, Until: until})
}
