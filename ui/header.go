package ui

import (
	"fmt"
	"strings"

	"snug/room"
	"snug/text/lang"
)

// chrome is what frames the screen and changes seldom, not with a message.
type chrome struct {
	header, rule, border, title string
	prompt                      string // of the composer's first row
	barred                      string // why nothing can be written

	hintsFor    hintState // what the last row was made for
	left, right string    // of the last row, painted
	split       int       // the column that parts them
}

// A hintState is all that the last row depends on, besides the look and the
// size, while nothing lies over the chat.
type hintState struct {
	made          bool
	failed, saved bool // something was not delivered; the text is stored as a draft
	tall          bool // the composer has the whole screen
	bytes         int  // of the text
	typing        string
}

func (m *Model) freshChrome() *chrome {
	if m.chrome == nil {
		border := m.look.theme.Border
		m.chrome = &chrome{
			header: m.header(classOf(m.width)), title: m.title(),
			rule: border.Paint(strings.Repeat(m.look.dash(), m.width)), border: border.Paint(m.look.bar()),
			prompt: blank(m.shape.prompt-2) + m.look.theme.Accent.Paint(">") + " ", barred: m.cannotWrite(),
		}
	}
	return m.chrome
}

// header is the first row of the chat screen: where one is, and who else.
func (m *Model) header(c class) string {
	in := m.here()
	left, right := m.place(c, in), m.facts(c, in)
	if c == compact {
		return m.look.theme.Accent.Paint(m.look.ends(left, right, m.width))
	}
	return " " + m.look.theme.Accent.Paint(m.look.ends(left, right, m.width-2))
}

// place is the left side of the header.
func (m *Model) place(c class, in *room.Listing) string {
	l := m.look
	if in.Room.ID == 0 {
		return l.line(m.server)
	}
	left := m.panes.label(l, in)
	switch topic := l.line(in.Room.Topic); {
	case c < medium:
		if f, ok := flagOf(in); ok && f.sign != "" {
			return left + " " + f.sign
		}
	case topic != "":
		return left + " | " + topic
	case isNotes(in):
		return left + " | " + l.t("your own notes; nobody else reads them")
	case in.Remnant() && len(in.With) == 0:
		return left + " | " + l.t("a group that everybody else has left")
	case in.Remnant():
		return left + " | " + l.t("a group that most have left")
	}
	return left
}

// facts are the right side of the header.
func (m *Model) facts(c class, in *room.Listing) string {
	l := m.look
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if c >= medium {
		for _, s := range l.rules(&in.Room, c) {
			add(s)
		}
		if in.Room.Pins > 0 {
			add(l.t("pins %d", in.Room.Pins))
		}
	}
	if c < medium {
		add(m.panes.hotlist(c == compact))
	}
	if c > compact {
		add(m.attendance(c, in))
	}
	if c >= medium {
		add(l.t("? help"))
	}
	return strings.Join(parts, " | ")
}

// rules are what holds in a room besides what holds in all.
func (l look) rules(r *room.Room, c class) []string {
	var parts []string
	if r.Private {
		parts = append(parts, l.t("private"))
	}
	switch {
	case !r.Archived.IsZero():
		return append(parts, l.t("archived"))
	case r.Announce && c == wide:
		parts = append(parts, l.t("only moderators write"))
	case r.Announce:
		parts = append(parts, l.t("announce"))
	}
	if r.Slow > 0 {
		parts = append(parts, l.t("slow %s", l.span(r.Slow)))
	}
	return parts
}

// attendance is who is there: how many people, of how many members where not
// everybody is one; or of a conversation between two, the other one.
func (m *Model) attendance(c class, in *room.Listing) string {
	l, online, members := m.look, m.panes.online(), in.Room.Members
	switch {
	case isNotes(in):
		return ""
	case in.Room.Kind == room.Direct:
		return m.whereabouts(in.With)
	case in.Room.Kind == room.Group:
		members = len(in.With) + 1
	}
	switch known := members >= online && members > 0; {
	case c == wide && known:
		return l.t("%d of %d online", online, members)
	case c == wide:
		return l.t("%d online", online)
	case known:
		return l.t("%d/%d on", online, members)
	}
	return l.t("%d on", online)
}

// whereabouts says whether somebody whom one writes with is there.
func (m *Model) whereabouts(with []room.Person) string {
	for _, p := range m.panes.members {
		if p.Person.ID == with[0].ID {
			if p.Gone() {
				return m.look.t("away")
			}
			return m.look.t("online")
		}
	}
	return m.look.t("offline")
}

// title is the window's title. A number of unread messages with a mark says
// that one of them is meant for the person.
func (m *Model) title() string {
	in := m.here()
	if in.Room.ID == 0 {
		return m.look.line(m.server)
	}
	s := m.panes.label(m.look, in) + " - " + m.look.line(m.server)
	switch unread, mentions := m.panes.waiting(); {
	case mentions > 0:
		s = fmt.Sprintf("(%d!) %s", unread, s)
	case unread > 0:
		s = fmt.Sprintf("(%d) %s", unread, s)
	}
	return s
}

// hintState is what the last row depends on now.
func (m *Model) hintState() hintState {
	n := len(m.composer.Text())
	return hintState{
		made: true, failed: m.outbox.failed(m.timeline.in.ID), tall: m.composer.tall,
		saved: n > 0 && m.composer.draft() == m.drafts.saved,
		bytes: n, typing: m.typists.line(m.look),
	}
}

// hints is the last row, in two parts: the keys that matter now, and what is
// to be known of the text that is being written.
func (m *Model) hints(c class, now hintState) (left, right string) {
	l := m.look
	switch {
	case m.top() != nil:
		left = m.top().hint(m)
	case now.tall:
		left = l.t("Enter newline  Tab complete  ^O back, then Enter sends")
	case now.failed:
		left = l.t("Enter send  ^R retry  F1 help")
	case c == wide:
		left = l.t("Enter send  ^J newline  Tab complete  ^K switch  PgUp history  F1 help")
	case c == medium:
		left = l.t("Enter send  ^J newline  Tab complete  ^K switch  F1 help")
	default:
		left = l.t("^K rooms  Tab complete  F1 help")
	}
	var facts []string
	if c == inline && now.typing != "" {
		facts = append(facts, now.typing)
	}
	if c == wide && now.saved {
		facts = append(facts, l.t("draft saved"))
	}
	if now.bytes > maxBytes*3/4 || now.bytes > 0 && c >= medium {
		facts = append(facts, fmt.Sprintf("%d/%d", now.bytes, maxBytes))
	}
	if c >= medium {
		facts = append(facts, tags[l.lang])
	}
	if c == wide {
		return left, strings.Join(facts, " | ")
	}
	return left, strings.Join(facts, " ")
}

// tags name the languages in few columns.
var tags = map[lang.Lang]string{lang.English: "en", lang.Chinese: "zh-CN"}
