package ui

import (
	"sort"
	"strings"

	"snug/room"
)

// The panes stand beside the timeline: the rooms on its left, the people on
// its right. Their rows are made when something in them changes, not when a
// message comes.
type panes struct {
	hideRooms, hideMembers bool // switched off by the person
	byActivity             bool // the rooms where something was said last come first

	me      room.UserID
	invited []room.Listing  // rooms that the person may join
	rooms   []room.Listing  // in the order of the pane: conversations behind the others
	members []room.Presence // shared: never changed
	current room.ID

	heads    map[room.ID]head    // what was said last, to see what moves
	ranks    []rank              // of rooms, as sorted last
	captions map[room.ID]caption // what the rooms are called
	twins    map[room.ID]bool    // those that are called as another one

	left, right pane
}

// A pane is its rows as laid out last.
type pane struct {
	look       look
	cols, size int
	rows       []string // nil: to be made
}

// columns is how wide the panes are, without the border; zero: not shown.
func (p *panes) columns(c class) (rooms, members int) {
	if c == wide && !p.hideMembers {
		members = 20
	}
	switch {
	case p.hideRooms || c < medium:
	case c == wide:
		rooms = 22
	default:
		rooms = 18
	}
	return rooms, members
}

// setMembers takes over the people. In a large room the list is most of what a
// session would hold, so all look at the same one.
func (p *panes) setMembers(m []room.Presence) { p.members, p.right.rows = m, nil }

// online is how many people are there; who is away stands behind them.
func (p *panes) online() int {
	return sort.Search(len(p.members), func(i int) bool { return p.members[i].Gone() })
}

// setPins notes how many messages are pinned in a room, and reports whether
// that is news.
func (p *panes) setPins(id room.ID, n int) bool {
	i := p.index(id)
	if i < 0 || p.rooms[i].Room.Pins == n {
		return false
	}
	p.rooms[i].Room.Pins = n
	return true
}

// setCurrent notes which room is on the screen.
func (p *panes) setCurrent(id room.ID) {
	p.current, p.left.rows, p.right.rows = id, nil, nil
}

// fresh makes the pane's rows when they are not what they should be.
func (p *pane) fresh(l look, cols, size int, lay func() []string) []string {
	if p.rows == nil || p.look != l || p.cols != cols || p.size != size {
		*p = pane{l, cols, size, nil}
		p.rows = lay()
	}
	return p.rows
}

// index is the place of a room in the list, -1 when it is not there.
func (p *panes) index(id room.ID) int {
	for i := range p.rooms {
		if p.rooms[i].Room.ID == id {
			return i
		}
	}
	return -1
}

// level is what the person wants to be told of a room.
func (p *panes) level(id room.ID) room.Level {
	if i := p.index(id); i >= 0 {
		return p.rooms[i].Level
	}
	return room.Mentions
}

// calls is how many unread messages of a room are meant for the person: those
// that name them, and all of a conversation.
func calls(r *room.Listing) uint64 {
	if r.Room.Conversation() && r.Level != room.None {
		return r.Unread
	}
	return r.Mentions
}

// beside is the room by places further down the list, around its ends.
func (p *panes) beside(by int) room.ID {
	n := len(p.rooms)
	if n == 0 {
		return 0
	}
	return p.rooms[((p.index(p.current)+by)%n+n)%n].Room.ID
}

// waiting is how many messages wait in the other rooms, and how many of them
// are meant for the person. Muted rooms count for their mentions only.
func (p *panes) waiting() (unread, mentions uint64) {
	for i := range p.rooms {
		r := &p.rooms[i]
		switch {
		case r.Room.ID == p.current:
		case r.Level == room.None:
			unread += r.Mentions
			mentions += r.Mentions
		default:
			unread += r.Unread
			mentions += calls(r)
		}
	}
	return unread, mentions
}

// hotlist names the rooms with unread messages, by number: "3:4 4:1/9@ 6:2@".
// The short one leaves out how many are unread where somebody is named.
func (p *panes) hotlist(short bool) string {
	var hot []string
	for i := range p.rooms {
		r := &p.rooms[i]
		if r.Room.ID == p.current || r.Mentions == 0 && (r.Unread == 0 || r.Level == room.None) {
			continue
		}
		count := shortCount(r.Unread)
		switch {
		case r.Room.Conversation():
			count += "@"
		case r.Mentions > 0 && short:
			count = shortCount(r.Mentions) + "@"
		case r.Mentions > 0:
			count = shortCount(r.Mentions) + "/" + count + "@"
		}
		hot = append(hot, shortCount(uint64(i+1))+":"+count)
	}
	return strings.Join(hot, " ")
}
