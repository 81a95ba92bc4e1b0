package data

import (
	"errors"
	"net/netip"
	"time"

	"snug/keys"
	"snug/room"
)

var errUnbuilt = errors.New("not built yet")

// Accounts implements [keys.Reader].
func (t *tx) Accounts(after keys.AccountID, limit int) ([]keys.Record, error) { return nil, errUnbuilt }

// Pending implements [keys.Reader].
func (t *tx) Pending() ([]keys.AccountID, error) { return nil, nil }

// Notes implements [keys.Reader].
func (t *tx) Notes(id keys.AccountID) ([]keys.Note, error) { return nil, nil }

// Ban implements [keys.Reader].
func (t *tx) Ban(target keys.Target) (keys.Ban, error) { return keys.Ban{}, keys.ErrNotFound }

// BanNumbered implements [keys.Reader].
func (t *tx) BanNumbered(id uint64) (keys.Ban, error) { return keys.Ban{}, keys.ErrNotFound }

// Bans implements [keys.Reader].
func (t *tx) Bans() ([]keys.Ban, error) { return nil, nil }

// BansOf implements [keys.Reader].
func (t *tx) BansOf(from netip.Addr) ([]keys.Ban, error) { return nil, nil }

// InviteCode implements [keys.Reader].
func (t *tx) InviteCode(place string) (keys.InviteCode, error) {
	return keys.InviteCode{}, keys.ErrNotFound
}

// InviteCodes implements [keys.Reader].
func (t *tx) InviteCodes() ([]keys.InviteCode, error) { return nil, nil }

// HouseSettings implements [keys.Reader].
func (t *tx) HouseSettings() (map[string]string, error) { return nil, nil }

// Lockdown implements [keys.Reader].
func (t *tx) Lockdown() (keys.Lockdown, error) { return keys.Lockdown{}, nil }

// Announcement implements [keys.Reader].
func (t *tx) Announcement() (keys.Announcement, error) { return keys.Announcement{}, nil }

// OwnerKey implements [keys.Reader].
func (t *tx) OwnerKey(f keys.Fingerprint) (bool, error) { return false, nil }

// LastEntry implements [keys.Reader].
func (t *tx) LastEntry() (uint64, error) { return t.number(meta, lastEntryKey) }

// SetNote implements [keys.Tx].
func (t *tx) SetNote(id keys.AccountID, n keys.Note) error { return errUnbuilt }

// RemoveNote implements [keys.Tx].
func (t *tx) RemoveNote(id keys.AccountID, number uint64) error { return errUnbuilt }

// AddBan implements [keys.Tx].
func (t *tx) AddBan(b keys.Ban) (keys.Ban, error) { return keys.Ban{}, errUnbuilt }

// SetBan implements [keys.Tx].
func (t *tx) SetBan(b keys.Ban) error { return errUnbuilt }

// RemoveBan implements [keys.Tx].
func (t *tx) RemoveBan(target keys.Target) error { return errUnbuilt }

// SetInviteCode implements [keys.Tx].
func (t *tx) SetInviteCode(i keys.InviteCode) error { return errUnbuilt }

// RemoveInviteCode implements [keys.Tx].
func (t *tx) RemoveInviteCode(place string) error { return errUnbuilt }

// Invite implements [keys.Tx].
func (t *tx) Invite(id keys.AccountID, room uint64, by keys.AccountID, at, until time.Time) error {
	return errUnbuilt
}

// SetHouseSetting implements [keys.Tx].
func (t *tx) SetHouseSetting(name, value string) error { return errUnbuilt }

// SetLockdown implements [keys.Tx].
func (t *tx) SetLockdown(l keys.Lockdown) error { return errUnbuilt }

// SetAnnouncement implements [keys.Tx].
func (t *tx) SetAnnouncement(a keys.Announcement) error { return errUnbuilt }

// SetOwnerKey implements [keys.Tx].
func (t *tx) SetOwnerKey(f keys.Fingerprint, on bool) error { return errUnbuilt }

