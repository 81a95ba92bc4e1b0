package data

import (
	"math"

	"snug/room"
)

// Person implements [room.Store].
func (r Rooms) Person(user room.UserID) (room.Person, error) {
	return r.person(func(t *tx) (room.Person, error) { return t.Person(user) })
}

// PersonNamed implements [room.Store].
func (r Rooms) PersonNamed(folded string) (room.Person, error) {
	return r.person(func(t *tx) (room.Person, error) { return t.PersonNamed(folded) })
}

func (r Rooms) person(how func(*tx) (room.Person, error)) (room.Person, error) {
	var found room.Person
	err := r.s.view(func(t *tx) (err error) {
		found, err = how(t)
		return err
	})
	return found, wrap("find person", err)
}

// Marks implements [room.Store].
func (r Rooms) Marks(user room.UserID) (map[room.ID]uint64, error) {
	read, err := byRoom(r.s, marks, user, func(n numberRow) uint64 { return n.N })
	return read, wrap("read marks", err)
}

// Mentions implements [room.Store].
func (r Rooms) Mentions(user room.UserID) (map[room.ID][]uint64, error) {
	var unseen map[room.ID][]uint64
	err := r.s.view(func(t *tx) (err error) {
		unseen, err = t.unseen(user)
		return err
	})
	return unseen, wrap("read mentions", err)
}

// Drafts implements [room.Store].
func (r Rooms) Drafts(user room.UserID) (map[room.ID]room.Draft, error) {
	kept, err := byRoom(r.s, drafts, user, func(d draftRow) room.Draft { return room.Draft(d) })
	return kept, wrap("read drafts", err)
}

// Levels implements [room.Store].
func (r Rooms) Levels(user room.UserID) (map[room.ID]room.Level, error) {
	chosen, err := byRoom(r.s, levels, user, func(n numberRow) room.Level { return room.Level(n.N) })
	return chosen, wrap("read levels", err)
}

// Ignored implements [room.Store].
func (r Rooms) Ignored(user room.UserID) ([]room.UserID, error) {
	ids, err := seconds(r.s, ignores, user)
	return convert[room.UserID](ids), wrap("read who is ignored", err)
}

// Memberships implements [room.Store].
func (r Rooms) Memberships(user room.UserID) (map[room.ID]room.Membership, error) {
	all := make(map[room.ID]room.Membership)
	err := r.s.view(func(t *tx) error {
		joined, err := t.Joined(user)
		if err != nil {
			return err
		}
		for _, in := range joined {
			m, found, err := t.Membership(in, user)
			if err == nil && !found {
				err = corrupt(userRooms, pair(user, in), "there is no such member")
			}
			if err != nil {
				return err
			}
			all[in] = m
		}
		return nil
	})
	return all, wrap("list memberships", err)
}

// Members implements [room.Store].
func (r Rooms) Members(in room.ID, after room.UserID, limit int) ([]room.Participant, error) {
	var found []room.Participant
	err := r.s.view(func(t *tx) error {
		return t.eachMember(in, after, limit, func(user room.UserID, m room.Membership) error {
			p, err := t.Person(user)
			found = append(found, room.Participant{Person: p, Membership: m})
			return err
		})
	})
	return found, wrap("list members", err)
}

// Moderators implements [room.Store].
func (r Rooms) Moderators(in room.ID) ([]room.Participant, error) {
	var found []room.Participant
	err := r.s.view(func(t *tx) error {
		return t.eachMember(in, 0, math.MaxInt, func(user room.UserID, m room.Membership) error {
			if m.Role < room.Moderator {
				return nil
			}
			p, err := t.Person(user)
			found = append(found, room.Participant{Person: p, Membership: m})
			return err
		})
	})
	return found, wrap("list moderators", err)
}

// seconds reads, in order, the second numbers of a bucket's keys that begin with
// the first.
func seconds[N ~uint64](s *Store, b bucket, first N) ([]uint64, error) {
	var all []uint64
	err := s.view(func(t *tx) error {
		return t.scan(b, key(first), func(k, v []byte) error {
			_, second, ok := unpair(k)
			if !ok {
				return corrupt(b, k, "bad key")
			}
			all = append(all, second)
			return b.unseal(k, v, &emptyRow{})
		})
	})
	return all, err
}

// byRoom reads a bucket in which each person has one record for each room.
func byRoom[Row, V any](s *Store, b bucket, user room.UserID, value func(Row) V) (map[room.ID]V, error) {
	all := make(map[room.ID]V)
	err := s.view(func(t *tx) error {
		return t.scan(b, key(user), func(k, v []byte) error {
			_, in, ok := unpair(k)
			if !ok {
				return corrupt(b, k, "bad key")
			}
			var row Row
			err := b.unseal(k, v, &row)
			all[room.ID(in)] = value(row)
			return err
		})
	})
	return all, err
}
