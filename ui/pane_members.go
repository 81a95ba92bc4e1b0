package ui

import (
	"strings"

	"snug/room"
	"snug/text/lang"
)

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

// memberRow is somebody's name, what they are in the room, and why they are
// away:
//
//	~ alice     owner
func (p *panes) memberRow(l look, cols int, m room.Presence) string {
	mark, name, note := p.memberParts(l, cols, m)
	if note = strings.TrimRight(note, " "); note != "" {
		note = l.theme.Dim.Paint(note)
	}
	if m.Person.ID == p.me {
		mark = l.theme.Accent.Paint(mark)
	}
	st := l.theme.Name(uint64(m.Person.ID))
	if m.Gone() {
		st = l.theme.Dim
	}
	return mark + st.Paint(name) + note
}

// memberLine is a member's row without styles.
func (p *panes) memberLine(l look, cols int, m room.Presence) string {
	mark, name, note := p.memberParts(l, cols, m)
	return mark + name + note
}

// memberParts are the parts of a member's row, in at most cols-1 columns.
func (p *panes) memberParts(l look, cols int, m room.Presence) (mark, name, note string) {
	role := p.role(m)
	switch me := m.Person.ID == p.me; {
	case me && role == room.Member:
		mark = " > "
	case me:
		mark = ">" + roleMarks[role] + " "
	default:
		mark = " " + roleMarks[role] + " "
	}
	free := max(cols-1-len(mark), 0)
	name = l.method.Cut(l.line(m.Person.Called()), free)
	free -= l.method.Width(name)
	switch word := l.t(string(roleWords[role])); {
	case m.Gone():
		note = l.method.Cut("  "+l.why(m), free)
	case role > room.Member && l.method.Width(word)+2 <= free:
		note = blank(free-l.method.Width(word)) + word
	}
	return mark, name, note
}

// role is what somebody is in the room on the screen. The staff of the server
// moderates every common room.
func (p *panes) role(m room.Presence) room.Role {
	i := p.index(p.current)
	if m.Rank >= room.RankModerator && i >= 0 && !p.rooms[i].Room.Conversation() {
		return max(m.Role, room.Moderator)
	}
	return m.Role
}

// roleMarks are the signs of the roles, roleWords their names.
var (
	roleMarks = [...]string{room.Member: " ", room.Moderator: "+", room.Owner: "~"}
	roleWords = [...]lang.Key{room.Member: "member", room.Moderator: "mod", room.Owner: "owner"}
)

// why says why somebody is away, if it is known.
func (l look) why(m room.Presence) string {
	if m.Away {
		return l.line(m.Why)
	}
	return l.t("idle")
}