// Conduct implements [room.Tx].
func (t *tx) Conduct(user room.UserID) (room.Conduct, error) { return room.Conduct{}, nil }

// House implements [room.Tx].
func (t *tx) House(now time.Time) (room.House, error) { return room.House{}, nil }

// Pace implements [room.Tx].
func (t *tx) Pace(user room.UserID) (room.Pace, error) { return room.Pace{}, nil }

// SetPace implements [room.Tx].
func (t *tx) SetPace(user room.UserID, p room.Pace) error { return errUnbuilt }

// Penalty implements [room.Tx].
func (t *tx) Penalty(in room.ID, user room.UserID) (room.Penalty, error) { return room.Penalty{}, nil }

// SetPenalty implements [room.Tx].
func (t *tx) SetPenalty(in room.ID, user room.UserID, p room.Penalty) error { return errUnbuilt }

// Penalties implements [room.Tx].
func (t *tx) Penalties(in room.ID) (int, error) { return 0, nil }

// EndPenalties implements [room.Tx].
func (t *tx) EndPenalties(now time.Time, limit int) (int, error) { return 0, nil }

// StaffRoom implements [room.Tx].
func (t *tx) StaffRoom() (room.Room, error) { return room.Room{}, room.ErrNotFound }

// AddStaffRoom implements [room.Tx].
func (t *tx) AddStaffRoom(r room.Room) (room.Room, error) { return r, errUnbuilt }

// AddReport implements [room.Tx].
func (t *tx) AddReport(r room.Report) (room.Report, error) { return r, errUnbuilt }

// SetReport implements [room.Tx].
func (t *tx) SetReport(r room.Report) error { return errUnbuilt }

// Report implements [room.Tx].
func (t *tx) Report(id uint64) (room.Report, error) { return room.Report{}, room.ErrNotFound }

// OpenReports implements [room.Tx].
func (t *tx) OpenReports(by room.UserID) ([]room.Report, error) { return nil, nil }

// ReportsAbout implements [room.Tx].
func (t *tx) ReportsAbout(who room.UserID) (open int, thread uint64, err error) { return 0, 0, nil }

// Untold implements [room.Tx].
func (t *tx) Untold(by room.UserID) ([]room.Report, error) { return nil, nil }

// Penalties implements [room.Store].
func (r Rooms) Penalties(in room.ID) ([]room.Penalized, error) { return nil, nil }

// PenaltiesOf implements [room.Store].
func (r Rooms) PenaltiesOf(user room.UserID) (map[room.ID]room.Penalty, error) { return nil, nil }

// Conduct implements [room.Store].
func (r Rooms) Conduct(user room.UserID) (room.Conduct, error) { return room.Conduct{}, nil }

// House implements [room.Store].
func (r Rooms) House(now time.Time) (room.House, error) { return room.House{}, nil }

// Report implements [room.Store].
func (r Rooms) Report(id uint64) (room.Report, error) { return room.Report{}, room.ErrNotFound }

// Reports implements [room.Store].
func (r Rooms) Reports(about room.UserID, open bool, before uint64, limit int) ([]room.Report, error) {
	return nil, nil
}

// ReportsBy implements [room.Store].
func (r Rooms) ReportsBy(by room.UserID, before uint64, limit int) ([]room.Report, error) {
	return nil, nil
}

// Untold implements [room.Store].
func (r Rooms) Untold(by room.UserID) ([]room.Report, error) { return nil, nil }

// Stats are figures of the store, for people who run it.
type Stats struct {
	Size    int64         // bytes of the file
	Free    int64         // bytes that are free on its disk; negative: not known
	Entries uint64        // of the audit log
	Commits uint64        // since the start
	Median  time.Duration // of the latest 1000 commits
	Slowest time.Duration // of those, the 99th of a hundred
	Waiting int           // commands that wait for the writer
}

// Stats returns the figures as of now.
func (s *Store) Stats() (Stats, error) { return Stats{}, nil }
