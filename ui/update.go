package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// Update takes one message. It never waits. Text that is typed leaves it to
// the next message, or to the frame, to lay the composer out: a long line that
// comes key by key, in one read, is laid out once and not at every key.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); !ok || k.Text == "" {
		m.arrange()
	}
	m.frame, m.arranged = nil, false
	cmd := m.route(msg)
	m.arranged = false
	return m, cmd
}

func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = max(msg.Width, 0), max(msg.Height, 0)
		m.chrome = nil
		m.arrange()
		return m.fill()
	case screen.CapsMsg:
		m.look, m.chrome = newLook(msg.Caps, m.look.zone, m.look.lang), nil
	case tea.KeyPressMsg:
		return m.pressKey(tea.Key(msg))
	case screen.Paste:
		return m.paste(msg.Text, msg.Cut)
	case tea.PasteMsg:
		return m.paste(msg.Content, false)
	case screen.BadInput:
		m.status.fail("your terminal does not send UTF-8; switch it to UTF-8 / 请把终端编码改为 UTF-8")
	case tea.FocusMsg:
		m.blurred = false
		return m.markRead()
	case tea.BlurMsg:
		m.blurred = true
	case newsMsg:
		return m.showNews(msg.news)
	case enteredMsg:
		return m.showEntered(msg)
	case pageMsg:
		return m.showPage(msg)
	case saidMsg:
		return m.showSaid(msg)
	case replyMsg:
		return m.showReply(msg)
	case checkedMsg:
		return m.showChecked(msg)
	case createdMsg:
		return m.showCreated(msg)
	}
	return nil
}

// paste puts text in where the cursor is. It never sends.
func (m *Model) paste(text string, cut bool) tea.Cmd {
	m.status.clear()
	m.leaving = false
	switch {
	case m.form != nil:
		return m.pasteForm(text)
	case m.top() != nil && m.top().paste(m, text):
	case !m.composer.Insert(text) || cut:
		m.status.fail(tooFull)
	}
	return nil
}
