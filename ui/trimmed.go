package ui

import "snug/room"

// trimmed takes messages off the screen that the room's retention has removed.
func (m *Model) trimmed(e room.Trimmed) {
	t := &m.timeline
	t.in.Trimmed = max(t.in.Trimmed, e.UpTo)
	t.trim(e.UpTo)
	if m.panes.setPins(e.Room, e.Pins) {
		m.chrome = nil
	}
	if t.picked > 0 && t.picked <= e.UpTo {
		m.unselect()
	}
	if r := m.composer.intent.reply; r != nil && r.Seq <= e.UpTo {
		m.composer.intent.reply = nil
		m.status.notice(m.look.t("the message that you answer is gone; Enter would say this as a new one"))
	}
	for _, l := range m.layers {
		if th, open := l.(*thread); open && th.root.Seq <= e.UpTo {
			m.shut(th)
			m.status.notice(m.look.t("the thread's first message is gone, and so is the thread"))
			return
		}
	}
}
