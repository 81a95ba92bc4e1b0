package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// longPaste is how many lines a paste may have before the person is asked what
// it is to become.
const longPaste = 5

// paste takes text that was pasted to where the cursor is. It never sends. Cut
// says that the terminal sent more than is taken.
func (m *Model) paste(text string, cut bool) tea.Cmd {
	m.status.clear()
	m.leaving = false
	if m.form != nil {
		return m.pasteForm(text)
	}
	if l := m.top(); l != nil && l.paste(m, text) {
		return nil
	}
	text = strings.TrimRight(text, "\r\n")
	if lines := countLines(text); lines > longPaste && m.composer.Empty() {
		m.askMenu(m.look.t("a paste of %d lines", lines), []entry{
			{key: "t", label: m.look.t("put it in as text"), do: func(m *Model) tea.Cmd { return m.put(text, cut) }},
			{key: "c", label: m.look.t("put it in as code"), do: func(m *Model) tea.Cmd { return m.put(fence(text), cut) }},
			{key: "n", label: m.look.t("leave it out"), do: func(*Model) tea.Cmd { return nil }},
		})
		return nil
	}
	return m.put(text, cut)
}

// put inserts a text at the cursor and says when it did not fit.
func (m *Model) put(text string, cut bool) tea.Cmd {
	if !m.composer.Insert(text) || cut {
		m.status.fail(m.tooFull())
	}
	return m.noteTyping()
}

func countLines(s string) int {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Count(s, "\n") + strings.Count(s, "\r") + 1
}

// fence makes a block of code of a text, with a fence longer than any in it.
func fence(s string) string {
	mark := "```"
	for strings.Contains(s, mark) {
		mark += "`"
	}
	return mark + "\n" + strings.TrimRight(s, "\n") + "\n" + mark
}
