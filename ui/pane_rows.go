package ui

import (
	"fmt"
	"strings"

	"snug/room"
	"snug/text/lang"
	"snug/ui/theme"
)

// roomRows returns at most size rows of at most cols columns. A titled pane
// has room for a sum and two keys below the rooms.
func (p *panes) roomRows(l look, cols, size int, titled bool) []string {
	return p.left.fresh(l, cols, size, func() []string {
		rows := make([]string, 0, size)
		var foot []string
		if titled && size > 10 {
			foot = p.foot(l, cols)
		}
		current := len(p.invited) + p.index(p.current)
		for _, line := range shownLines(p.sections(titled && size > 1), current, size-len(foot)) {
			rows = append(rows, p.lineRow(l, cols, line))
		}
		return append(rows, foot...)
	})
}

// lineRow is a line of the pane.
func (p *panes) lineRow(l look, cols int, line paneLine) string {
	switch {
	case line.title != "":
		return l.theme.Dim.Paint(l.method.Cut(" "+l.t(string(line.title)), cols))
	case line.choice < 0:
		return ""
	}
	return p.choiceStyle(l, line.choice).Paint(p.choiceLine(l, cols, line.choice))
}

// choiceLine is the row of a choice without its style.
func (p *panes) choiceLine(l look, cols, i int) string {
	if i < len(p.invited) {
		return p.invitedLine(l, cols, &p.invited[i])
	}
	return p.roomLine(l, cols, i-len(p.invited))
}

// choiceStyle is how a choice stands out.
func (p *panes) choiceStyle(l look, i int) theme.Style {
	if i < len(p.invited) {
		return l.theme.Mention
	}
	switch r := &p.rooms[i-len(p.invited)]; {
	case r.Room.ID == p.current:
		return l.theme.Accent
	case calls(r) > 0:
		return l.theme.Mention
	case r.Level == room.None || !r.Room.Archived.IsZero():
		return l.theme.Dim
	case r.Unread > 0:
		return l.theme.Unread
	}
	return ""
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

// invitedLine is the row of a room that the person is invited to:
//
//	? #books       /join
func (p *panes) invitedLine(l look, cols int, r *room.Listing) string {
	return strings.TrimRight(p.namedLine(l, " ?  ", r, "/join", cols), " ")
}

// roomLine is a room's row: mark, number, name, and how many messages are
// unread, or else what is to be known of it.
//
//	@ 4 #ops         1/9
//	  5 #announce  quiet
//	o 6 @alice
func (p *panes) roomLine(l look, cols, i int) string {
	r := &p.rooms[i]
	mark, count := p.mark(r), ""
	switch {
	case mark == "@":
		count = shortCount(r.Mentions) + "/" + shortCount(r.Unread)
	case mark == "*":
		count = shortCount(r.Unread)
	}
	left := fmt.Sprintf(" %s%2d ", mark, i+1)
	free := cols - 1 - l.method.Width(left) - l.method.Width(p.label(l, r)) - 1
	fits := func(s string) bool { return l.method.Width(s) <= free }
	if r.Draft && mark != ">" {
		count = strings.TrimSpace("» " + count)
		if word := l.t("draft"); count == "»" && fits(word) {
			count = word
		}
	}
	if word := l.t("quiet"); r.Level == room.None && count == "" && fits(word) {
		count = word
	}
	if f, ok := flagOf(r); ok {
		switch word := l.t(string(f.word)); {
		case count == "" && fits(word):
			count = word
		case count == "":
			count = f.sign
		case fits(f.sign + " " + count):
			count = f.sign + " " + count
		}
	}
	return strings.TrimRight(p.namedLine(l, left, r, count, cols), " ")
}

// namedLine is a row with a room's name between what stands before it and at
// the row's end. Of a name that does not fit, the ID that tells it from another
// one stays.
func (p *panes) namedLine(l look, before string, r *room.Listing, end string, cols int) string {
	label := p.label(l, r)
	id := " " + idOf(r.Room)
	if name, cut := strings.CutSuffix(label, id); cut {
		free := cols - 1 - l.method.Width(before) - len(id)
		if end != "" {
			free -= l.method.Width(end) + 1
		}
		label = l.method.Cut(name, max(free, 1)) + id
	}
	return l.ends(before+label, end, cols-1)
}

// mark is the sign before a room's number: where one is, that one is named or
// written to, that something is unread, and of somebody whom one writes with,
// whether they are there.
func (p *panes) mark(r *room.Listing) string {
	private := r.Room.Conversation()
	switch {
	case r.Room.ID == p.current:
		return ">"
	case r.Mentions > 0 && !private:
		return "@"
	case r.Unread > 0 && r.Level != room.None:
		return "*"
	case r.Room.Kind != room.Direct || len(r.With) == 0:
		return " "
	case r.Present > 1:
		return "o"
	}
	return "-"
}

// A flag is what is to be known of a room before one writes there.
type flag struct {
	sign string
	word lang.Key
}

// flagOf is the flag of a room that matters most, if it has any.
func flagOf(r *room.Listing) (flag, bool) {
	switch {
	case isNotes(r):
		return flag{"", "notes"}, true
	case r.Remnant() && len(r.With) == 0:
		return flag{"", "all left"}, true
	case r.Remnant():
		return flag{"", "group"}, true
	case r.Room.Conversation():
	case !r.Room.Archived.IsZero():
		return flag{"[x]", "archived"}, true
	case r.Room.Private:
		return flag{"[p]", "private"}, true
	case r.Room.Announce:
		return flag{"[m]", "announce"}, true
	}
	return flag{}, false
}

// isNotes reports whether a conversation is somebody's with themselves.
func isNotes(r *room.Listing) bool { return r.Room.Kind == room.Direct && len(r.With) == 0 }

// shortCount is a number in at most four columns.
func shortCount(n uint64) string {
	if n > 999 {
		return "999+"
	}
	return fmt.Sprint(n)
}
