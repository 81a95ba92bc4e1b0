package data

import (
	"encoding/binary"

	"snug/keys"
)

// The rows of accounts and of the keys that lead to them.
type (
	userRow struct {
		Name     string `cbor:"1,keyasint"`
		Folded   string `cbor:"2,keyasint"` // as indexed then: the tables behind it change
		Skeleton string `cbor:"3,keyasint"`
		Created  int64  `cbor:"4,keyasint"`

		Display         string `cbor:"5,keyasint,omitempty"`
		DisplayFolded   string `cbor:"6,keyasint,omitempty"` // as indexed then
		DisplaySkeleton string `cbor:"7,keyasint,omitempty"`

		// Since schema 3. Of a deleted account no name is indexed but the former.
		Bio        string      `cbor:"8,keyasint,omitempty"`
		Role       uint8       `cbor:"9,keyasint,omitempty"`  // zero: keys.Member
		Configured bool        `cbor:"10,keyasint,omitempty"` // the configuration makes it an owner
		Deleted    int64       `cbor:"11,keyasint,omitempty"`
		Former     []formerRow `cbor:"12,keyasint,omitempty"` // indexed in heldNames and heldLikes
		Link       string      `cbor:"13,keyasint,omitempty"` // key of links

		// Since schema 4.
		Suspended *sanctionRow `cbor:"14,keyasint,omitempty"`
		Muted     *sanctionRow `cbor:"15,keyasint,omitempty"`
		Trusted   bool         `cbor:"16,keyasint,omitempty"`
		Pending   bool         `cbor:"17,keyasint,omitempty"` // indexed in pendings
		Note      string       `cbor:"18,keyasint,omitempty"`
		NoteCount uint64       `cbor:"19,keyasint,omitempty"`

		// Since schema 5, of a bot.
		Keeper uint64 `cbor:"20,keyasint,omitempty"` // indexed in bots, while it is not deleted
		Rate   uint64 `cbor:"21,keyasint,omitempty"`
	}

	formerRow struct {
		Folded   string `cbor:"1,keyasint"` // as indexed then
		Skeleton string `cbor:"2,keyasint"`
		At       int64  `cbor:"3,keyasint"`
	}

	userKeyRow struct {
		Type    string `cbor:"1,keyasint,omitempty"`
		Comment string `cbor:"2,keyasint,omitempty"`
		Added   int64  `cbor:"3,keyasint,omitempty"`
		Used    int64  `cbor:"4,keyasint,omitempty"`
		Offered bool   `cbor:"5,keyasint,omitempty"` // indexed in offers, not in keys
		By      []byte `cbor:"6,keyasint,omitempty"` // of an offer: fingerprint of the key that made it
	}

	linkRow struct {
		Account uint64   `cbor:"1,keyasint"`
		Secret  [32]byte `cbor:"2,keyasint"` // its SHA-256
		Until   int64    `cbor:"3,keyasint"`
		Tries   uint64   `cbor:"4,keyasint"` // that are left
	}

	recoveryRow struct {
		Account uint64   `cbor:"1,keyasint"`
		Key     [32]byte `cbor:"2,keyasint"`
		Type    string   `cbor:"3,keyasint"`
		Note    string   `cbor:"4,keyasint,omitempty"`
		At      int64    `cbor:"5,keyasint"`
	}

	auditRow struct {
		At      int64    `cbor:"1,keyasint"`
		Account uint64   `cbor:"2,keyasint,omitempty"`
		Name    string   `cbor:"3,keyasint,omitempty"`
		Key     string   `cbor:"4,keyasint,omitempty"`
		Session string   `cbor:"5,keyasint,omitempty"`
		Address string   `cbor:"6,keyasint,omitempty"`
		Via     string   `cbor:"7,keyasint,omitempty"`
		Action  string   `cbor:"8,keyasint"`
		Object  string   `cbor:"9,keyasint,omitempty"`
		Before  string   `cbor:"10,keyasint,omitempty"`
		After   string   `cbor:"11,keyasint,omitempty"`
		Reason  string   `cbor:"12,keyasint,omitempty"`
		Result  string   `cbor:"13,keyasint,omitempty"`
		Prev    [32]byte `cbor:"14,keyasint"`
	}
)

// userKey is the key of an account's public key; unuserKey splits it.
func userKey(id keys.AccountID, f keys.Fingerprint) []byte { return append(key(id), f[:]...) }

func unuserKey(k []byte) (id keys.AccountID, f keys.Fingerprint, ok bool) {
	if len(k) != 8+len(f) {
		return 0, f, false
	}
	return keys.AccountID(binary.BigEndian.Uint64(k)), keys.Fingerprint(k[8:]), true
}

// offerKey is the key of an offer; unofferKey splits it.
func offerKey(f keys.Fingerprint, id keys.AccountID) []byte { return append(f[:], key(id)...) }

func unofferKey(k []byte) (f keys.Fingerprint, id keys.AccountID, ok bool) {
	if len(k) != len(f)+8 {
		return f, 0, false
	}
	return keys.Fingerprint(k), keys.AccountID(binary.BigEndian.Uint64(k[len(f):])), true
}
