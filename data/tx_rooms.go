package data

import (
	"errors"
	"fmt"

	"snug/keys"
	"snug/room"
	"snug/text"
)

// Outcome implements [room.Tx].
func (t *tx) Outcome(id room.CommandID) (room.Outcome, bool, error) {
	var o outcomeRow
	found, err := t.get(outcomes, id[:], &o)
	return room.Outcome{Room: room.ID(o.Room), Seq: o.Seq}, found && err == nil, err
}

// Record implements [room.Tx].
func (t *tx) Record(id room.CommandID, o room.Outcome) error {
	return t.put(outcomes, id[:], outcomeRow{Room: uint64(o.Room), Seq: o.Seq})
}

// Person implements [room.Tx].
func (t *tx) Person(user room.UserID) (room.Person, error) {
	if p, ok := t.people[user]; ok {
		return p, nil
	}
	a, err := t.Account(keys.AccountID(user))
	if errors.Is(err, keys.ErrNotFound) {
		return room.Person{}, fmt.Errorf("account %d: %w", user, room.ErrNotFound)
	} else if err != nil {
		return room.Person{}, err
	}
	p := room.Person{ID: user, Name: a.Name, Display: a.Display}
	t.people[user] = p
	return p, nil
}

// PersonNamed implements [room.Tx].
func (t *tx) PersonNamed(folded string) (room.Person, error) {
	for _, index := range []bucket{names, displays} {
		a, err := t.accountIn(index, []byte(folded))
		if err == nil {
			return t.Person(room.UserID(a.ID))
		} else if !errors.Is(err, keys.ErrNotFound) {
			return room.Person{}, err
		}
	}
	return room.Person{}, fmt.Errorf("account named %q: %w", folded, room.ErrNotFound)
}

// Room implements [room.Tx].
func (t *tx) Room(id room.ID) (room.Room, error) {
	if r, ok := t.rooms[id]; ok {
		return r, nil
	}
	var row roomRow
	switch found, err := t.get(rooms, key(id), &row); {
	case err != nil:
		return room.Room{}, err
	case !found:
		return room.Room{}, fmt.Errorf("room %d: %w", id, room.ErrNotFound)
	}
	last, err := t.last(id)
	if err != nil {
		return room.Room{}, err
	}
	r := row.room(id, last)
	t.rooms[id] = r
	return r, nil
}

// RoomNamed implements [room.Tx].
func (t *tx) RoomNamed(folded string) (room.Room, error) { return t.roomIn(roomNames, folded) }

// RoomLike implements [room.Tx].
func (t *tx) RoomLike(skeleton string) (room.Room, error) { return t.roomIn(roomLikes, skeleton) }

func (t *tx) roomIn(index bucket, by string) (room.Room, error) {
	id, err := t.number(index, []byte(by))
	if err != nil {
		return room.Room{}, err
	}
	r, err := t.Room(room.ID(id))
	if id != 0 && errors.Is(err, room.ErrNotFound) {
		return r, corrupt(index, []byte(by), fmt.Sprintf("there is no room %d", id))
	}
	return r, err
}

// AddRoom implements [room.Tx].
func (t *tx) AddRoom(r room.Room) (room.Room, error) {
	id, err := t.count(lastRoomKey)
	if err != nil {
		return room.Room{}, err
	}
	row := roomRow{
		Name: r.Name, Folded: text.Fold(r.Name), Skeleton: text.Skeleton(r.Name),
		Topic: r.Topic, Creator: uint64(r.Creator), Created: stamp(r.Created),
	}
	if err := t.put(rooms, key(id), row); err != nil {
		return room.Room{}, err
	}
	if err := t.put(roomNames, []byte(row.Folded), numberRow{id}); err != nil {
		return room.Room{}, err
	}
	if err := t.put(roomLikes, []byte(row.Skeleton), numberRow{id}); err != nil {
		return room.Room{}, err
	}
	r = row.room(room.ID(id), 0)
	t.rooms[r.ID] = r
	return r, nil
}

// Membership implements [room.Tx].
func (t *tx) Membership(in room.ID, user room.UserID) (room.Membership, bool, error) {
	found, err := t.get(members, pair(in, user), &emptyRow{})
	return room.Membership{}, found, err
}

// SetMembership implements [room.Tx].
func (t *tx) SetMembership(in room.ID, user room.UserID, _ room.Membership) error {
	if err := t.put(members, pair(in, user), emptyRow{}); err != nil {
		return err
	}
	return t.put(userRooms, pair(user, in), emptyRow{})
}

// RemoveMember implements [room.Tx].
func (t *tx) RemoveMember(in room.ID, user room.UserID) error {
	if err := t.remove(members, pair(in, user)); err != nil {
		return err
	}
	return t.remove(userRooms, pair(user, in))
}

// Mark implements [room.Tx].
func (t *tx) Mark(user room.UserID, in room.ID) (uint64, error) {
	return t.number(marks, pair(user, in))
}

// SetMark implements [room.Tx].
func (t *tx) SetMark(m room.Mark) error {
	return t.put(marks, pair(m.User, m.Room), numberRow{m.Seq})
}
