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

		// Since schema 3. Of a deleted account no name is indexed.
		Bio        string  `cbor:"8,keyasint,omitempty"`
		Role       uint8   `cbor:"9,keyasint,omitempty"`  // zero: keys.Member
		Configured bool    `cbor:"10,keyasint,omitempty"` // the configuration makes it an owner
		Deleted    int64   `cbor:"11,keyasint,omitempty"`
		Renames    []int64 `cbor:"12,keyasint,omitempty"` // when it was, as far as that limits the next one
	}

	userKeyRow struct {
		Type    string `cbor:"1,keyasint,omitempty"`
		Comment string `cbor:"2,keyasint,omitempty"`
		Added   int64  `cbor:"3,keyasint,omitempty"`
		Used    int64  `cbor:"4,keyasint,omitempty"`
	}

	offerRow struct {
		Type    string `cbor:"1,keyasint"`
		Comment string `cbor:"2,keyasint,omitempty"`
		At      int64  `cbor:"3,keyasint"`
	}

	linkRow struct {
		Account uint64   `cbor:"1,keyasint"`
		Secret  [32]byte `cbor:"2,keyasint"` // its SHA-256
		Until   int64    `cbor:"3,keyasint"`
		Tries   uint64   `cbor:"4,keyasint"` // that are left
	}

	// heldRow is a username that nobody but an account may take, nobody at all
	// when that was deleted. Its two indices hold the same row.
	heldRow struct {
		Account  uint64 `cbor:"1,keyasint"`
		Folded   string `cbor:"2,keyasint"`
		Skeleton string `cbor:"3,keyasint"`
		Until    int64  `cbor:"4,keyasint"`
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

func (r userRow) account(id keys.AccountID) keys.Account {
	return keys.Account{
		ID: id, Name: r.Name, Display: r.Display, Bio: r.Bio,
		Created: unstamp(r.Created), Role: r.role(), Deleted: maybeUnstamp(r.Deleted),
	}
}

// role is what the account is now: what the configuration says goes before what
// is stored.
func (r userRow) role() keys.Role {
	if r.Configured {
		return keys.Owner
	}
	return max(keys.Role(r.Role), keys.Member)
}

// userKey is the key of an account's public key; unuserKey splits it.
func userKey(id keys.AccountID, f keys.Fingerprint) []byte { return append(key(id), f[:]...) }

func unuserKey(k []byte) (id keys.AccountID, f keys.Fingerprint, ok bool) {
	if len(k) != 8+len(f) {
		return 0, f, false
	}
	return keys.AccountID(binary.BigEndian.Uint64(k)), keys.Fingerprint(k[8:]), true
}
