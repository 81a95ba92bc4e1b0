package ui

import (
	"cmp"
	"slices"
	"strings"

	"snug/room"
	"snug/text"
)

// The panes stand beside the timeline: the rooms on its left, the people on
// its right. Their rows are made when something in them changes, not when a
// message comes.
type panes struct {
	hideRooms, hideMembers bool // switched off by the person
	byActivity             bool // the rooms where something was said last come first

	me      room.UserID
	rooms   []room.Listing  // in the order of the pane
	members []room.Presence // shared: never changed
	current room.ID

	heads map[room.ID]head // what was said last, to see what moves

	left, right pane
}

// A head is the newest message of a room, and when it came: a number that
// rises with every one that comes while the session watches.
type head struct{ seq, came uint64 }

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

// setRooms takes over the rooms, which it puts into their order.
func (p *panes) setRooms(l []room.Listing) {
	if p.heads == nil {
		p.heads = make(map[room.ID]head, len(l))
	}
	var newest uint64
	for _, h := range p.heads {
		newest = max(newest, h.came)
	}
	for _, r := range l {
		if old, ok := p.heads[r.Room.ID]; !ok || old.seq != r.Room.Last {
			h := head{seq: r.Room.Last}
			if ok || r.Unread > 0 {
				h.came = newest + 1
			}
			p.heads[r.Room.ID] = h
		}
	}
	p.rooms = slices.Clone(l)
	p.sort()
}

// sortBy chooses the order of the rooms.
func (p *panes) sortBy(activity bool) {
	if p.byActivity != activity {
		p.byActivity = activity
		p.sort()
	}
}

// sort puts the rooms into their order: the lobby, then by name; or those
// where something was said last before the others.
func (p *panes) sort() {
	p.left.rows = nil
	slices.SortStableFunc(p.rooms, func(a, b room.Listing) int {
		if p.byActivity {
			if c := cmp.Compare(p.heads[b.Room.ID].came, p.heads[a.Room.ID].came); c != 0 {
				return c
			}
		}
		if a.Room.Open() != b.Room.Open() {
			if a.Room.Open() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(text.Fold(a.Room.Name), text.Fold(b.Room.Name)), cmp.Compare(a.Room.ID, b.Room.ID))
	})
}

// setMembers takes over the people. In a large room the list is most of what a
// session would hold, so all look at the same one.
func (p *panes) setMembers(m []room.Presence) { p.members, p.right.rows = m, nil }

// online is how many people are there.
func (p *panes) online() int {
	if i := slices.IndexFunc(p.members, room.Presence.Gone); i >= 0 {
		return i
	}
	return len(p.members)
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

func (p *panes) setCurrent(id room.ID) { p.current, p.left.rows = id, nil }

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
	return slices.IndexFunc(p.rooms, func(r room.Listing) bool { return r.Room.ID == id })
}

// level is what the person wants to be told of a room.
func (p *panes) level(id room.ID) room.Level {
	if i := p.index(id); i >= 0 {
		return p.rooms[i].Level
	}
	return room.Mentions
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
// name the person. Muted rooms count for their mentions only.
func (p *panes) waiting() (unread, mentions uint64) {
	for _, r := range p.rooms {
		switch {
		case r.Room.ID == p.current:
		case r.Level == room.None:
			unread += r.Mentions
			mentions += r.Mentions
		default:
			unread += r.Unread
			mentions += r.Mentions
		}
	}
	return unread, mentions
}

// hotlist names the rooms with unread messages, by number: "3:4 4:1/9@ 6:2".
// The short one leaves out how many are unread where somebody is named.
func (p *panes) hotlist(short bool) string {
	var hot []string
	for i, r := range p.rooms {
		if r.Room.ID == p.current || r.Mentions == 0 && (r.Unread == 0 || r.Level == room.None) {
			continue
		}
		count := shortCount(r.Unread)
		if r.Mentions > 0 {
			count = shortCount(r.Mentions) + "/" + count + "@"
			if short {
				count = shortCount(r.Mentions) + "@"
			}
		}
		hot = append(hot, shortCount(uint64(i+1))+":"+count)
	}
	return strings.Join(hot, " ")
}
