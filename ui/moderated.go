package ui

import (
	"time"

	"snug/room"
	"snug/text/lang"
)

// showKicked says that somebody was put out of the room. Whoever it was goes
// elsewhere.
func (m *Model) showKicked(e room.Kicked) {
	l := m.look
	if e.Who.ID == m.me.ID {
		m.putOutBy(l.t("%[1]s has put you out of %[2]s", l.line(e.By.Name), m.timeline.called),
			lang.S("%s has put you out of %s (%s); ask its moderators if you think that is wrong.", e.By.Name, m.timeline.in.Label(), Because(e.Reason)))
		return
	}
	m.tellAll(e.By, WithReason(l.t("%s was put out of the room", l.line(e.Who.Called())), l.line(e.Reason)), e.At)
	m.inherit(e.Removal, e.At)
}

// showPunished says that somebody is muted or banned in the room, or not any
// more. Whoever it is was told by the server itself, and sees it where they would
// write.
func (m *Model) showPunished(e room.Punished) {
	l, lifted := m.look, e.Is.At.IsZero()
	name := l.line(e.Who.Called())
	m.chrome = nil
	switch {
	case e.Who.ID == m.me.ID && e.What == room.Ban && !lifted:
		m.putOutBy(l.t("%[1]s has banned you from %[2]s", l.line(e.By.Name), m.timeline.called),
			lang.S("%[1]s has banned you from %[2]s %[3]s (%[4]s); ask its moderators if you think that is wrong.",
				e.By.Name, m.timeline.in.Label(), EndsIn(e.Is.Until), Because(e.Is.Reason)))
		return
	case e.Who.ID == m.me.ID:
		m.punishedSelf(e)
		return
	case e.What == room.Ban && lifted:
		m.tellAll(e.By, l.t("%s may come into the room again", name), e.At)
	case e.What == room.Ban:
		m.tellAll(e.By, WithReason(l.t("%[1]s is banned from the room %[2]s", name, l.until(e.Is.Until)), l.line(e.Is.Reason)), e.At)
	case lifted:
		m.tellAll(e.By, l.t("%s can write again", name), e.At)
	default:
		m.tellAll(e.By, WithReason(l.t("%[1]s cannot write %[2]s", name, l.until(e.Is.Until)), l.line(e.Is.Reason)), e.At)
	}
	m.inherit(e.Removal, e.At)
}

// punishedSelf notes what the person may do in the room from now on.
func (m *Model) punishedSelf(e room.Punished) {
	i := m.panes.index(e.Room)
	if i < 0 || e.What != room.Mute {
		return
	}
	m.panes.rooms[i].Standing.Muted = e.Is // a mute everywhere comes with the list of rooms
}

// showPurged shows the messages that were deleted at once as they are now.
func (m *Model) showPurged(e room.Purged) {
	if len(e.Gone) == 0 {
		return
	}
	for _, c := range e.Gone {
		m.showEvent(c)
		m.hearInLayers(c)
	}
	m.tellAll(e.By, m.look.t("%d messages were deleted", len(e.Gone)), e.At)
}

// tellAll appends a row about the room that everybody in it sees.
func (m *Model) tellAll(by room.Person, said string, at time.Time) {
	m.timeline.happened(m.byWhom(by, said), at)
}

// inherit says who owns the room now that its owner is none any more.
func (m *Model) inherit(r room.Removal, at time.Time) {
	if r.Heir != 0 {
		m.timeline.happened("* "+m.owner(r.Heir), at)
	}
}

// until says when something ends, in the person's time zone.
func (l look) until(t time.Time) string {
	if t.IsZero() {
		return l.t("until somebody lifts it")
	}
	return l.t("until %s", t.In(l.zone).Format("2006-01-02 15:04"))
}
