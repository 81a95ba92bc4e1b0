package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/edit"
)

// selecting is the mode in which one message is chosen and keys do something
// with it. The timeline stays where it is; the cursor stands on the message.
type selecting struct{}

// selectMessage chooses the last message on the screen.
func (m *Model) selectMessage() tea.Cmd {
	t := &m.timeline
	i := min(t.last().item, len(t.items)-1)
	return m.selectAt(t.beside(i+1, -1))
}

// selectOwn chooses what the person said last, or else the last message.
func (m *Model) selectOwn() tea.Cmd {
	t := &m.timeline
	for i := len(t.items) - 1; i >= 0; i-- {
		if msg := t.items[i].msg; msg != nil && msg.Author.ID == m.me.ID && msg.Deleted.IsZero() {
			return m.selectAt(i)
		}
	}
	return m.selectMessage()
}

// selectAt chooses item i.
func (m *Model) selectAt(i int) tea.Cmd {
	if i < 0 {
		m.status.notice(m.look.t("there is no message here yet"))
		return nil
	}
	if !m.isSelecting() {
		m.open(&selecting{})
	}
	m.timeline.pick(i)
	return m.seen()
}

// isSelecting reports whether the mode is on, be it below another layer.
func (m *Model) isSelecting() bool {
	return slices.ContainsFunc(m.layers, func(l layer) bool {
		_, on := l.(*selecting)
		return on
	})
}

// unselect leaves the mode.
func (m *Model) unselect() {
	for _, l := range m.layers {
		if s, on := l.(*selecting); on {
			m.shut(s)
			break
		}
	}
	m.timeline.picked, m.timeline.words = 0, nil
}

// press implements [layer]. What is typed and means nothing here goes into the
// composer.
func (s *selecting) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	stroke := k.Keystroke()
	if typed := edit.Typed(k); typed != "" {
		stroke = narrowed(typed)
	}
	switch stroke {
	case "esc", "ctrl+g", "ctrl+c":
		m.unselect()
		return nil, true
	case "up", "k", "ctrl+p":
		return m.selectBeside(-1), true
	case "down", "j", "ctrl+n":
		return m.selectBeside(+1), true
	case "pgup", "b":
		return m.selectPage(-1), true
	case "pgdown", "space", " ":
		return m.selectPage(+1), true
	case "home", "g":
		return m.jumpTo(1), true
	case "end", "G":
		return m.selectNewest(), true
	case "enter":
		return m.deedMenu(), true
	case "/", "ctrl+f":
		return m.openSearch(""), true
	case "n":
		return m.nextHit(+1), true
	case "N":
		return m.nextHit(-1), true
	}
	if d := deedOn(stroke); d != nil {
		return m.doDeed(d), true
	}
	m.unselect()
	return nil, false
}

// narrowed is a mark that an input method types full width.
func narrowed(s string) string {
	switch s {
	case "：":
		return ":"
	case "＋":
		return "+"
	case "！":
		return "!"
	case "／":
		return "/"
	}
	return s
}

// selectBeside goes to the message above or below. Below the last one the mode
// ends.
func (m *Model) selectBeside(by int) tea.Cmd {
	t := &m.timeline
	i := t.beside(t.find(t.picked), by)
	switch {
	case i >= 0:
		t.pick(i)
	case by > 0 && t.attached():
		m.unselect()
		return m.bottom()
	case by < 0 && t.start:
		t.scroll(-1)
	}
	return m.seen()
}

// selectPage goes up or down by about a screen.
func (m *Model) selectPage(by int) tea.Cmd {
	t := &m.timeline
	i := t.find(t.picked)
	for rows := 0; rows < t.shown-1; {
		next := t.beside(i, by)
		if next < 0 {
			break
		}
		rows += t.count(next)
		i = next
	}
	if i >= 0 {
		t.pick(i)
	}
	return m.seen()
}

// selectNewest goes to the newest message, which may have to be read first.
func (m *Model) selectNewest() tea.Cmd {
	t := &m.timeline
	if !t.attached() {
		return m.jumpTo(t.head)
	}
	t.toBottom()
	return m.selectAt(t.beside(len(t.items), -1))
}

// paste implements [layer]: it goes into the composer.
func (s *selecting) paste(m *Model, _ string) bool {
	m.unselect()
	return false
}

// draw implements [layer]. It covers nothing; only the cursor moves.
func (s *selecting) draw(m *Model, cols, size int) drawn {
	t := &m.timeline
	i := t.find(t.picked)
	if i < 0 || size <= 0 {
		return drawn{}
	}
	top, above := t.up(t.last(), size-1)
	at := size - 1 - above // rows that are too few stand at the screen's end
	for ; top.item < i; top = (spot{top.item + 1, 0}) {
		at += max(t.count(top.item)-top.row, 0)
	}
	if top.item == i {
		at += max(int(t.countAbove(i))-top.row, 0)
	}
	col, _ := m.shape.timeline(m.width)
	return drawn{typing: true, row: min(at, size-1) - size, col: min(col, cols-1)}
}

// hint implements [layer].
func (s *selecting) hint(m *Model) string {
	if m.shape.class < medium {
		return m.look.t("Enter menu  r reply  + :+1:  Esc back")
	}
	if len(m.hits.list) > 0 {
		return m.look.t("Enter menu  n N hits  r reply  y copy  Esc back")
	}
	msg := m.timeline.chosen()
	if msg != nil && hasFile(m, msg) {
		return m.look.t("Enter menu  r reply  f get the file  c copy the command  + :+1:  Esc back")
	}
	if msg != nil && canEdit(m, msg) {
		return m.look.t("Enter menu  r reply  t thread  e edit  + :+1:  : emoji  y copy  Esc back")
	}
	return m.look.t("Enter menu  r reply  t thread  + :+1:  : emoji  y copy  Esc back")
}

// chosen is the message that a deed is for; it is told when there is none.
func (m *Model) chosen() *room.Message {
	msg := m.timeline.chosen()
	if msg == nil {
		m.status.notice(m.look.t("the message is being loaded; wait a moment"))
	}
	return msg
}
