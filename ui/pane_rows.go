package ui

import (
	"fmt"
	"strings"

	"snug/room"
	"snug/ui/theme"
)

// roomRows returns at most size rows of at most cols columns. A titled pane
// has room for a sum and two keys below the rooms.
func (p *panes) roomRows(l look, cols, size int, titled bool) []string {
	return p.left.fresh(l, cols, size, func() []string {
		rows := make([]string, 0, size)
		var foot []string
		if titled && size > 1 {
			rows = append(rows, l.theme.Dim.Paint(l.method.Cut(" "+l.t("ROOMS"), cols)))
		}
		if titled && size > 10 {
			foot = p.foot(l, cols)
		}
		free := size - len(rows) - len(foot)
		from := max(min(p.index(p.current)-free/2, len(p.rooms)-free), 0)
		for i := from; i < min(from+free, len(p.rooms)); i++ {
			rows = append(rows, p.roomRow(l, cols, i))
		}
		return append(rows, foot...)
	})
}

// foot is what stands below the rooms.
func (p *panes) foot(l look, cols int) []string {
	keys := l.theme.Dim.Paint(l.method.Cut(" "+l.t("^K jump  M-a unread"), cols))
	unread, mentions := p.waiting()
	if unread == 0 {
		return []string{"", keys}
	}
	sum, st := l.t("UNREAD %s", shortCount(unread)), l.theme.Dim
	if mentions > 0 {
		sum, st = sum+"  "+l.t("MENTION %s", shortCount(mentions)), l.theme.Mention
	}
	return []string{"", st.Paint(l.method.Cut(" "+sum, cols)), "", keys}
}

func (p *panes) roomRow(l look, cols, i int) string {
	st := theme.Style("")
	switch r := p.rooms[i]; {
	case r.Room.ID == p.current:
		st = l.theme.Accent
	case r.Mentions > 0:
		st = l.theme.Mention
	case r.Level == room.None:
		st = l.theme.Dim
	case r.Unread > 0:
		st = l.theme.Unread
	}
	return st.Paint(p.roomLine(l, cols, i))
}

// roomLine is a room's row without its style: mark, number, name, and how many
// messages are unread, or else what is to be known of it.
//
//	@ 4 #ops         1/9
//	  5 #announce  muted
func (p *panes) roomLine(l look, cols, i int) string {
	r, mark, count := p.rooms[i], " ", ""
	switch {
	case r.Room.ID == p.current:
		mark = ">"
	case r.Mentions > 0:
		mark, count = "@", shortCount(r.Mentions)+"/"+shortCount(r.Unread)
	case r.Level == room.None:
	case r.Unread > 0:
		mark, count = "*", shortCount(r.Unread)
	}
	left := fmt.Sprintf(" %s%2d #%s", mark, i+1, l.line(r.Room.Name))
	free := cols - 1 - l.method.Width(left) - 1
	if r.Draft && mark != ">" {
		count = strings.TrimSpace("» " + count)
		if word := l.t("draft"); count == "»" && l.method.Width(word) <= free {
			count = word
		}
	}
	if word := l.t("muted"); r.Level == room.None && count == "" && l.method.Width(word) <= free {
		count = word
	}
	return strings.TrimRight(l.ends(left, count, cols-1), " ")
}

// shortCount is a number in at most four columns.
func shortCount(n uint64) string {
	if n > 999 {
		return "999+"
	}
	return fmt.Sprint(n)
}

// memberRows returns at most size rows of at most cols columns: who is there,
// and below who is away.
func (p *panes) memberRows(l look, cols, size int) []string {
	return p.right.fresh(l, cols, size, func() []string {
		online := p.online()
		rows := []string{p.groupRow(l, cols, l.t("ONLINE %d", online))}
		for i, m := range p.members {
			group := 0
			if i == online {
				group = 2
			}
			if left := len(p.members) - i; len(rows)+group >= size-1 && left > 1 {
				return append(rows, l.theme.Dim.Paint(l.method.Cut("   "+l.t("+ %d more", left), cols)))[:min(len(rows)+1, size)]
			}
			if i == online {
				rows = append(rows, "", p.groupRow(l, cols, l.t("AWAY %d", len(p.members)-online)))
			}
			rows = append(rows, p.memberRow(l, cols, m))
		}
		return rows[:min(len(rows), size)]
	})
}

func (p *panes) groupRow(l look, cols int, title string) string {
	return l.theme.Dim.Paint(l.method.Cut(" "+title, cols))
}

// memberRow is somebody's name, and why they are away.
func (p *panes) memberRow(l look, cols int, m room.Presence) string {
	mark := "   "
	if m.Person.ID == p.me {
		mark = l.theme.Accent.Paint(" > ")
	}
	name := l.method.Cut(l.line(m.Person.Called()), cols-4)
	if !m.Gone() {
		return mark + l.theme.Name(uint64(m.Person.ID)).Paint(name)
	}
	return mark + l.theme.Dim.Paint(l.method.Cut(strings.TrimRight(name+"  "+l.why(m), " "), cols-4))
}

// why says why somebody is away, if it is known.
func (l look) why(m room.Presence) string {
	if m.Away {
		return l.line(m.Why)
	}
	return l.t("idle")
}
