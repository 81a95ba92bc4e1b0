package data

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// Hurry leaves what is written to the operating system, for tests that write
// much and cut no power.
func (s *Store) Hurry() { s.db.NoSync = true }

// Dump returns every record of a store that nobody has open, by bucket and key.
func Dump(path string) (map[string]string, error) {
	db, err := openFile(path, bbolt.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	all := make(map[string]string)
	err = db.View(func(b *bbolt.Tx) error {
		return b.ForEach(func(name []byte, in *bbolt.Bucket) error {
			return in.ForEach(func(k, v []byte) error {
				all[fmt.Sprintf("%s/%x", name, k)] = fmt.Sprintf("%x", v)
				return nil
			})
		})
	})
	return all, err
}
