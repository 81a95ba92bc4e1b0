package ui

import (
	"strconv"
	"strings"

	"snug/room"
	"snug/text"
)

// shownNames is how many people a conversation's title names.
const shownNames = 2

// A caption is what a room in the list was called when that was found out
// last. Finding out for hundreds of rooms with every message would cost more
// than the message.
type caption struct {
	name string       // the room's
	with *room.Person // the first of the others, which the lists share
	sort string       // folded; rooms that sort equal look alike
}

// titleOf is what a room is called: a conversation by what the people in it
// are called, "@bob, @cyd +2", and a group that most have left with its ID, too.
// It is as people wrote it.
func titleOf(r *room.Listing) string {
	switch {
	case !r.Room.Conversation():
		return r.Room.Label()
	case r.Remnant() && len(r.With) == 1:
		return "@" + r.With[0].Called() + " " + idOf(r.Room)
	case len(r.With) == 0:
		return r.Room.Label()
	}
	var b strings.Builder
	for i, p := range r.With[:min(len(r.With), shownNames)] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("@" + p.Called())
	}
	if more := len(r.With) - shownNames; more > 0 {
		b.WriteString(" +" + strconv.Itoa(more))
	}
	return b.String()
}

// captionOf returns the caption of a room, the one before if it still holds.
func captionOf(r *room.Listing, before caption) (c caption, same bool) {
	c.name = r.Room.Name
	if len(r.With) > 0 {
		c.with = &r.With[0]
	}
	if before.sort != "" && before.name == c.name && before.with == c.with {
		return before, true
	}
	c.sort = text.Fold(titleOf(r))
	return c, false
}

// idOf is a room's ID as people and scripts write it.
func idOf(r room.Room) string { return "r_" + strconv.FormatUint(uint64(r.ID), 10) }

// recaption finds out what the rooms in the list are called, and which of them
// are called the same: only their IDs tell those apart.
func (p *panes) recaption() {
	if p.captioned() {
		return
	}
	before := p.captions
	p.captions, p.twins = make(map[room.ID]caption, p.choices()), nil
	first := make(map[string]room.ID, p.choices())
	for _, list := range [][]room.Listing{p.invited, p.rooms} {
		for i := range list {
			id := list[i].Room.ID
			c, _ := captionOf(&list[i], before[id])
			p.captions[id] = c
			if other, taken := first[c.sort]; taken && other != id {
				if p.twins == nil {
					p.twins = make(map[room.ID]bool)
				}
				p.twins[id], p.twins[other] = true, true
			}
			first[c.sort] = id
		}
	}
}

// captioned reports whether everything is called as before.
func (p *panes) captioned() bool {
	if len(p.captions) != p.choices() {
		return false
	}
	for _, list := range [][]room.Listing{p.invited, p.rooms} {
		for i := range list {
			if _, same := captionOf(&list[i], p.captions[list[i].Room.ID]); !same {
				return false
			}
		}
	}
	return true
}

// label is what a room is called on the screen, with its ID when another one
// in the list is called the same. It is safe to draw.
func (p *panes) label(l look, r *room.Listing) string {
	s := l.line(titleOf(r))
	if p.twins[r.Room.ID] {
		s += " " + idOf(r.Room)
	}
	return s
}

// address is what leads to a room in a command: its name, or its ID when
// another one in the list has the same name.
func (p *panes) address(r room.Room) string {
	if p.twins[r.ID] {
		return idOf(r)
	}
	return r.Name
}

// label is what a room is called on the screen; see [panes.label].
func (m *Model) label(r room.Room) string {
	if i := m.panes.index(r.ID); i >= 0 {
		return m.panes.label(m.look, &m.panes.rooms[i])
	}
	return m.look.line(r.Label())
}

// here is the room on the screen, as it is known last. It is to be looked at and not
// kept: copies of rooms are large, and what a screen's loop needs of its stack at most
// every session holds on to.
func (m *Model) here() *room.Listing {
	if i := m.panes.index(m.timeline.in.ID); i >= 0 {
		return &m.panes.rooms[i]
	}
	return &room.Listing{Room: m.timeline.in}
}
