package data

import "snug/room"

// FileUse implements [room.Store].
func (r Rooms) FileUse(user room.UserID, in room.ID) (of, at, all room.Usage, err error) {
	err = r.s.view(func(t *tx) (err error) {
		if of, err = t.UsageOf(user); err != nil { // of nobody, and of no room, there is none
			return err
		}
		if at, err = t.UsageIn(in); err != nil {
			return err
		}
		all, err = t.UsageAll()
		return err
	})
	return of, at, all, wrap("read what files take up", err)
}

// Unused implements [room.Store].
func (r Rooms) Unused(limit int) ([]room.Sum, error) {
	var sums []room.Sum
	err := r.s.view(func(t *tx) error {
		found, err := t.keysOf(loose, nil, limit)
		for _, k := range found {
			s, ok := sumIn(k)
			if !ok {
				return corrupt(loose, k, "bad key")
			}
			sums = append(sums, s)
		}
		return err
	})
	return sums, wrap("list blobs that are not in use", err)
}

// Used implements [room.Store].
func (r Rooms) Used(s room.Sum) (bool, error) {
	var row blobRow
	err := r.s.view(func(t *tx) error {
		_, err := t.get(blobs, s[:], &row)
		return err
	})
	return row.Refs > 0, wrap("find out whether a blob is in use", err)
}

// Blobs returns the sums and sizes of at most limit blobs that files refer to, by
// sum, from the one behind after on.
func (r Rooms) Blobs(after room.Sum, limit int) ([]room.Content, error) {
	var found []room.Content
	err := r.s.view(func(t *tx) error {
		in, err := t.in(blobs)
		if err != nil {
			return err
		}
		c := in.Cursor()
		for k, v := c.Seek(after[:]); k != nil && len(found) < limit; k, v = c.Next() {
			s, ok := sumIn(k)
			if !ok {
				return corrupt(blobs, k, "bad key")
			}
			var row blobRow
			if err := blobs.unseal(k, v, &row); err != nil {
				return err
			}
			if row.Refs > 0 && s != after {
				found = append(found, room.Content{Sum: s, Size: row.Size})
			}
		}
		return nil
	})
	return found, wrap("list blobs", err)
}

// sumIn reads a key that is a sum.
func sumIn(k []byte) (s room.Sum, ok bool) {
	if len(k) != len(s) {
		return s, false
	}
	return room.Sum(k), true
}
