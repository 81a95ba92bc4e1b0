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

// hearRevised takes down what has changed about the room.
func (h *heard) hearRevised(e room.Revised) error {
	c := h.f.c
	h.in.room = e.Is
	if h.f.mentions {
		return nil
	}
	o := roomChangeObject{
		V: 1, Type: "room_change", ID: roomID(e.Is.ID), Room: e.Is.Name,
		User: e.By.Name, UserID: userID(e.By.ID), TS: stamp(e.At), Changes: []revisionObject{},
	}
	var lines []string
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
			return err
		}
		tell(owner == "", "owner", "", "%s has left the room without an owner")
		tell(owner != "", "owner", owner, "%s has given the room to %s", owner)
	}
	h.add(o, lines...)
	return nil
}

// eventLine writes what somebody did, beside what is said.
func (c *Invocation) eventLine(at time.Time, key string, args ...any) string {
	return c.clock(at) + aside + c.Lang.Say(lang.S(key, args...))
}

// putOut tells the follower who has put them out of the room, and why.
func putOut(in room.Room, e room.Kicked) error {
	return fail(Denied, "%[1]s has put you out of %[2]s, reason: %[3]s; ask who moderates the room",
		e.By.Name, in.Label(), reasonOf(e.Reason))
}

// keptOut is putOut for who may not come back for a time.
func keptOut(in room.Room, e room.Punished) error {
	return fail(Denied, "%[1]s has banned you from %[2]s %[3]s, reason: %[4]s; ask who moderates the room",
		e.By.Name, in.Label(), endsFor(e.Is.Until), reasonOf(e.Is.Reason))
}

func reasonOf(given string) any {
	if given == "" {
		return lang.Key("none given")
	}
	return given
}
