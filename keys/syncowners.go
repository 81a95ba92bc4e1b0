package keys

import (
	"bytes"
	"context"
	"maps"
	"slices"
)

// A SyncOwners is the intent of the server to make owners of those whom its
// configuration names, and of nobody else.
type SyncOwners struct {
	Header
	Keys []Fingerprint
}

func (c SyncOwners) apply(tx Tx) (Outcome, error) {
	named := make(map[AccountID]bool)
	for _, f := range c.Keys {
		switch a, err := tx.AccountByKey(f); {
		case err == nil && !a.Bot(): // a bot's key makes nobody an owner
			named[a.ID] = true
		case err != nil && !isNotFound(err):
			return Outcome{}, err
		}
	}
	owners, err := tx.Owners()
	if err != nil {
		return Outcome{}, err
	}
	changes := make(map[AccountID]bool) // to owner by the configuration, or not
	for id := range named {
		changes[id] = true
	}
	for _, a := range owners {
		if a.Configured && !named[a.ID] {
			changes[a.ID] = false
		}
	}
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		r, err := tx.AccountRecord(id)
		if err != nil {
			return Outcome{}, err
		}
		if r.Configured == changes[id] {
			continue
		}
		if err := configure(tx, c.Header, &r, changes[id]); err != nil {
			return Outcome{}, err
		}
	}
	return Outcome{}, nil
}

// SyncOwners makes owners of the accounts with a key of the configuration, and
// takes that away from those that have none any more: they are what was granted
// to them. The server calls it when it starts.
func (d *Directory) SyncOwners(ctx context.Context) error {
	_, err := d.do(ctx, func(h Header) Command { return SyncOwners{Header: h, Keys: d.ownerKeys()} })
	return because(err, "owners of the configuration")
}

// ownerKeys returns the keys by which the configuration makes owners, in order.
func (d *Directory) ownerKeys() []Fingerprint {
	return slices.SortedFunc(maps.Keys(d.owners), func(a, b Fingerprint) int { return bytes.Compare(a[:], b[:]) })
}
