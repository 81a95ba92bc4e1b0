package ui

import (
	"fmt"
	"strings"

	"snug/room"
	"snug/ui/theme"
)

// The panes stand beside the timeline: the rooms on its left, the people on
// its right. Their rows are made when something in them changes, not when a
// message comes.
type panes struct {
	hideRooms, hideMembers bool // switched off by the person
	byActivity             bool // the rooms where something was said last come first

	rooms   []room.Listing
	members []room.Presence
	current room.ID

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

func (p *panes) setRooms(l []room.Listing) { p.rooms, p.left.rows = l, nil }

func (p *panes) setMembers(m []room.Presence) { p.members, p.right.rows = m, nil }

func (p *panes) setCurrent(id room.ID) { p.current, p.left.rows = id, nil }

// fresh makes the pane's rows when they are not what they should be.
func (p *pane) fresh(l look, cols, size int, lay func() []string) []string {
	if p.rows == nil || p.look != l || p.cols != cols || p.size != size {
		*p = pane{l, cols, size, nil}
		p.rows = lay()
	}
	return p.rows
}

// roomRows returns at most size rows of at most cols columns.
func (p *panes) roomRows(l look, cols, size int, titled bool) []string {
	return p.left.fresh(l, cols, size, func() []string {
		rows := make([]string, 0, size)
		if titled && size > 1 {
			rows = append(rows, l.theme.Dim.Paint(" ROOMS"))
		}
		free := size - len(rows)
		from := max(min(p.index(p.current)-free/2, len(p.rooms)-free), 0)
		for i := from; i < min(from+free, len(p.rooms)); i++ {
			rows = append(rows, p.roomRow(l, cols, i))
		}
		return rows
	})
}

func (p *panes) roomRow(l look, cols, i int) string {
	st := theme.Style("")
	switch r := p.rooms[i]; {
	case r.Room.ID == p.current:
		st = l.theme.Accent
	case r.Unread > 0:
		st = l.theme.Unread
	}
	return st.Paint(p.roomLine(l, cols, i))
}

// roomLine is a room's row without its style: mark, number, name, and how many
// messages are unread.
func (p *panes) roomLine(l look, cols, i int) string {
	r, mark, count := p.rooms[i], " ", ""
	switch {
	case r.Room.ID == p.current:
		mark = ">"
	case r.Unread > 0:
		mark, count = "*", shortCount(r.Unread)
	}
	left := fmt.Sprintf(" %s%2d #%s", mark, i+1, l.line(r.Room.Name))
	return strings.TrimRight(l.ends(left, count, cols-1), " ")
}

// shortCount is a number in at most four columns.
func shortCount(n uint64) string {
	if n > 999 {
		return "999+"
	}
	return fmt.Sprint(n)
}

// memberRows returns at most size rows of at most cols columns.
func (p *panes) memberRows(l look, cols, size int) []string {
	return p.right.fresh(l, cols, size, func() []string {
		rows := append(make([]string, 0, size), l.theme.Dim.Paint(l.method.Cut(fmt.Sprintf(" ONLINE %d", len(p.members)), cols)))
		for i, m := range p.members {
			if left := len(p.members) - i; len(rows) == size-1 && left > 1 {
				return append(rows, l.theme.Dim.Paint(l.method.Cut(fmt.Sprintf("   + %d more", left), cols)))
			}
			rows = append(rows, "   "+l.theme.Name(uint64(m.Person.ID)).Paint(l.method.Cut(l.line(m.Person.Called()), cols-4)))
		}
		return rows[:min(len(rows), size)]
	})
}

// index is the place of a room in the list, -1 when it is not there.
func (p *panes) index(id room.ID) int {
	for i, r := range p.rooms {
		if r.Room.ID == id {
			return i
		}
	}
	return -1
}

// beside is the room by places further down the list, around its ends.
func (p *panes) beside(by int) room.ID {
	n := len(p.rooms)
	if n == 0 {
		return 0
	}
	return p.rooms[((p.index(p.current)+by)%n+n)%n].Room.ID
}

// unread is how many messages wait in the other rooms.
func (p *panes) unread() uint64 {
	var n uint64
	for _, r := range p.rooms {
		if r.Room.ID != p.current {
			n += r.Unread
		}
	}
	return n
}

// hotlist names the rooms with unread messages, by number: "3:4 6:2".
func (p *panes) hotlist() string {
	var b strings.Builder
	for i, r := range p.rooms {
		if r.Unread > 0 && r.Room.ID != p.current {
			fmt.Fprintf(&b, " %d:%s", i+1, shortCount(r.Unread))
		}
	}
	return strings.TrimPrefix(b.String(), " ")
}

// roomText and memberText are the panes as text, for screens that have no
// room for them.
func (p *panes) roomText(l look) string {
	rows := make([]string, len(p.rooms))
	for i := range p.rooms {
		rows[i] = p.roomLine(l, 40, i)
	}
	return strings.Join(rows, "\n")
}

func (p *panes) memberText(l look) string {
	rows := make([]string, len(p.members))
	for i, m := range p.members {
		rows[i] = l.line(m.Person.Called())
	}
	return strings.Join(rows, "\n")
}

// level is what the person wants to be told of a room.
func (p *panes) level(id room.ID) room.Level {
	if i := p.index(id); i >= 0 {
		return p.rooms[i].Level
	}
	return room.Mentions
}
