package data

import "go.etcd.io/bbolt"

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
