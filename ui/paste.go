package ui

import (
	"strings"
	"unicode/utf8"

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
	text = strings.TrimRight(text, "\n")
	if lines := strings.Count(text, "\n") + 1; lines > longPaste && !m.composer.tall {
		leave := func(m *Model) tea.Cmd {
			m.composer.Keep(text)
			m.status.notice(m.look.t("left out; Ctrl-Y puts it in"))
			return nil
		}
		m.open(&menu{title: m.look.t("a paste of %d lines", lines), undo: func(m *Model) { leave(m) }, entries: []entry{
			{key: "t", label: m.look.t("put it in as text"), do: func(m *Model) tea.Cmd { return m.put(text, cut) }},
			{key: "c", label: m.look.t("put it in as code"), do: func(m *Model) tea.Cmd { return m.putCode(text, cut) }},
			{key: "n", label: m.look.t("leave it out"), do: leave},
		}})
		return nil
	}
	return m.put(text, cut)
}

// put inserts a text at the cursor and says when it did not fit.
func (m *Model) put(text string, cut bool) tea.Cmd {
	if !m.composer.Insert(text) || cut {
		m.status.fail(m.tooFull())
	}
	return nil
}

// putCode inserts a text as a block of code. What does not fit is left out
// before the fence at its end.
func (m *Model) putCode(text string, cut bool) tea.Cmd {
	text = strings.Trim(text, "\n")
	mark := fence(text)
	open, end := mark+"\n", "\n"+mark
	before, after := m.composer.Text()[:m.composer.At()], m.composer.Text()[m.composer.At():]
	if before != "" && !strings.HasSuffix(before, "\n") {
		open = "\n" + open
	}
	if after != "" && !strings.HasPrefix(after, "\n") {
		end += "\n"
	}
	free := maxBytes - len(before) - len(after) - len(open) - len(end)
	if free <= 0 {
		m.status.fail(m.tooFull())
		return nil
	}
	if len(text) > free {
		for free > 0 && !utf8.RuneStart(text[free]) {
			free--
		}
		text, cut = text[:free], true
	}
	return m.put(open+text+end, cut)
}

// fence is a mark around code that is longer than any in it.
func fence(code string) string {
	longest, run := 2, 0
	for i := range len(code) {
		if run++; code[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
}
