package keys_test

import (
	"cmp"
	"net/netip"
	"slices"

	"snug/keys"
)

// What the memory keeps of what was done about people.
type people struct {
	bans    []keys.Ban // by ID, one for each target
	lastBan uint64
	notes   map[keys.AccountID][]keys.Note
}

// The reads.

func (t tx) Accounts(after keys.AccountID, limit int) ([]keys.Record, error) {
	var all []keys.Record
	for _, r := range t.accounts {
		if r.ID > after && r.Deleted.IsZero() && len(all) < limit {
			all = append(all, r)
		}
	}
	return all, nil
}

func (t tx) Bots(keeper keys.AccountID) ([]keys.Account, error) {
	var all []keys.Account
	for _, r := range t.accounts {
		if r.Keeper != 0 && (keeper == 0 || r.Keeper == keeper) && r.Deleted.IsZero() {
			all = append(all, r.Account())
		}
	}
	return all, nil
}

func (t tx) Notes(id keys.AccountID) ([]keys.Note, error) { return slices.Clone(t.notes[id]), nil }

func (t tx) Ban(of keys.Target) (keys.Ban, error) {
	return t.ban(func(b keys.Ban) bool { return b.Target == of })
}

func (t tx) BanNumbered(id uint64) (keys.Ban, error) {
	return t.ban(func(b keys.Ban) bool { return b.ID == id })
}

func (t tx) ban(is func(keys.Ban) bool) (keys.Ban, error) {
	if i := slices.IndexFunc(t.bans, is); i >= 0 {
		return t.bans[i], nil
	}
	return keys.Ban{}, keys.ErrNotFound
}

func (t tx) Bans() ([]keys.Ban, error) { return slices.Clone(t.bans), nil }

func (t tx) BansOf(from netip.Addr) ([]keys.Ban, error) {
	var all []keys.Ban
	for _, b := range t.bans {
		if b.Target.Net.Contains(from) {
			all = append(all, b)
		}
	}
	return all, nil
}

// The writes.

func (t tx) SetNote(id keys.AccountID, n keys.Note) error {
	if t.notes == nil {
		t.notes = make(map[keys.AccountID][]keys.Note)
	}
	t.notes[id] = append(t.notes[id], n)
	slices.SortFunc(t.notes[id], func(a, b keys.Note) int { return cmp.Compare(a.Number, b.Number) })
	return nil
}

func (t tx) RemoveNote(id keys.AccountID, number uint64) error {
	t.notes[id] = slices.DeleteFunc(t.notes[id], func(n keys.Note) bool { return n.Number == number })
	return nil
}

func (t tx) AddBan(b keys.Ban) (keys.Ban, error) {
	if err := t.RemoveBan(b.Target); err != nil {
		return keys.Ban{}, err
	}
	t.lastBan++
	b.ID = t.lastBan
	t.bans = append(t.bans, b)
	return b, nil
}

func (t tx) SetBan(b keys.Ban) error {
	t.bans[slices.IndexFunc(t.bans, func(old keys.Ban) bool { return old.ID == b.ID })] = b
	return nil
}

func (t tx) RemoveBan(of keys.Target) error {
	t.bans = slices.DeleteFunc(t.bans, func(b keys.Ban) bool { return b.Target == of })
	return nil
}
