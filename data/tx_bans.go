package data

import (
	"bytes"
	"fmt"
	"net/netip"

	"snug/keys"
)

// Ban implements [keys.Reader].
func (t *tx) Ban(target keys.Target) (keys.Ban, error) {
	var row banRow
	switch found, err := t.get(bans, targetKey(target), &row); {
	case err != nil:
		return keys.Ban{}, err
	case !found:
		return keys.Ban{}, keys.ErrNotFound
	}
	return row.ban(target), nil
}

func (r banRow) ban(of keys.Target) keys.Ban {
	b := keys.Ban{ID: r.ID, Target: of, Name: r.Name, Sanction: r.Is.sanction(), Guests: r.Guests}
	copy(b.Lifted[:], r.Lifted)
	return b
}

// BanNumbered implements [keys.Reader].
func (t *tx) BanNumbered(id uint64) (keys.Ban, error) {
	var at targetRow
	switch found, err := t.get(banIDs, key(id), &at); {
	case err != nil:
		return keys.Ban{}, err
	case !found:
		return keys.Ban{}, keys.ErrNotFound
	}
	return t.banAt(id, at)
}

// banAt reads the ban that a number leads to.
func (t *tx) banAt(id uint64, at targetRow) (keys.Ban, error) {
	var row banRow
	target, ok := untargetKey(at.Target)
	found, err := t.get(bans, at.Target, &row)
	if err == nil && !(ok && found && row.ID == id) {
		err = corrupt(banIDs, key(id), "leads to another ban, or to none")
	}
	return row.ban(target), err
}

// Bans implements [keys.Reader].
func (t *tx) Bans() ([]keys.Ban, error) {
	var all []keys.Ban
	err := t.scan(banIDs, nil, func(k, v []byte) error {
		id, ok := one(k)
		if !ok {
			return corrupt(banIDs, k, "bad key")
		}
		var at targetRow
		if err := banIDs.unseal(k, v, &at); err != nil {
			return err
		}
		b, err := t.banAt(id, at)
		all = append(all, b)
		return err
	})
	return all, err
}

// BansOf implements [keys.Reader]. It goes from one length of a prefix that
// somebody has banned to the next longer one, and asks of each for the one prefix
// that holds the address: two steps down the tree for each length that there is,
// however many bans there are.
func (t *tx) BansOf(from netip.Addr) ([]keys.Ban, error) {
	from = from.Unmap().WithZone("")
	in, err := t.in(bans)
	if err != nil || !from.IsValid() {
		return nil, err
	}
	var hits []keys.Ban
	c := in.Cursor()
	for bits := 0; bits <= from.BitLen(); bits++ {
		net := netip.PrefixFrom(from, bits).Masked()
		want := netKey(net)
		k, v := c.Seek(want)
		switch {
		case bytes.Equal(k, want):
			var row banRow
			if err := bans.unseal(k, v, &row); err != nil {
				return nil, err
			}
			hits = append(hits, row.ban(keys.Target{Net: net}))
		case len(k) < 2 || k[0] != want[0]:
			return hits, nil // that was the longest
		case int(k[1]) > bits:
			bits = int(k[1]) - 1
		}
	}
	return hits, nil
}

// AddBan implements [keys.Tx].
func (t *tx) AddBan(b keys.Ban) (keys.Ban, error) {
	if err := t.RemoveBan(b.Target); err != nil {
		return keys.Ban{}, err
	}
	id, err := t.count(lastBanKey)
	if err != nil {
		return keys.Ban{}, err
	}
	b.ID = id
	if err := t.put(banIDs, key(id), targetRow{targetKey(b.Target)}); err != nil {
		return keys.Ban{}, err
	}
	return b, t.putBan(b)
}

// SetBan implements [keys.Tx].
func (t *tx) SetBan(b keys.Ban) error {
	switch was, err := t.Ban(b.Target); {
	case err != nil:
		return err
	case was.ID != b.ID:
		return fmt.Errorf("ban %d: %w", b.ID, keys.ErrNotFound)
	}
	return t.putBan(b)
}

func (t *tx) putBan(b keys.Ban) error {
	row := banRow{ID: b.ID, Name: b.Name, Is: sanctionRowOf(b.Sanction), Guests: b.Guests}
	if b.Lifted != [16]byte{} {
		row.Lifted = b.Lifted[:]
	}
	return t.put(bans, targetKey(b.Target), row)
}

// RemoveBan implements [keys.Tx].
func (t *tx) RemoveBan(target keys.Target) error {
	var row banRow
	k := targetKey(target)
	found, err := t.get(bans, k, &row)
	if err != nil || !found {
		return err
	}
	if err := t.remove(banIDs, key(row.ID)); err != nil {
		return err
	}
	return t.remove(bans, k)
}
