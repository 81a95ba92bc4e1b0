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
			prompt: blank(m.shape.prompt-2) + m.look.theme.Accent.Paint(">") + " ",
		}
	}
	return m.chrome
}

// here is the room on the screen, as it is known last.
func (m *Model) here() room.Room {
	if i := m.panes.index(m.timeline.in.ID); i >= 0 {
		return m.panes.rooms[i].Room
	}
	return m.timeline.in
}

// header is the first row of the chat screen: where one is, and who else.
func (m *Model) header(c class) string {
	l, in := m.look, m.here()
	left := "#" + l.line(in.Name)
	if in.ID == 0 {
		left = l.line(m.server)
	} else if topic := l.line(in.Topic); topic != "" && c >= medium {
		left += " | " + topic
	}
	right := m.facts(c, in)
	if c == compact {
		return l.theme.Accent.Paint(l.ends(left, right, m.width))
	}
	return " " + l.theme.Accent.Paint(l.ends(left, right, m.width-2))
}

// facts are the right side of the header.
func (m *Model) facts(c class, in room.Room) string {
	l, online := m.look, m.panes.online()
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if c >= medium && in.Pins > 0 {
		add(l.t("pins %d", in.Pins))
	}
	switch c {
	case wide:
		add(l.t("%d online", online))
	case medium:
		add(l.t("%d on", online))
	case inline:
		add(m.panes.hotlist(false))
		add(l.t("%d on", online))
	case compact:
		add(m.panes.hotlist(true))
	}
	if c >= medium {
		add(l.t("? help"))
	}
	return strings.Join(parts, " | ")
}

// title is the window's title. A number of unread messages with a mark says
// that one of them names the person.
func (m *Model) title() string {
	in := m.here()
	if in.ID == 0 {
		return m.look.line(m.server)
	}
	s := fmt.Sprintf("#%s - %s", m.look.line(in.Name), m.look.line(m.server))
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
