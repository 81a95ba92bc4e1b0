package line

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"snug/room"
)

// setRooms takes over the list of rooms.
func (l *loop) setRooms(list []room.Listing) {
	l.rooms = slices.Clone(list)
	l.sort()
}

// sort puts the list into the order that the person has chosen.
func (l *loop) sort() {
	if l.settings["sort"] != "activity" {
		return
	}
	slices.SortStableFunc(l.rooms, func(a, b room.Listing) int {
		switch {
		case (a.Unread > 0) == (b.Unread > 0):
			return 0
		case a.Unread > 0:
			return -1
		}
		return 1
	})
}

// listed is the room in the list with an ID; nil for none.
func (l *loop) listed(id room.ID) *room.Listing {
	for i := range l.rooms {
		if l.rooms[i].Room.ID == id {
			return &l.rooms[i]
		}
	}
	return nil
}

// idOf is a room's ID as people write it.
func idOf(r room.Room) string { return "r_" + strconv.FormatUint(uint64(r.ID), 10) }

// address is what leads to a room in a command.
func (l *loop) address(r room.Room) string {
	if strings.HasSuffix(l.label(r), idOf(r)) {
		return idOf(r)
	}
	return r.Name
}

// call makes lines of a message of another room.
func (l *loop) call(m *room.Message) []string {
	r := l.listed(m.Room)
	if r == nil {
		return nil // they have left it meanwhile
	}
	if !l.calls.add(m) {
		return nil
	}
	h := l.usual()
	h.where, h.direct = l.label(r.Room), r.Room.Kind == room.Direct
	return l.news(m, h)
}

// calls are the messages of other rooms that were printed last: what is meant for
// the person comes by itself, and once more with all that is said there.
type calls struct {
	list [32]call
	next int
}

type call struct {
	in  room.ID
	seq uint64
}

// add notes a message, and reports false when it is there.
func (c *calls) add(m *room.Message) bool {
	one := call{m.Room, m.Seq}
	if slices.Contains(c.list[:], one) {
		return false
	}
	c.list[c.next] = one
	c.next = (c.next + 1) % len(c.list)
	return true
}

// maxOverheard is how many messages of another room are printed at once.
const maxOverheard = 5

// elsewhere takes over the list of rooms, and makes lines of what was said in
// others, if the person wants all of that.
func (l *loop) elsewhere(ctx context.Context, list []room.Listing) []string {
	before := make(map[room.ID]uint64, len(l.rooms))
	for i := range l.rooms {
		before[l.rooms[i].Room.ID] = l.rooms[i].Room.Last
	}
	l.setRooms(list)
	if l.settings["announce"] != "all" {
		return nil
	}
	var out []string
	for i := range l.rooms {
		r := &l.rooms[i]
		last, known := before[r.Room.ID]
		if !known || r.Room.ID == l.in.ID || r.Room.Last <= last || r.Level == room.None {
			continue
		}
		out = append(out, l.overheard(ctx, r.Room, last)...)
	}
	return out
}

// overheard makes lines of the newest messages of another room, behind a number.
func (l *loop) overheard(ctx context.Context, in room.Room, after uint64) []string {
	var page []*room.Message
	err := l.during(ctx, patience, func(ctx context.Context) (err error) {
		page, err = l.seat.Before(ctx, in.ID, in.Last+1, min(maxOverheard, int(in.Last-after)))
		return err
	})
	if err != nil {
		return nil // they may have left it; the list of rooms counts it
	}
	var out []string
	if len(page) > 0 && page[0].Seq > after+1 {
		out = append(out, l.tr("(%[1]d more in %[2]s; /go %[3]s shows them)", int64(page[0].Seq-after-1), l.label(in), l.address(in)))
	}
	for _, m := range page {
		if m.Author.ID == l.me.ID || l.ignored[m.Author.ID] || !m.Deleted.IsZero() {
			continue
		}
		out = append(out, l.call(m)...)
	}
	return out
}

// maxInvitesTold is how many invitations are told of at once.
const maxInvitesTold = 3

// setInvited takes over the rooms that the person is invited to, and makes lines
// of those that they have not been told of.
func (l *loop) setInvited(list []room.Listing) []string {
	var out []string
	more := int64(0)
	for _, r := range list {
		if slices.ContainsFunc(l.invited, func(k room.Listing) bool { return sameInvitation(k, r) }) {
			continue
		}
		if len(out) == maxInvitesTold {
			more++
			continue
		}
		out = append(out, "-- "+l.invitation(r))
	}
	l.invited = slices.Clone(list)
	if more > 0 {
		out = append(out, "-- "+l.tr("and %d more: /invitations lists them", more))
	}
	return out
}

func sameInvitation(a, b room.Listing) bool {
	if a.Room.ID != b.Room.ID || (a.Invitation == nil) != (b.Invitation == nil) {
		return false
	}
	return a.Invitation == nil || a.Invitation.At.Equal(b.Invitation.At)
}

// invitation is a sentence about an invitation.
func (l *loop) invitation(r room.Listing) string {
	name, address := r.Room.Label(), l.address(r.Room)
	if other := l.listed(r.Room.ID); other == nil && slices.ContainsFunc(l.rooms, func(k room.Listing) bool { return k.Room.Name == r.Room.Name }) {
		name, address = name+" "+idOf(r.Room), idOf(r.Room)
	}
	if topic := r.Room.Topic; topic != "" {
		name += " (" + topic + ")"
	}
	if r.InvitedBy.ID == 0 {
		return l.tr("you are invited to %[1]s: /join %[2]s or /decline %[2]s", name, address)
	}
	return l.tr("%[1]s invites you to %[2]s: /join %[3]s or /decline %[3]s", r.InvitedBy.Name, name, address)
}
