package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/screen"
)

// alerts is when the person was last told, and when they last were there.
type alerts struct {
	rang     time.Time // the last bell
	notified time.Time // the last notification
	pressed  time.Time // the last key
	focus    bool      // the terminal tells when it gains and loses the focus
	blurred  bool      // it has lost it
}

// Bounds of how the person is told.
const (
	bellGap  = 5 * time.Second  // between two bells, and between two notifications
	lookAway = 60 * time.Second // without a key, nobody is taken to look

	maxNotified = 300 // columns of a message in a notification; its spoilers stay hidden
)

// looking reports whether the person has the screen before their eyes: the
// terminal has the focus, or, where it does not tell, there was a key lately.
func (m *Model) looking() bool {
	if m.alerts.focus {
		return !m.alerts.blurred
	}
	return m.now().Sub(m.alerts.pressed) < lookAway
}

// call tells the person of messages that are meant for them, unless they look
// at the screen and see them there.
func (m *Model) call(n room.News) tea.Cmd {
	if m.looking() {
		return nil
	}
	hits := append(m.callsElsewhere(n.Calls), m.callsIn(n.Events)...)
	if len(hits) == 0 {
		return nil
	}
	h := hits[len(hits)-1]
	title := m.look.line(h.Message.Author.Called())
	if h.Room.Kind != room.Direct {
		title = m.look.t("%s in %s", title, m.label(h.Room))
	}
	return m.alert(m.rings(hits), title, func() string { return m.look.excerpt(h.Message, maxNotified) })
}

// alert rings the bell and shows a notification, as the person wants, but not
// too often. Said is asked for when it is needed.
func (m *Model) alert(ring bool, title string, said func() string) tea.Cmd {
	var cmds []tea.Cmd
	if ring && m.now().Sub(m.alerts.rang) >= bellGap {
		m.alerts.rang = m.now()
		cmds = append(cmds, screen.Bell)
	}
	if how, ok := m.notification(); ok && m.now().Sub(m.alerts.notified) >= bellGap {
		m.alerts.notified = m.now()
		cmds = append(cmds, screen.Notify(how, title, said()))
	}
	return tea.Batch(cmds...)
}

// rings reports whether one of the messages is worth a bell.
func (m *Model) rings(hits []room.Hit) bool {
	switch m.settings["bell"] {
	case "off":
		return false
	case "all":
		return true
	}
	return slices.ContainsFunc(hits, func(h room.Hit) bool { return h.Room.Conversation() || m.isNamed(h.Message) })
}

// notification is how the person's terminal shows notifications.
func (m *Model) notification() (screen.Notification, bool) {
	switch m.settings["alert"] {
	case "osc9":
		return screen.OSC9, true
	case "osc777":
		return screen.OSC777, true
	case "osc99":
		return screen.OSC99, true
	}
	return 0, false
}

// isNamed reports whether a message names the person.
func (m *Model) isNamed(msg *room.Message) bool { return slices.Contains(msg.Mentions, m.me.ID) }

// callsIn picks, from what happened in the room on the screen, what the person
// is to be told of.
func (m *Model) callsIn(events []room.Event) []room.Hit {
	level := m.panes.level(m.timeline.in.ID)
	var out []room.Hit
	for _, e := range events {
		p, ok := e.(room.Posted)
		if !ok || !p.Message.Deleted.IsZero() || p.Message.Author.ID == m.me.ID || level == room.None || m.ignores(p.Message.Author.ID) {
			continue
		}
		if level == room.All || m.isNamed(p.Message) {
			out = append(out, room.Hit{Room: m.timeline.in, Message: p.Message})
		}
	}
	return out
}

// callsElsewhere gives the messages from other rooms their rooms.
func (m *Model) callsElsewhere(msgs []*room.Message) []room.Hit {
	var out []room.Hit
	for _, msg := range msgs {
		if i := m.panes.index(msg.Room); i >= 0 {
			out = append(out, room.Hit{Room: m.panes.rooms[i].Room, Message: msg})
		}
	}
	return out
}
