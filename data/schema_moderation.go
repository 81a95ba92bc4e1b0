package data

import (
	"encoding/binary"
	"net/netip"

	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
)

// The rows of who may not do what, of who may sign up, and of what the server
// is told to be.
type (
	sanctionRow struct {
		At     int64  `cbor:"1,keyasint"`
		Until  int64  `cbor:"2,keyasint,omitempty"`
		By     uint64 `cbor:"3,keyasint,omitempty"`
		ByName string `cbor:"4,keyasint,omitempty"`
		Reason string `cbor:"5,keyasint,omitempty"`
	}

	banRow struct {
		ID     uint64       `cbor:"1,keyasint"` // indexed in banids
		Name   string       `cbor:"2,keyasint,omitempty"`
		Is     *sanctionRow `cbor:"3,keyasint"`
		Guests bool         `cbor:"4,keyasint,omitempty"`
		Lifted []byte       `cbor:"5,keyasint,omitempty"` // ID of the command; empty: none has
	}

	targetRow struct {
		Target []byte `cbor:"1,keyasint"` // key of bans
	}

	inviteCodeRow struct {
		Secret [32]byte `cbor:"1,keyasint"` // its SHA-256
		By     uint64   `cbor:"2,keyasint,omitempty"`
		ByName string   `cbor:"3,keyasint,omitempty"`
		At     int64    `cbor:"4,keyasint"`
		Until  int64    `cbor:"5,keyasint"`
		Uses   uint64   `cbor:"6,keyasint"` // that are left
		Used   uint64   `cbor:"7,keyasint,omitempty"`
		Tries  uint64   `cbor:"8,keyasint"` // that are left
		Role   uint8    `cbor:"9,keyasint"`
		Room   uint64   `cbor:"10,keyasint,omitempty"`
	}

	noteRow struct {
		At     int64  `cbor:"1,keyasint"`
		By     uint64 `cbor:"2,keyasint,omitempty"`
		ByName string `cbor:"3,keyasint,omitempty"`
		Text   string `cbor:"4,keyasint"`
	}

	lockdownRow struct {
		Level uint8  `cbor:"1,keyasint,omitempty"`
		Since int64  `cbor:"2,keyasint,omitempty"`
		Until int64  `cbor:"3,keyasint,omitempty"`
		By    string `cbor:"4,keyasint,omitempty"`
		Why   string `cbor:"5,keyasint,omitempty"`
	}

	announcementRow struct {
		Text  string `cbor:"1,keyasint,omitempty"`
		Tone  uint8  `cbor:"2,keyasint,omitempty"`
		By    string `cbor:"3,keyasint,omitempty"`
		At    int64  `cbor:"4,keyasint,omitempty"`
		Until int64  `cbor:"5,keyasint,omitempty"`
	}

	// penaltyRow has an entry in penaltyends for each end of its two sanctions.
	penaltyRow struct {
		Muted  *sanctionRow `cbor:"1,keyasint,omitempty"`
		Banned *sanctionRow `cbor:"2,keyasint,omitempty"`
	}

	paceRow struct {
		From int64  `cbor:"1,keyasint"`
		N    uint64 `cbor:"2,keyasint"`
	}
)

// The keys of bucket house: what a setting's name follows, and two others.
var (
	houseSetting = []byte("setting ")
	lockdownKey  = []byte("lockdown")
	announceKey  = []byte("announcement")
)

// houseSettingKey is the key of a setting of the server.
func houseSettingKey(name string) []byte {
	return append(houseSetting[:len(houseSetting):len(houseSetting)], name...)
}

// sanctionRowOf returns nil for no sanction; sanction is its opposite.
func sanctionRowOf(s sanction.Sanction) *sanctionRow {
	if s.At.IsZero() {
		return nil
	}
	return &sanctionRow{At: stamp(s.At), Until: maybeStamp(s.Until), By: s.By, ByName: s.ByName, Reason: s.Reason}
}

func (r *sanctionRow) sanction() sanction.Sanction {
	if r == nil {
		return sanction.Sanction{}
	}
	return sanction.Sanction{At: unstamp(r.At), Until: maybeUnstamp(r.Until), By: r.By, ByName: r.ByName, Reason: r.Reason}
}

func (r penaltyRow) penalty() room.Penalty {
	return room.Penalty{Muted: r.Muted.sanction(), Banned: r.Banned.sanction()}
}

func penaltyRowOf(p room.Penalty) penaltyRow {
	return penaltyRow{Muted: sanctionRowOf(p.Muted), Banned: sanctionRowOf(p.Banned)}
}

// none reports whether the row says nothing, and so is not kept.
func (r penaltyRow) none() bool { return r.Muted == nil && r.Banned == nil }

// ends returns when what the row says ends, each time once.
func (r penaltyRow) ends() []int64 {
	var ends []int64
	for _, s := range []*sanctionRow{r.Muted, r.Banned} {
		if s != nil && s.Until != 0 && (len(ends) == 0 || ends[0] != s.Until) {
			ends = append(ends, s.Until)
		}
	}
	return ends
}

// What the key of a ban begins with. Behind it is the account, the fingerprint,
// or of addresses the bits of the prefix in one byte and the prefix itself.
const (
	bannedAccount byte = 1 + iota
	bannedKey
	bannedNet4
	bannedNet6
)

// targetKey is the key of what is banned; untargetKey is its opposite.
func targetKey(t keys.Target) []byte {
	switch {
	case t.Account != 0:
		return append([]byte{bannedAccount}, key(t.Account)...)
	case t.Net.IsValid():
		return netKey(t.Net)
	}
	return append([]byte{bannedKey}, t.Key[:]...)
}

func netKey(net netip.Prefix) []byte {
	kind := bannedNet4
	if net.Addr().Is6() {
		kind = bannedNet6
	}
	return append([]byte{kind, byte(net.Bits())}, net.Addr().AsSlice()...)
}

func untargetKey(k []byte) (t keys.Target, ok bool) {
	if len(k) == 0 {
		return t, false
	}
	kind, k := k[0], k[1:]
	switch {
	case kind == bannedAccount && len(k) == 8:
		t.Account = keys.AccountID(binary.BigEndian.Uint64(k))
		return t, t.Account != 0
	case kind == bannedKey && len(k) == len(t.Key):
		t.Key = keys.Fingerprint(k)
		return t, t.Key != keys.Fingerprint{}
	case kind == bannedNet4 && len(k) == 1+4, kind == bannedNet6 && len(k) == 1+16:
		addr, _ := netip.AddrFromSlice(k[1:])
		t.Net = netip.PrefixFrom(addr, int(k[0]))
		return t, t.Net.IsValid() && t.Net == t.Net.Masked() && !addr.Is4In6()
	}
	return t, false
}
