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
		return h.hearRevised(e)
	case room.Appointed:
		if !h.f.mentions {
			h.add(newRoleObject(t.room, e), c.eventLine(e.At, "%s has made %s a %s", e.By.Name, e.Who.Name, roleWords[e.Role]))
		}
	case room.Left:
		if e.Who.ID == c.user() {
			t.gone = c.noLonger(t.room)
		}
	case room.Kicked:
		if e.Who.ID == c.user() {
			t.gone = putOut(t.room, e)
		}
	case room.Punished:
		if e.Who.ID == c.user() && e.Left {
			t.gone = keptOut(t.room, e)
		}
	case room.Joined:
		if e.Who.ID == c.user() {
			t.gone = nil
		}
	case room.Discarded:
		t.gone = fail(NotFound, "%s has deleted %s, and all that was said in it", e.By.Name, t.room.Label())
	case room.Created, room.Marked, room.Drafted, room.Notified, room.Ignoring, room.Blocking,
		room.Invited, room.Uninvited, room.Trimmed, room.Swept, room.Departed: // nothing is said by these
	}
	return nil
}

// noLonger tells the follower that they are not in the room any more. A bot was
// taken out of it, or its keeper has left.
func (c *Invocation) noLonger(in room.Room) error {
	if c.Who.Account.Bot() {
		return fail(Denied, "this bot is not in %s any more; its keeper puts it in with the command bot join", in.Label())
	}
	return fail(Denied, "you are no longer in %s; join it again with: %s", in.Label(), Exec.form("join "+in.Name))
}
