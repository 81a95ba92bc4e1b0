package data

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"snug/keys"
	"snug/room"
)

// A WriteTx is what a write transaction does for both packages.
type WriteTx interface {
	room.Tx
	keys.Tx
}

// Change runs change as a command of the writer.
func (s *Store) Change(change func(WriteTx) error) error {
	return s.do(context.Background(), func(t *tx) (room.Event, error) { return nil, change(t) })
}

// WithCommit returns the options with something around each commit.
func (o Options) WithCommit(f func(commit func() error) error) Options {
	o.commit = f
	return o
}

// WithQueue returns the options with room for n waiting commands.
func (o Options) WithQueue(n int) Options {
	o.queue = n
	return o
}

// Cost submits a command and returns how many records it wrote.
func (s *Store) Cost(c room.Command) (records int, err error) {
	err = s.do(context.Background(), func(t *tx) (room.Event, error) {
		before := t.writes
		e, _, err := room.Apply(t, c)
		records = t.writes - before
		return e, err
	})
	return records, err
}

// Records returns how many records all buckets hold.
func (s *Store) Records() int {
	n := 0
	err := s.view(func(t *tx) error {
		for _, b := range buckets {
			if err := t.scan(b, nil, func(_, _ []byte) error { n++; return nil }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	return n
}

// LimitSize makes commits that would grow the file beyond size fail as on a full
// disk; zero lifts the limit. No command may be under way.
func (s *Store) LimitSize(size int) { s.db.MaxSize = size }

// SetSchema writes another schema version into a store that nobody has open.
func SetSchema(path string, version uint64) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		return newTx(b).put(meta, schemaKey, numberRow{version})
	})
}

// ListsBuckets reports whether a page of the file is one of those that list the
// buckets.
func ListsBuckets(page []byte) bool {
	return slices.ContainsFunc(buckets, func(b bucket) bool { return bytes.Contains(page, b.name) })
}

// Damage applies change to the stored value of one message of a store that
// nobody has open.
func Damage(path string, room, seq uint64, change func(value []byte) []byte) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		in := b.Bucket(messages.name)
		value := append([]byte(nil), in.Get(pair(room, seq))...)
		return in.Put(pair(room, seq), change(value))
	})
}

// DamageEntry applies change to the stored value of an entry of the audit log, in a
// store that nobody has open.
func DamageEntry(path string, seq uint64, change func(value []byte)) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		in := b.Bucket(auditLog.name)
		value := bytes.Clone(in.Get(key(seq)))
		change(value)
		return in.Put(key(seq), value)
	})
}

// RemoveLast removes the last record of a bucket of a store that nobody has
// open.
func RemoveLast(path, bucket string) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		in := b.Bucket([]byte(bucket))
		k, _ := in.Cursor().Last()
		return in.Delete(k)
	})
}

// FlipLast flips a bit in the value of the last record of a bucket of a store that
// nobody has open.
func FlipLast(path, bucket string) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		in := b.Bucket([]byte(bucket))
		k, v := in.Cursor().Last()
		k, v = bytes.Clone(k), bytes.Clone(v)
		v[len(v)-1] ^= 1
		return in.Put(k, v)
	})
}

// Repeat copies the last record of a bucket of a store that nobody has open to
// another key, which change makes of its own. The copy's checksum is right.
func Repeat(path, bucket string, change func(key []byte) []byte) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		in, as := b.Bucket([]byte(bucket)), newBucket(bucket)
		k, v := in.Cursor().Last()
		k, v = change(append([]byte(nil), k...)), append([]byte(nil), v...)
		binary.BigEndian.PutUint32(v, as.checksum(k, v[crcSize:]))
		return in.Put(k, v)
	})
}

// Key joins numbers into a key.
func Key(n ...uint64) []byte { return key(n...) }

// PeopleKey is the key of the conversation between people.
func PeopleKey(people ...room.UserID) []byte { return peopleKey(people) }

// TargetKey is the key of the ban of a target.
func TargetKey(t keys.Target) []byte { return targetKey(t) }

// Alter changes the fields of one record of a store that nobody has open, or of
// one that is missing and is made so. Its checksum is right afterwards.
func Alter(path, bucket string, key []byte, change func(fields map[uint64]any)) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		t, in, fields := newTx(b), newBucket(bucket), make(map[uint64]any)
		if _, err := t.get(in, key, &fields); err != nil {
			return err
		}
		change(fields)
		return t.put(in, key, fields)
	})
}

// Remove removes one record of a store that nobody has open, which must be there.
func Remove(path, bucket string, key []byte) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error {
		t, in := newTx(b), newBucket(bucket)
		if found, err := t.get(in, key, new(map[uint64]any)); err != nil || !found {
			return fmt.Errorf("no record %x in bucket %s: %w", key, bucket, err)
		}
		return t.remove(in, key)
	})
}

// Schema returns the schema version of a store that nobody has open.
func Schema(path string) (version uint64, err error) {
	db, err := openFile(path, bbolt.Options{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }()
	err = view(db, func(t *tx) (err error) {
		version, err = t.number(meta, schemaKey)
		return err
	})
	return version, err
}

// MakeBucket adds a bucket to a store that nobody has open.
func MakeBucket(path, bucket string) error {
	db, err := openFile(path, bbolt.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(b *bbolt.Tx) error { return newTx(b).create(newBucket(bucket)) })
}

// Upgrade brings a store that nobody has open from its schema to the next one.
func Upgrade(path string) error {
	from, err := Schema(path)
	if err != nil {
		return err
	}
	db, err := openFile(path, bbolt.Options{FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return upgrade(db, from)
}
