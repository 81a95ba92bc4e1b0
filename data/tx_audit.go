package data

import (
	"fmt"
	"math"

	"snug/keys/audit"
)

// Entries implements [audit.Log] for [keys.Reader] and [room.Tx].
func (t *tx) Entries(until uint64, limit int) ([]audit.Entry, error) {
	in, err := t.in(auditLog)
	if err != nil {
		return nil, err
	}
	if until == 0 {
		until = math.MaxUint64
	}
	var page []audit.Entry
	c := in.Cursor()
	for k, v := before(c, key(until)); k != nil && len(page) < limit; k, v = c.Prev() {
		e, err := entry(k, v)
		if err != nil {
			return nil, err
		}
		page = append(page, e)
	}
	return page, nil
}

// LastEntry implements [keys.Reader].
func (t *tx) LastEntry() (uint64, error) { return t.number(meta, lastEntryKey) }

// AddEntry implements [audit.Log] for [keys.Tx] and [room.Tx].
func (t *tx) AddEntry(e audit.Entry) error {
	if err := t.put(meta, lastEntryKey, numberRow{e.Seq}); err != nil {
		return err
	}
	return t.put(auditLog, key(e.Seq), auditRow{
		At: stamp(e.At), Account: e.By.Account, Name: e.By.Name, Key: e.By.Key,
		Session: e.By.Session, Address: e.By.Address, Via: e.By.Via,
		Action: e.Action, Object: e.Object, Before: e.Before, After: e.After,
		Reason: e.Reason, Result: e.Result, Prev: e.Prev,
	})
}

// entry reads a record of the audit log. One that is damaged breaks the chain, too.
func entry(k, v []byte) (audit.Entry, error) {
	seq, ok := one(k)
	if !ok {
		return audit.Entry{}, fmt.Errorf("%w: %w", audit.ErrBroken, corrupt(auditLog, k, "bad key"))
	}
	var row auditRow
	if err := auditLog.unseal(k, v, &row); err != nil {
		return audit.Entry{}, fmt.Errorf("%w: %w", audit.ErrBroken, err)
	}
	return audit.Entry{
		Seq: seq, At: unstamp(row.At),
		By: audit.Actor{
			Account: row.Account, Name: row.Name, Key: row.Key,
			Session: row.Session, Address: row.Address, Via: row.Via,
		},
		Action: row.Action, Object: row.Object, Before: row.Before, After: row.After,
		Reason: row.Reason, Result: row.Result, Prev: row.Prev,
	}, nil
}
