package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
)

// openBare shows what is loaded without panes, columns and colours, as it was
// written, so that it can be marked with the mouse and copied. It stays as it
// is until it is closed.
func (m *Model) openBare() tea.Cmd {
	var b strings.Builder
	for i := range m.timeline.items {
		if it := &m.timeline.items[i]; it.msg != nil && !m.ignores(it.msg.Author.ID) {
			b.WriteString(m.bareText(it.msg, it.folded()) + "\n")
		}
	}
	for _, out := range m.outbox.list {
		if out.msg.Room == m.timeline.in.ID {
			b.WriteString(m.bareText(out.msg, fold{}) + "\n")
		}
	}
	if b.Len() == 0 {
		m.status.notice(m.look.t("there is nothing to copy yet"))
		return nil
	}
	m.open(&bare{reader{text: strings.TrimRight(b.String(), "\n"), top: maxBareRows, flush: true}})
	return nil
}

// maxBareRows is more rows than the view ever has: it begins at its end.
const maxBareRows = 1 << 30

// bareText is a message, or a fold that it is the oldest of, as one would paste
// it elsewhere.
func (m *Model) bareText(msg *room.Message, f fold) string {
	said, name := msg.Text, msg.Author.Called()
	if msg.Author.Bot {
		name += " (" + m.look.t("bot") + ")"
	}
	switch {
	case f.several:
		return strings.TrimSpace(m.look.clock(msg.At)) + " * " + m.look.tombstones(f)
	case !msg.Deleted.IsZero():
		said = m.look.tombstone(msg, f)
	case msg.Style == room.Action:
		return strings.TrimSpace(m.look.clock(msg.At)) + " * " + name + " " + text.Strip(said)
	}
	if f := msg.File; f != nil && msg.Deleted.IsZero() {
		said = strings.TrimSpace(m.bareFile(f) + "\n" + said)
	}
	return strings.TrimSpace(m.look.clock(msg.At)) + " " + name + ": " + text.Strip(said)
}

// bareFile is a file in one line.
func (m *Model) bareFile(f *room.File) string {
	said := m.look.fileTag(f) + " " + text.StripLine(f.Name) + " " + text.Size(f.Size)
	if !f.Expired.IsZero() {
		said += m.look.t(" (expired)")
	}
	return said
}

// A bare is a reader for copying.
type bare struct{ reader }

// press implements [layer].
func (b *bare) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "q", "alt+l", "ctrl+c", "ctrl+g", "enter":
		m.shut(b)
		return nil, true
	}
	return b.reader.press(m, k)
}

// hint implements [layer].
func (b *bare) hint(m *Model) string {
	return m.look.t("mark with the mouse to copy  PgUp PgDn scroll  Esc close")
}
