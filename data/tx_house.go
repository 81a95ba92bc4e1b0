package data

import (
	"time"

	"snug/keys"
	"snug/room"
)

// A houseRules is what the rules of the server follow from.
type houseRules struct {
	rules    keys.Rules // without the lockdown
	lockdown keys.Lockdown
}

// House implements [room.Tx].
func (t *tx) House(now time.Time) (room.House, error) {
	if t.house == nil {
		settings, err := t.HouseSettings()
		if err != nil {
			return room.House{}, err
		}
		lockdown, err := t.Lockdown()
		if err != nil {
			return room.House{}, err
		}
		t.house = &houseRules{keys.RulesOf(settings), lockdown}
	}
	return room.House(t.house.rules.Under(t.house.lockdown, now)), nil
}

// HouseSettings implements [keys.Reader].
func (t *tx) HouseSettings() (map[string]string, error) {
	changed := make(map[string]string)
	err := t.scan(house, houseSetting, func(k, v []byte) error {
		var row settingRow
		err := house.unseal(k, v, &row)
		changed[string(k[len(houseSetting):])] = row.Value
		return err
	})
	return changed, err
}

// SetHouseSetting implements [keys.Tx].
func (t *tx) SetHouseSetting(name, value string) error {
	t.house = nil // remembered as it was
	if value == "" {
		return t.remove(house, houseSettingKey(name))
	}
	return t.put(house, houseSettingKey(name), settingRow{value})
}

// Lockdown implements [keys.Reader].
func (t *tx) Lockdown() (keys.Lockdown, error) {
	var row lockdownRow
	_, err := t.get(house, lockdownKey, &row)
	return keys.Lockdown{
		Level: keys.Level(row.Level), Since: maybeUnstamp(row.Since), Until: maybeUnstamp(row.Until),
		By: row.By, Why: row.Why,
	}, err
}

// SetLockdown implements [keys.Tx].
func (t *tx) SetLockdown(l keys.Lockdown) error {
	t.house = nil
	return t.put(house, lockdownKey, lockdownRow{
		Level: uint8(l.Level), Since: maybeStamp(l.Since), Until: maybeStamp(l.Until), By: l.By, Why: l.Why,
	})
}

// Announcement implements [keys.Reader].
func (t *tx) Announcement() (keys.Announcement, error) {
	var row announcementRow
	_, err := t.get(house, announceKey, &row)
	return keys.Announcement{
		Text: row.Text, Tone: keys.Tone(row.Tone), By: row.By,
		At: maybeUnstamp(row.At), Until: maybeUnstamp(row.Until),
	}, err
}

// SetAnnouncement implements [keys.Tx].
func (t *tx) SetAnnouncement(a keys.Announcement) error {
	return t.put(house, announceKey, announcementRow{
		Text: a.Text, Tone: uint8(a.Tone), By: a.By, At: maybeStamp(a.At), Until: maybeStamp(a.Until),
	})
}

// OwnerKey implements [keys.Reader].
func (t *tx) OwnerKey(f keys.Fingerprint) (bool, error) { return t.get(ownerKeys, f[:], &emptyRow{}) }

// SetOwnerKey implements [keys.Tx].
func (t *tx) SetOwnerKey(f keys.Fingerprint, on bool) error {
	if !on {
		return t.remove(ownerKeys, f[:])
	}
	return t.put(ownerKeys, f[:], emptyRow{})
}
