package keys_test

import (
	"maps"
	"slices"
	"time"

	"snug/keys"
)

// A home is what the memory keeps of the server itself.
type home struct {
	invites  map[string]keys.InviteCode
	settings map[string]string
	closed   keys.Lockdown
	said     keys.Announcement
	owners   map[keys.Fingerprint]bool
	rooms    map[keys.AccountID]uint64 // that somebody was invited to last
}

func newHome() home {
	return home{
		invites:  make(map[string]keys.InviteCode),
		settings: make(map[string]string),
		owners:   make(map[keys.Fingerprint]bool),
		rooms:    make(map[keys.AccountID]uint64),
	}
}

// The reads.

func (t tx) Pending() ([]keys.AccountID, error) {
	var all []keys.AccountID
	for _, r := range t.accounts {
		if r.Pending && r.Deleted.IsZero() {
			all = append(all, r.ID)
		}
	}
	return all, nil
}

func (t tx) InviteCode(place string) (keys.InviteCode, error) {
	if i, ok := t.home.invites[place]; ok {
		return i, nil
	}
	return keys.InviteCode{}, keys.ErrNotFound
}

func (t tx) InviteCodes() ([]keys.InviteCode, error) {
	var all []keys.InviteCode
	for _, place := range slices.Sorted(maps.Keys(t.home.invites)) {
		all = append(all, t.home.invites[place])
	}
	return all, nil
}

func (t tx) HouseSettings() (map[string]string, error) { return maps.Clone(t.home.settings), nil }

func (t tx) Lockdown() (keys.Lockdown, error) { return t.home.closed, nil }

func (t tx) Announcement() (keys.Announcement, error) { return t.home.said, nil }

func (t tx) OwnerKey(f keys.Fingerprint) (bool, error) { return t.home.owners[f], nil }

func (t tx) LastEntry() (uint64, error) {
	if len(t.log) == 0 {
		return 0, nil
	}
	return t.log[len(t.log)-1].Seq, nil
}

// The writes.

func (t tx) SetInviteCode(i keys.InviteCode) error {
	t.home.invites[i.Place] = i
	return nil
}

func (t tx) RemoveInviteCode(place string) error {
	delete(t.home.invites, place)
	return nil
}

func (t tx) Invite(id keys.AccountID, room uint64, _ keys.AccountID, _, _ time.Time) error {
	t.home.rooms[id] = room
	return nil
}

func (t tx) SetHouseSetting(name, value string) error {
	t.home.settings[name] = value
	if value == "" {
		delete(t.home.settings, name)
	}
	return nil
}

func (t tx) SetLockdown(l keys.Lockdown) error {
	t.home.closed = l
	return nil
}

func (t tx) SetAnnouncement(a keys.Announcement) error {
	t.home.said = a
	return nil
}

func (t tx) SetOwnerKey(f keys.Fingerprint, on bool) error {
	t.home.owners[f] = on
	return nil
}
