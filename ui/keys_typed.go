package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/screen"
)

// pressKeys does what a row of keys means. What of it goes into the composer goes
// there in one piece, and what follows from that is looked for once. When more keys
// follow, those who type are told of by the last: a line that comes with its Enter
// is no news to the others until it is said.
func (m *Model) pressKeys(typed screen.Typed) tea.Cmd {
	var cmds []tea.Cmd
	for keys := typed.Keys; len(keys) > 0; {
		s, n := m.forComposer(keys)
		if n < 2 {
			cmds = append(cmds, m.route(keys[0]))
			keys = keys[1:]
			continue
		}
		keys = keys[n:]
		m.present()
		m.anyKey()
		m.left = false // two keys ago is too long for Ctrl-C twice
		if !m.composer.Type(s) {
			m.status.fail(m.tooFull())
		}
		if typed.More && len(keys) == 0 {
			m.complete()
		} else {
			cmds = append(cmds, m.wrote())
		}
	}
	return tea.Batch(cmds...)
}

// forComposer returns what the first of some keys put into the composer, and how
// many they are: none when they, or some of them, can mean anything else.
func (m *Model) forComposer(keys []tea.Msg) (s string, n int) {
	first, _ := keys[0].(tea.KeyPressMsg)
	switch _, only := m.top().(*popup); {
	case m.form != nil || m.feed.leaving() || m.top() != nil && !only:
		return "", 0
	case empty(m) && m.actionOf(first.Text) != nil:
		return "", 0
	}
	var b strings.Builder
	for _, msg := range keys {
		k, ok := msg.(tea.KeyPressMsg)
		if !ok || !edit.Plain(k.Text) {
			break
		}
		b.WriteString(k.Text)
		n++
	}
	return b.String(), n
}
