package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// showEntered shows the room that was entered.
func (m *Model) showEntered(msg enteredMsg) tea.Cmd {
	m.feed.moving = false
	if msg.err != nil {
		m.status.fail(m.sentence(msg.err))
		m.welcome()
		m.feed.arrival = arrival{}
		if msg.same { // the membership ended while news were lost
			m.goHome()
		} else {
			m.keepAhead()
		}
		return m.follow()
	}
	v, from := msg.view, m.timeline.in.ID
	m.feed.entry++
	m.chrome = nil
	m.panes.setRooms(v.Rooms)
	m.panes.setMembers(v.Present)
	fresh := m.setInvited(v.Invited)
	m.setIgnored(v.Ignored)
	m.typists.who = nil
	var save, found, again tea.Cmd
	if msg.same {
		if m.timeline.reload(v, msg.page); m.timeline.gap > 0 {
			m.status.notice(m.timeline.gapText())
		}
		again = m.rereadThreads()
	} else {
		m.feed.marked = 0
		m.barred = barred{}
		m.changeNotes(from, v.Room.ID)
		m.timeline.enter(v, m.me, msg.page)
		m.timeline.called = m.label(v.Room)
		m.shutAll()
		m.panes.setCurrent(v.Room.ID)
		if m.uprooted == "" { // a room keeps drafts for its members
			save = m.saveDraft(from)
		}
		found = m.takeUp(v)
		m.previous = from
		m.welcome()
		m.explainMove()
	}
	m.tellInvited(fresh)
	m.outbox.settle(v.Room.ID, m.timeline.hi)
	m.arrange()
	return tea.Batch(save, found, again, m.arrive(), m.follow(), m.fill(), m.expire())
}

// maxNoteRooms is in how many rooms notes are kept.
const maxNoteRooms = 32

// changeNotes keeps what only this session sees in one room, and takes up that
// of another.
func (m *Model) changeNotes(from, to room.ID) {
	if m.notes == nil || len(m.notes) >= maxNoteRooms {
		m.notes = make(map[room.ID][]*note)
	}
	if from != 0 && len(m.timeline.kept) > 0 {
		m.notes[from] = m.timeline.kept
	}
	m.timeline.kept = m.notes[to]
	delete(m.notes, to)
}

// setIgnored takes over whom the person ignores.
func (m *Model) setIgnored(who []room.UserID) {
	m.ignored = make(map[room.UserID]bool, len(who))
	for _, id := range who {
		m.ignored[id] = true
	}
	m.timeline.ignored = m.ignored
	m.timeline.relay()
}

// ignores reports whether the person does not want to hear of somebody.
func (m *Model) ignores(who room.UserID) bool { return m.ignored[who] }

// welcome adds what is to be said on entering a room.
func (m *Model) welcome() {
	if m.newcomer && m.timeline.in.ID != 0 {
		m.newcomer = false
		m.timeline.forgetNew() // everything is new
		m.timeline.addNote(m.look.tour(), m.now())
	}
	for _, n := range m.carried {
		m.timeline.addToned(n.text, n.tone, m.now())
	}
	m.carried = nil
}

// tour is what a newcomer is told, once.
func (l look) tour() string {
	return strings.Join([]string{
		l.t("Welcome! Five things to know:"),
		"  " + l.t("Enter sends what you have typed; Ctrl-J starts a new line."),
		"  " + l.t("Ctrl-K goes to a room, a person or a command by part of the name."),
		"  " + l.t("Tab completes a command, @name, #room or :emoji:."),
		"  " + l.t("/msg @name writes to somebody in private; so does choosing them with Ctrl-K."),
		"  " + l.t("F1 shows all keys and commands; /quit leaves."),
	}, "\n")
}
