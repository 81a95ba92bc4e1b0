package ui

import (
	"fmt"
	"strings"
)

// chrome is what frames the screen and changes seldom, not with a message.
type chrome struct {
	header, rule, border, title string
	prompt                      string // of the composer's first row
}

func (m *Model) freshChrome() *chrome {
	if m.chrome == nil {
		border := m.look.theme.Border
		m.chrome = &chrome{
			header: m.header(classOf(m.width)), title: m.title(),
			rule: border.Paint(strings.Repeat("-", m.width)), border: border.Paint("|"),
			prompt: blank(m.shape.prompt-2) + m.look.theme.Accent.Paint(">") + " ",
		}
	}
	return m.chrome
}

// header is the first row of the chat screen: where one is, and who else.
func (m *Model) header(c class) string {
	left := "#" + m.look.line(m.timeline.in.Name)
	if m.timeline.in.ID == 0 {
		left = m.look.line(m.server)
	} else if topic := m.look.line(m.timeline.in.Topic); topic != "" && c >= medium {
		left += " | " + topic
	}
	online := len(m.panes.members)
	var right string
	switch hot := m.panes.hotlist(); c {
	case wide, medium:
		right = fmt.Sprintf("%d online | ? help", online)
	case inline:
		right = strings.TrimPrefix(fmt.Sprintf("%s | %d on", hot, online), " | ")
	case compact:
		right = hot
	}
	if c == compact {
		return m.look.theme.Accent.Paint(m.look.ends(left, right, m.width))
	}
	return " " + m.look.theme.Accent.Paint(m.look.ends(left, right, m.width-2))
}

// hints is the last row: the keys that matter now.
func (m *Model) hints(c class) string {
	left := "Enter send  ^J newline  PgUp history  F1 help"
	switch {
	case m.top() != nil:
		left = m.top().hint(m)
	case m.outbox.failed(m.timeline.in.ID):
		left = "Enter send  ^R retry  F1 help"
	case c == wide:
		left = "Enter send  ^J newline  PgUp history  Alt-1..9 rooms  F7 F8 panes  F1 help"
	}
	right := ""
	if n := len(m.composer.Text()); n > maxBytes*3/4 {
		right = fmt.Sprintf("%d/%d", n, maxBytes)
	}
	return " " + m.look.theme.Dim.Paint(m.look.ends(left, right, m.width-2))
}

// title is the window's title.
func (m *Model) title() string {
	if m.timeline.in.ID == 0 {
		return m.look.line(m.server)
	}
	s := fmt.Sprintf("#%s - %s", m.look.line(m.timeline.in.Name), m.look.line(m.server))
	if n := m.panes.unread(); n > 0 {
		s = fmt.Sprintf("(%d) %s", n, s)
	}
	return s
}
