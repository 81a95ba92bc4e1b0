package data

import (
	"encoding/binary"
	"errors"
	"fmt"

	"snug/room"
)

// Outcome implements [room.Tx].
func (t *tx) Outcome(id room.CommandID) (room.Outcome, bool, error) {
	var o outcomeRow
	found, err := t.get(outcomes, id[:], &o)
	out := room.Outcome{Room: room.ID(o.Room), Seq: o.Seq}
	binary.BigEndian.PutUint64(out.Body[:], o.Body)
	return out, found && err == nil, err
}

// Record implements [room.Tx].
func (t *tx) Record(id room.CommandID, o room.Outcome) error {
	return t.put(outcomes, id[:], outcomeRow{Room: uint64(o.Room), Seq: o.Seq, Body: binary.BigEndian.Uint64(o.Body[:])})
}

// Room implements [room.Tx].
func (t *tx) Room(id room.ID) (room.Room, error) {
	if r, ok := t.rooms[id]; ok {
		return r, nil
	}
	row, err := t.roomRow(id)
	if err != nil {
		return room.Room{}, err
	}
	last, err := t.last(id)
	if err != nil {
		return room.Room{}, err
	}
	r := row.room(id, max(last, row.Trimmed))
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
	row := roomRow{Kind: uint8(r.Kind), Creator: uint64(r.Creator), Created: stamp(r.Created), Staff: r.Staff}
	row.change(r)
	if row.named() {
		err = t.setRoomName(&row, room.ID(id), true)
	}
	if err != nil {
		return room.Room{}, err
	}
	return row.room(room.ID(id), 0), t.putRoom(room.ID(id), row)
}

// SetRoom implements [room.Tx].
func (t *tx) SetRoom(r room.Room) error {
	row, err := t.roomRow(r.ID)
	if err != nil {
		return err
	}
	was := row
	row.change(r)
	if was.named() && (!row.named() || was.Name != row.Name) {
		err = t.setRoomName(&was, r.ID, false)
	}
	if err == nil && row.named() && (!was.named() || was.Name != row.Name) {
		err = t.setRoomName(&row, r.ID, true)
	}
	if err == nil && was.complete() && !row.complete() {
		err = t.dropConversation(r.ID)
	}
	if err != nil {
		return err
	}
	return t.putRoom(r.ID, row)
}

// setRoomName puts a room's name into the indices, or takes it out.
func (t *tx) setRoomName(row *roomRow, id room.ID, on bool) error {
	for _, look := range []struct {
		in bucket
		as string
	}{{roomNames, row.Folded}, {roomLikes, row.Skeleton}} {
		var err error
		if on {
			err = t.put(look.in, []byte(look.as), numberRow{uint64(id)})
		} else {
			err = t.remove(look.in, []byte(look.as))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// roomRow reads the row of a room that must be there.
func (t *tx) roomRow(id room.ID) (roomRow, error) {
	var row roomRow
	found, err := t.get(rooms, key(id), &row)
	if err == nil && !found {
		err = fmt.Errorf("room %d: %w", id, room.ErrNotFound)
	}
	return row, err
}

// putRoom writes a room's row; what is remembered of the room follows it.
func (t *tx) putRoom(id room.ID, row roomRow) error {
	delete(t.rooms, id)
	return t.put(rooms, key(id), row)
}

// Mark implements [room.Tx].
func (t *tx) Mark(user room.UserID, in room.ID) (uint64, error) {
	return t.number(marks, pair(user, in))
}

// SetMark implements [room.Tx].
func (t *tx) SetMark(m room.Mark) error {
	return t.put(marks, pair(m.User, m.Room), numberRow{m.Seq})
}
