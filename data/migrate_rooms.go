package data

import (
	"snug/keys"
	"snug/room"
)

// peopleAndRooms leads from schema 2 to 3: memberships have roles, rooms count
// them, accounts list their keys, and tombstones are indexed.
func peopleAndRooms(t *tx) error {
	err := t.create(
		invites, userInvites, inviteEnds, conversations, blocks, tombstones, paces, departing,
		userKeys, offers, links, heldNames, heldLikes, recoveries, auditLog, seen,
	)
	for _, step := range []func() error{t.ownRooms, t.listKeys, t.indexTombstones} {
		if err == nil {
			err = step()
		}
	}
	return err
}

// ownRooms makes members who created their room its owner, and counts members.
func (t *tx) ownRooms() error {
	counts := make(map[uint64]uint64)
	err := t.scan(members, nil, func(k, _ []byte) error {
		in, _, ok := unpair(k)
		if !ok {
			return corrupt(members, k, "bad key")
		}
		counts[in]++
		return nil
	})
	if err != nil {
		return err
	}
	last, err := t.number(meta, lastRoomKey)
	if err != nil {
		return err
	}
	for id := uint64(1); id <= last; id++ {
		row, err := t.roomRow(room.ID(id))
		if err != nil {
			return err
		}
		row.Members = counts[id]
		if _, in, err := t.Membership(room.ID(id), room.UserID(row.Creator)); err != nil {
			return err
		} else if in {
			row.Owner = row.Creator
			if err := t.put(members, pair(id, row.Creator), memberRow{Role: uint8(room.Owner)}); err != nil {
				return err
			}
		}
		if err := t.put(rooms, key(id), row); err != nil {
			return err
		}
	}
	return nil
}

// listKeys gives each account its keys. Until then there was one, of the sign-up.
func (t *tx) listKeys() error {
	return t.scan(keyring, nil, func(k, v []byte) error {
		var at numberRow
		if err := keyring.unseal(k, v, &at); err != nil {
			return err
		}
		a, err := t.Account(keys.AccountID(at.N))
		if err != nil || len(k) != len(keys.Fingerprint{}) {
			return corrupt(keyring, k, "leads to no account")
		}
		return t.put(userKeys, userKey(a.ID, keys.Fingerprint(k)), userKeyRow{Added: stamp(a.Created)})
	})
}

// indexTombstones finds the deleted messages. A damaged one must not keep the
// rest from being upgraded: it stays, and is reported when it is read.
func (t *tx) indexTombstones() error {
	return t.scan(messages, nil, func(k, v []byte) error {
		var row messageRow
		if err := messages.unseal(k, v, &row); err != nil || row.Deleted == 0 {
			return nil //nolint:nilerr // as said above
		}
		return t.put(tombstones, k, emptyRow{})
	})
}
