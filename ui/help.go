package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
	"snug/ui/edit"
	"snug/ui/pick"
	"snug/ui/theme"
)

// A helpPart is what the help says about one thing.
type helpPart struct {
	title   string
	entries []helpEntry
}

// A helpEntry is a key, a command or a note.
type helpEntry struct {
	what, does string
	also       string // other words to find it by
}

// A helper is the help, over the timeline. What is typed picks the entries
// that contain it.
type helper struct {
	parts []helpPart
	field *edit.Editor
	lang  lang.Lang // the parts are in
	build func(m *Model) []helpPart

	top, rows, size int
}

// help shows everything over the timeline.
func (m *Model) help() tea.Cmd {
	return m.openHelp(func(m *Model) []helpPart {
		return append(append(m.keyParts(), m.commandPart()), m.terminalPart())
	})
}

// helpAbout does what /help says about the screen itself: all of it, the keys,
// or the terminal.
func (m *Model) helpAbout(what string) tea.Cmd {
	m.composer.Take()
	switch helpTopics[strings.ToLower(what)] {
	case "keys":
		return m.openHelp((*Model).keyParts)
	case "terminal":
		return m.openHelp(func(m *Model) []helpPart { return []helpPart{m.terminalPart()} })
	}
	return m.help()
}

// helpTopics are the parts of the help that have a name.
var helpTopics = map[string]string{
	"": "all", "keys": "keys", "按键": "keys", "terminal": "terminal", "终端": "terminal",
}

// isHelpTopic reports whether the screen, not the host, explains something.
func isHelpTopic(what string) bool { return helpTopics[strings.ToLower(what)] != "" }

func (m *Model) openHelp(parts func(m *Model) []helpPart) tea.Cmd {
	h := &helper{field: edit.New(edit.Options{Limit: maxField, Single: true}), build: parts}
	h.parts, h.lang = parts(m), m.look.lang
	m.open(h)
	return nil
}

// press implements [layer].
func (h *helper) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c":
		if h.field.Empty() {
			m.shut(h)
		} else {
			h.field.Set("")
		}
	case "f1", "enter":
		m.shut(h)
	case "up", "ctrl+p":
		h.scroll(-1)
	case "down", "ctrl+n":
		h.scroll(+1)
	case "pgup":
		h.scroll(2 - h.size)
	case "pgdown":
		h.scroll(h.size - 2)
	case "ctrl+home":
		h.scroll(-h.rows)
	case "ctrl+end":
		h.scroll(h.rows)
	default:
		h.field.Press(k)
		h.top = 0
	}
	return nil, true
}

// paste implements [layer].
func (h *helper) paste(_ *Model, text string) bool {
	h.field.Insert(text)
	h.top = 0
	return true
}

// hint implements [layer].
func (h *helper) hint(m *Model) string {
	return m.look.t("PgUp PgDn scroll  type to search  Esc close")
}

func (h *helper) scroll(by int) {
	last := max(h.rows-h.size+1, 0)
	h.top = max(min(min(h.top, last)+by, last), 0)
}

// draw implements [layer].
func (h *helper) draw(m *Model, cols, size int) drawn {
	l := m.look
	if h.lang != l.lang {
		h.parts, h.lang = h.build(m), l.lang
	}
	label := l.method.Cut(" "+l.t("find:"), cols/2) + " "
	at := l.method.Width(label)
	l.fit(h.field, max(cols-at-1, 2))
	row, col := h.field.Cursor()
	rows := h.lay(l, cols)
	h.rows, h.size = len(rows), size
	top := min(h.top, max(len(rows)-size+1, 0))
	out := append(make([]string, 0, size), l.theme.Accent.Paint(label)+l.method.Cut(h.field.Row(row), cols-at))
	return drawn{
		rows: append(out, rows[top:min(len(rows), top+max(size-1, 0))]...), full: true,
		typing: true, col: min(at+col, cols-1),
	}
}

// lay lays out what contains the words typed.
func (h *helper) lay(l look, cols int) []string {
	words := strings.Fields(strings.ToLower(h.field.Text()))
	var rows []string
	for _, p := range h.parts {
		titled := false
		for _, e := range p.entries {
			if !e.holds(words) {
				continue
			}
			if !titled {
				titled = true
				rows = append(rows, "", " "+l.theme.Accent.Paint(l.method.Cut(p.title, cols-1)))
			}
			rows = append(rows, e.lay(l, cols)...)
		}
	}
	if rows == nil {
		return []string{"", " " + l.theme.Dim.Paint(l.method.Cut(l.t("nothing about that"), cols-1))}
	}
	return rows
}

func (e helpEntry) holds(words []string) bool {
	all := strings.ToLower(e.what + " " + e.does + " " + e.also)
	for _, w := range words {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
}

// lay lays an entry out: what it is about in a column of its own, where there
// is room, and what it does beside it.
func (e helpEntry) lay(l look, cols int) []string {
	const lead, gap = 2, 2
	room := 26
	if cols < 60 {
		room = cols - lead - 1
	}
	what, does := l.line(e.what), l.line(e.does)
	if e.what == "" {
		return l.indented(does, lead, cols-lead-1, "")
	}
	if cols < 60 || l.method.Width(what) > room {
		rows := l.indented(what, lead, cols-lead-1, l.theme.Unread)
		return append(rows, l.indented(does, lead+gap, cols-lead-gap-1, "")...)
	}
	rows := l.indented(does, lead+room+gap, cols-lead-room-gap-1, "")
	rows[0] = blank(lead) + l.theme.Unread.Paint(what) + blank(room-l.method.Width(what)+gap) + rows[0][lead+room+gap:]
	return rows
}

// indented wraps a safe text behind blank columns.
func (l look) indented(s string, lead, cols int, st theme.Style) []string {
	rows := l.wrapLine(s, max(cols, 1))
	for i, r := range rows {
		rows[i] = blank(lead) + st.Paint(r)
	}
	return rows
}

// usage is how a command is written.
func usage(c pick.Command) string {
	s := "/" + c.Name
	for _, a := range c.Args {
		s += " " + a.Name
	}
	return s
}
