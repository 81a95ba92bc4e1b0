package data

import (
	"bytes"
	"fmt"

	"go.etcd.io/bbolt"

	"snug/keys"
	"snug/room"
)

// tx is one transaction, for reading or for writing. It implements [room.Tx]
// and [keys.Tx], and the reads of [Rooms] and [Accounts] go through it as well.
//
// What it remembers dies with it, so a transaction that is rolled back leaves
// nothing behind in memory; the writer hands it on when it commits.
type tx struct {
	b      *bbolt.Tx
	writes int // records written so far
	buf    bytes.Buffer
	remembered
}

var (
	_ room.Tx = (*tx)(nil)
	_ keys.Tx = (*tx)(nil)
)

func newTx(b *bbolt.Tx) *tx { return &tx{b: b, remembered: newRemembered()} }

// in returns bbolt's side of a bucket.
func (t *tx) in(b bucket) (*bbolt.Bucket, error) {
	in := t.b.Bucket(b.name)
	if in == nil {
		return nil, fmt.Errorf("%w: bucket %s is missing", ErrCorrupt, b.name)
	}
	return in, nil
}

// get reads the record under key into row and reports whether there is one.
func (t *tx) get(b bucket, key []byte, row any) (bool, error) {
	in, err := t.in(b)
	if err != nil {
		return false, err
	}
	value := in.Get(key)
	if value == nil {
		return false, nil
	}
	return true, b.unseal(key, value, row)
}

// put writes row under key.
func (t *tx) put(b bucket, key []byte, row any) error {
	in, err := t.in(b)
	if err != nil {
		return err
	}
	value, err := b.seal(&t.buf, key, row)
	if err != nil {
		return fmt.Errorf("encode record of bucket %s: %w", b.name, err)
	}
	if err := in.Put(key, value); err != nil {
		return fmt.Errorf("put into bucket %s: %w", b.name, err)
	}
	t.writes++
	return nil
}

// remove deletes the record under key, if there is one.
func (t *tx) remove(b bucket, key []byte) error {
	in, err := t.in(b)
	if err != nil {
		return err
	}
	if err := in.Delete(key); err != nil {
		return fmt.Errorf("delete from bucket %s: %w", b.name, err)
	}
	t.writes++
	return nil
}

// number reads a numberRow, zero when there is none.
func (t *tx) number(b bucket, key []byte) (uint64, error) {
	var row numberRow
	_, err := t.get(b, key, &row)
	return row.N, err
}

// count moves a counter of the meta bucket on and returns its new value.
func (t *tx) count(counter []byte) (uint64, error) {
	n, err := t.number(meta, counter)
	if err != nil {
		return 0, err
	}
	return n + 1, t.put(meta, counter, numberRow{n + 1})
}

// scan calls visit for every record whose key starts with prefix, in order. Key
// and value are valid only during the call.
func (t *tx) scan(b bucket, prefix []byte, visit func(key, value []byte) error) error {
	in, err := t.in(b)
	if err != nil {
		return err
	}
	c := in.Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix) && k != nil; k, v = c.Next() {
		if err := visit(k, v); err != nil {
			return err
		}
	}
	return nil
}

// countOf returns how many records have keys that start with prefix.
func (t *tx) countOf(b bucket, prefix []byte) (int, error) {
	n := 0
	err := t.scan(b, prefix, func(_, _ []byte) error {
		n++
		return nil
	})
	return n, err
}

// before puts a cursor on the last record whose key is less than key.
func before(c *bbolt.Cursor, key []byte) (k, v []byte) {
	if k, _ := c.Seek(key); k == nil {
		return c.Last()
	}
	return c.Prev()
}
