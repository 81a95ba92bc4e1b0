package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// Update takes one message. It never waits. Text that is typed leaves it to
// the next message, or to the frame, to lay the composer out: a long line that
// comes key by key, in one read, is laid out once and not at every key.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return m, tea.Batch(m.take(msg), m.release(), m.fade())
}

// take routes one message.
func (m *Model) take(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(*newsMsg); ok && (m.drawn || m.grows) && m.onlySaid(n) {
		m.drawn, m.grows = false, true
		return m.showNews(n) // everything stays in its place
	}
	if s, ok := msg.(saidMsg); ok && m.drawn && m.soonShown(s) {
		return m.showSaid(s) // with the frame that is on the screen
	}
	if !isText(msg) {
		m.arrange()
	}
	m.drawn, m.grows, m.arranged = false, false, false
	cmd := m.route(msg)
	m.arranged = false
	return cmd
}

// isText reports whether a message is text that is typed.
func isText(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case screen.Typed:
		return true
	case tea.KeyPressMsg:
		return msg.Text != ""
	}
	return false
}

func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = max(msg.Width, 0), max(msg.Height, 0)
		m.chrome = nil
		m.arrange()
		return m.fill()
	case screen.CapsMsg:
		m.caps = msg.Caps
		m.restyle()
		return m.encode()
	case tea.KeyPressMsg:
		m.present()
		if m.hold(msg) {
			return nil
		}
		return tea.Batch(m.pressKey(tea.Key(msg)), m.wrote())
	case screen.Typed:
		return m.pressKeys(msg)
	case screen.Paste:
		m.present()
		if m.hold(msg) {
			return nil
		}
		return tea.Batch(m.paste(msg.Text, msg.Cut), m.wrote())
	case tea.MouseWheelMsg:
		return m.wheel(tea.Mouse(msg))
	case screen.BadInput:
		// In both languages: who cannot type it has not chosen one yet.
		m.status.fail("your terminal does not send UTF-8; switch it to UTF-8 / 请把终端编码改为 UTF-8")
	case tea.FocusMsg:
		m.alerts.focus, m.alerts.blurred = true, false
		m.present()
	case tea.BlurMsg:
		m.alerts.focus, m.alerts.blurred = true, true
	case fadeMsg:
		m.status.faded(msg)
	case draftTick:
		return m.showDraftTick()
	case draftSaved:
		return m.showDraftSaved(msg)
	case searchedMsg:
		return m.showSearched(msg)
	case pinsMsg:
		return m.showPinned(msg)
	case filesMsg:
		return m.showFilesListed(msg)
	case previewMsg:
		return m.showPreview(msg)
	case encodedMsg:
		m.showEncoded(msg)
	case uploadTick:
		return m.showUploadTick()
	case infoMsg:
		return m.showInfoText(msg)
	case actedMsg:
		return m.showActed(msg)
	case amendedMsg:
		return m.showAmended(msg)
	case *newsMsg:
		return m.showNews(msg)
	case enteredMsg:
		return m.showEntered(msg)
	case endedTick:
		m.expiring = false
		return m.expire()
	case dueMsg:
		return m.sendDue()
	case slowTick:
		return m.showSlowTick()
	case doneMsg:
		return m.showDone(msg)
	case jumpedMsg:
		return m.showJumped(msg)
	case locatedMsg:
		return m.showLocated(msg)
	case datedMsg:
		return m.showDated(msg)
	case foundMsg:
		return m.showFound(msg)
	case threadMsg:
		return m.showThread(msg)
	case pageMsg:
		return m.showPage(msg)
	case saidMsg:
		return m.showSaid(msg)
	case staffMsg:
		return m.showStaff(msg)
	case staffTick:
		return m.showStaffTick(msg)
	case orderedMsg:
		return m.showOrdered(msg)
	case replyMsg:
		return m.showReply(msg)
	case checkedMsg:
		return m.showChecked(msg)
	case admittedMsg:
		return m.showAdmitted(msg)
	}
	return nil
}

// present notes that the person is there, and has seen what is shown.
func (m *Model) present() {
	m.alerts.pressed = m.now()
	if m.seat == nil {
		return
	}
	m.seat.Touch()
	m.markRead()
}

// wrote does what follows when the composer may have changed.
func (m *Model) wrote() tea.Cmd {
	if m.form != nil {
		return nil
	}
	m.complete()
	m.tellTyping()
	return m.noteTyping()
}

// wheel scrolls with the mouse, which only who asked for it has.
func (m *Model) wheel(e tea.Mouse) tea.Cmd {
	if m.form != nil || m.top() != nil {
		return nil
	}
	switch e.Button {
	case tea.MouseWheelUp:
		return m.scroll(-3)
	case tea.MouseWheelDown:
		return m.scroll(+3)
	}
	return nil
}

// after returns msg when some time has passed, or nothing when the session
// ends: the end waits for all commands.
func (m *Model) after(d time.Duration, msg tea.Msg) tea.Cmd {
	ctx := m.ctx
	return func() tea.Msg {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
			return msg
		case <-ctx.Done():
			return nil
		}
	}
}
