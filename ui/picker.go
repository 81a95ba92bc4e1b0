package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/emoji"
	"snug/ui/edit"
)

// A picker finds an emoji by part of its name, to react with.
type picker struct {
	msg   *room.Message
	field *edit.Editor
	found []emoji.Entry
	at    int
}

// maxEmoji is how many are listed.
const maxEmoji = 50

func (m *Model) pickEmoji(msg *room.Message) tea.Cmd {
	p := &picker{msg: msg, field: edit.New(edit.Options{Limit: maxField, Single: true})}
	p.find()
	m.open(p)
	return nil
}

func (p *picker) find() { p.found, p.at = emoji.Search(p.field.Text(), maxEmoji), 0 }

// press implements [layer].
func (p *picker) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c":
		m.shut(p)
	case "up", "ctrl+p", "shift+tab":
		p.move(-1)
	case "down", "ctrl+n", "tab":
		p.move(+1)
	case "enter":
		if len(p.found) == 0 {
			m.status.notice(m.look.t("no emoji is called that"))
			return nil, true
		}
		name, ok := emoji.Canonical(p.found[p.at].Glyph)
		if !ok {
			name = p.found[p.at].Name
		}
		m.shut(p)
		return m.react(p.msg, name), true
	default:
		p.field.Press(k)
		p.find()
	}
	return nil, true
}

func (p *picker) move(by int) {
	if n := len(p.found); n > 0 {
		p.at = (p.at + by + n) % n
	}
}

// paste implements [layer].
func (p *picker) paste(_ *Model, text string) bool {
	p.field.Insert(text)
	p.find()
	return true
}

// draw implements [layer].
func (p *picker) draw(m *Model, cols, size int) drawn {
	l := m.look
	label := " " + l.t("emoji:") + " "
	at := l.method.Width(label)
	p.field.Fit(l.method, max(cols-at-1, 2))
	row, col := p.field.Cursor()
	rows := []string{
		l.theme.Border.Paint(l.centred(l.t("react to the message"), "-", cols)),
		l.theme.Accent.Paint(label) + p.field.Row(row),
	}
	free := max(min(size-len(rows), len(p.found), 8), 0)
	from := max(min(p.at-free/2, len(p.found)-free), 0)
	for i := from; i < from+free; i++ {
		e := p.found[i]
		rows = append(rows, m.entryRow(entry{label: ":" + e.Name + ":", note: l.line(e.Glyph)}, i == p.at, cols))
	}
	return drawn{rows: rows, typing: true, row: 1, col: at + col}
}

// hint implements [layer].
func (p *picker) hint(m *Model) string { return m.look.t("Up Down choose  Enter react  Esc close") }
