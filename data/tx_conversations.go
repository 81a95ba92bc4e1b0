package data

import (
	"fmt"
	"time"

	"snug/keys"
	"snug/room"
)

// Conversation implements [room.Tx].
func (t *tx) Conversation(people []room.UserID) (room.Room, error) {
	k := peopleKey(people)
	id, err := t.number(conversations, k)
	switch {
	case err != nil:
		return room.Room{}, err
	case id == 0:
		return room.Room{}, fmt.Errorf("conversation of %v: %w", people, room.ErrNotFound)
	}
	return t.Room(room.ID(id))
}

// AddConversation implements [room.Tx].
func (t *tx) AddConversation(r room.Room, people []room.UserID, at time.Time) (room.Room, error) {
	r, err := t.AddRoom(r)
	if err != nil {
		return r, err
	}
	for _, user := range people {
		if err := t.SetMembership(r.ID, user, room.Membership{At: at}); err != nil {
			return r, err
		}
	}
	row, err := t.roomRow(r.ID)
	if err != nil {
		return r, err
	}
	row.People = uint64(len(people))
	if err := t.putRoom(r.ID, row); err != nil {
		return r, err
	}
	if err := t.put(conversations, peopleKey(people), numberRow{uint64(r.ID)}); err != nil {
		return r, err
	}
	return t.Room(r.ID)
}

// dropConversation takes a conversation that nobody has left out of the index.
func (t *tx) dropConversation(in room.ID) error {
	people, err := t.Members(in, 0, room.MaxGroup)
	if err != nil {
		return err
	}
	return t.remove(conversations, peopleKey(people))
}

// policySetting is the setting that says who may begin a conversation with its
// account, and policies what its values mean. Without one everybody may.
const policySetting = "dm"

var policies = map[string]room.Policy{
	"rooms":  room.FromRooms,
	"nobody": room.FromNone,
}

// Policy implements [room.Tx].
func (t *tx) Policy(user room.UserID) (room.Policy, error) {
	var row settingRow
	_, err := t.get(settings, settingKey(keys.AccountID(user), policySetting), &row)
	return policies[row.Value], err
}
