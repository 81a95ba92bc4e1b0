package command

import (
	"cmp"
	"strings"

	"snug/room"
)

// A heard is what a follower prints of what has happened in one room.
type heard struct {
	f       *follower
	in      *tailed
	objects []any
	lines   []string
}

// add takes down an object and the same in lines. Those at the margin say the room
// where there are several.
func (h *heard) add(object any, lines ...string) {
	h.objects = append(h.objects, object)
	for i, l := range lines {
		if h.f.several && !strings.HasPrefix(l, " ") {
			lines[i] = strings.Replace(l, aside, "  "+h.f.c.roomName(h.in.room)+aside, 1)
		}
	}
	h.lines = append(h.lines, lines...)
}

// aside stands before what is told beside what is said.
const aside = "  -- "

// hear takes down one event.
func (h *heard) hear(e room.Event) error {
	c, t := h.f.c, h.in
	switch e := e.(type) {
	case room.Posted:
		if e.Message.Seq <= t.last {
			return nil
		}
		t.last = e.Message.Seq
		if h.f.mentions && !h.f.names(e.Message) {
			return nil
		}
		o, err := c.messageObject(t.room, e.Message)
		h.objects = append(h.objects, o)
		h.lines = append(h.lines, c.messageLines(h.f.ref(t, e.Message), e.Message)...)
		return cmp.Or(err, h.f.count(1))
	case room.Changed:
		if h.f.mentions && !h.f.names(e.Message) {
			return nil
		}
		o, err := c.changeObject(t.room, e)
		h.add(o, c.changeLines(e)...)
		return err
	case room.Revised:
		t.room = e.Is
		if h.f.mentions {
			return nil
		}
		o, lines, err := c.roomChange(e)
		h.add(o, lines...)
		return err
	case room.Appointed:
		if !h.f.mentions {
			h.add(newRoleObject(t.room, e), c.eventLine(e.At, "%s has made %s a %s", e.By.Name, e.Who.Name, roleWords[e.Role]))
		}
	case room.Joined, room.Left, room.Kicked, room.Punished, room.Discarded:
		t.leaves(c, e)
	case room.Created, room.Marked, room.Drafted, room.Notified, room.Ignoring, room.Blocking,
		room.Invited, room.Uninvited, room.Trimmed, room.Swept, room.Departed: // nothing is said by these
	}
	return nil
}
