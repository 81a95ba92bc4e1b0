package roomtest

import "snug/room"

func (m *model) trim(c room.Trim) error {
	if c.By != 0 {
		return room.ErrDenied
	}
	if int(c.Room) > len(m.rooms) || m.rooms[c.Room-1].deleted {
		return room.ErrNotFound
	}
	r := m.rooms[c.Room-1]
	if c.UpTo <= r.trimmed {
		return nil
	}
	byCount := r.set.KeepLast > 0 && c.UpTo+uint64(r.set.KeepLast) <= r.last()
	byAge := r.set.KeepFor > 0 && c.UpTo <= r.last() && !r.said[c.UpTo-1].at.Add(r.set.KeepFor).After(c.At)
	if !byCount && !byAge {
		return room.ErrConflict
	}
	r.trimmed = c.UpTo
	return nil
}

func (m *model) expire(c room.Expire) error {
	if c.By != 0 {
		return room.ErrDenied
	}
	if c.Room < 1 || int(c.Room) > len(m.rooms) || m.rooms[c.Room-1].deleted {
		return room.ErrNotFound
	}
	r := m.rooms[c.Room-1]
	if c.Seq <= r.trimmed || c.Seq > r.last() {
		return room.ErrNotFound
	}
	said := r.said[c.Seq-1]
	keep := r.set.FilesFor
	if keep == 0 {
		keep = m.server.filesFor
	}
	switch {
	case said.file == nil:
		return room.ErrConflict
	case !said.file.Expired.IsZero():
		return nil
	case keep == 0 || c.At.Before(said.at.Add(keep)):
		return room.ErrConflict
	}
	said.file.Expired = c.At
	r.revise(said)
	return nil
}
