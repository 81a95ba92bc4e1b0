package command

import (
	"time"

	"snug/room"
	"snug/text/lang"
)

// A roomChangeObject tells what has changed about a room that is followed.
type roomChangeObject struct {
	V       int              `json:"v"`
	Type    string           `json:"type"` // "room_change"
	ID      string           `json:"id"`   // of the room
	Room    string           `json:"room"` // what it is called now
	User    string           `json:"user"` // who did it
	UserID  string           `json:"user_id"`
	TS      string           `json:"ts"`
	Changes []revisionObject `json:"changes"`
}

// A revisionObject is one thing that has changed: "name", "topic",
// "description", "archived" ("on" or "off"), "owner" (a username, or nobody), or
// a setting of the room.
type revisionObject struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// A roleObject tells that a member is something else now.
type roleObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"` // "role"
	ID     string `json:"id"`   // of the room
	Room   string `json:"room"`
	User   string `json:"user"` // whose role it is
	UserID string `json:"user_id"`
	Role   string `json:"role"`
	By     string `json:"by"` // username
	TS     string `json:"ts"`
}

func newRoleObject(in room.Room, e room.Appointed) roleObject {
	return roleObject{1, "role", roomID(in.ID), in.Name, e.Who.Name, userID(e.Who.ID), roomRoles[e.Role], e.By.Name, stamp(e.At)}
}

// roomChange tells what has changed about a room, and the same in lines.
func (c *Invocation) roomChange(e room.Revised) (o roomChangeObject, lines []string, err error) {
	o = roomChangeObject{
		V: 1, Type: "room_change", ID: roomID(e.Is.ID), Room: e.Is.Name,
		User: e.By.Name, UserID: userID(e.By.ID), TS: stamp(e.At), Changes: []revisionObject{},
	}
	tell := func(changed bool, name, value, key string, args ...any) {
		if changed {
			o.Changes = append(o.Changes, revisionObject{name, value})
			lines = append(lines, c.eventLine(e.At, key, append([]any{e.By.Name}, args...)...))
		}
	}
	tell(e.Was.Name != e.Is.Name, "name", e.Is.Name, "%s has renamed the room to %s", e.Is.Label())
	tell(e.Was.Topic != e.Is.Topic, "topic", e.Is.Topic, "%s has changed the topic to: %s", e.Is.Topic)
	tell(e.Was.Description != e.Is.Description, "description", e.Is.Description, "%s has changed the description")
	was, is := !e.Was.Archived.IsZero(), !e.Is.Archived.IsZero()
	tell(!was && is, "archived", "on", "%s has archived the room")
	tell(was && !is, "archived", "off", "%s has brought the room back into use")
	for _, s := range roomSettings {
		value := s.value(e.Is.Settings)
		tell(s.value(e.Was.Settings) != value, s.name, value, "%s has set %s to %s", s.name, value)
	}
	if e.Was.Owner != e.Is.Owner {
		owner, err := c.owner(e.Is)
		if err != nil {
			return o, nil, err
		}
		tell(owner == "", "owner", "", "%s has left the room without an owner")
		tell(owner != "", "owner", owner, "%s has given the room to %s", owner)
	}
	return o, lines, nil
}

// eventLine writes what somebody did, beside what is said.
func (c *Invocation) eventLine(at time.Time, key string, args ...any) string {
	return c.clock(at) + aside + c.Lang.Say(lang.S(key, args...))
}
