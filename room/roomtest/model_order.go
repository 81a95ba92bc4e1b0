package roomtest

import (
	"fmt"
	"slices"
	"time"

	"snug/keys/sanction"
	"snug/room"
)

// A modelReport is a report as somebody made it.
type modelReport struct {
	by, about, judge room.UserID
	room             room.ID
	seq, thread      uint64
	excerpt          string
	state            room.ReportState
	told             bool
}

func (m *model) kick(c room.Kick) error {
	r, err := m.over(c.Header, c.Room, c.Who)
	switch {
	case err != nil:
		return err
	case r.lobby():
		return room.ErrDenied
	case !r.in(c.Who):
		return room.ErrConflict
	}
	m.leave(c.Who, r)
	return nil
}

func (m *model) penalize(c room.Penalize) error {
	if d := c.Until.Sub(c.At); c.On && (d <= 0 || d > sanction.Forever) {
		return room.ErrInvalid
	}
	r, err := m.over(c.Header, c.Room, c.Who)
	switch {
	case err != nil:
		return err
	case c.What == room.Ban && r.lobby():
		return room.ErrDenied
	}
	p := r.penalty(c.Who)
	is := &p.muted
	if c.What == room.Ban {
		is = &p.banned
	}
	switch counts := is.After(c.At); {
	case !c.On && !counts, c.On && counts && !c.Until.After(*is):
		return room.ErrConflict
	}
	if *is = c.Until; !c.On {
		*is = time.Time{}
	}
	r.punished[c.Who] = &p
	if c.What == room.Ban && c.On {
		delete(r.invited, c.Who)
		if r.in(c.Who) {
			m.leave(c.Who, r)
		}
	}
	return nil
}

func (m *model) purge(c room.Purge) error {
	if c.Limit < 1 || c.Limit > room.PurgeAtOnce {
		return room.ErrInvalid
	}
	r, err := m.enter(c.Header, c.Room)
	switch {
	case err != nil:
		return err
	case r.private(), m.role(c.By, r) < room.Moderator:
		return room.ErrDenied
	case r.archived:
		return room.ErrConflict
	}
	n := 0
	for i := len(r.said) - 1; i >= int(r.floor(c.By)) && n < c.Limit; i-- {
		said, seq := r.said[i], uint64(i)+1
		named := len(c.Of) == 0 || slices.Contains(c.Of, said.author)
		if said.deleted || !named || c.Before > 0 && seq >= c.Before || said.at.Before(c.Since) || !c.Until.IsZero() && !said.at.Before(c.Until) {
			continue
		}
		if said.author == c.By || m.above(c.By, said.author, r) {
			r.bury(said, said.author != c.By)
			n++
		}
	}
	return nil
}

func (m *model) complain(c room.Complain) error {
	about := m.people[c.Who]
	switch {
	case c.Who == c.By:
		return room.ErrInvalid
	case !m.admits(c.By):
		return room.ErrDenied
	case about == nil || about.gone:
		return room.ErrNotFound
	}
	report := &modelReport{by: c.By, about: c.Who, room: c.Room, seq: c.Seq}
	text := "reports " + about.name + ": " + c.Why
	if c.Room != 0 {
		r, err := m.within(c.Header, c.Room)
		if err != nil {
			return err
		}
		said, err := r.message(c.By, c.Seq)
		switch {
		case err != nil:
			return err
		case said.author != c.Who:
			return room.ErrInvalid
		}
		report.excerpt = said.reported()
		text = fmt.Sprintf("reports message r_%d/%d: %s", c.Room, c.Seq, c.Why)
		if r.private() {
			text = "reports a private message: " + c.Why
		}
	}
	open := 0
	for _, r := range m.reports {
		if r.by != c.By || r.state != room.ReportOpen {
			continue
		}
		if open++; r.about == c.Who && r.room == c.Room && r.seq == c.Seq {
			return room.ErrConflict
		}
	}
	if open >= room.MaxOpenReports {
		return room.ErrLimited
	}
	staff := m.staffRoom()
	if !about.staff() {
		for _, r := range m.reports { // the last one counts
			if r.about == c.Who && r.thread != 0 {
				report.thread = r.thread
			}
		}
		if report.thread == 0 || staff.said[report.thread-1].deleted {
			m.tells(c.Header, staff, "Reports about "+about.name, 0)
			report.thread = staff.last()
		}
		m.tells(c.Header, staff, text, report.thread)
	}
	m.reports = append(m.reports, report)
	return nil
}

// staffRoom returns the staff's room, which is there from the first report on.
func (m *model) staffRoom() *modelRoom {
	for _, r := range m.rooms {
		if r.staff {
			return r
		}
	}
	return m.newRoom(&modelRoom{name: room.StaffRoom, staff: true, set: room.Settings{Private: true}})
}

// tells says something in the staff's room.
func (m *model) tells(c room.Header, staff *modelRoom, text string, root uint64) {
	p := m.people[c.By]
	read := p.staff() && m.unread(c.By, staff) == 0
	staff.said = append(staff.said, &modelMessage{
		at: c.At, author: c.By, text: text, reply: root, root: root,
		names: map[room.UserID]bool{}, reacts: map[string]map[room.UserID]bool{},
	})
	if root != 0 {
		staff.said[root-1].replies++
	}
	if read {
		p.marks[staff.id] = staff.last()
	}
}

func (m *model) judge(c room.Judge) error {
	by := m.people[c.By]
	operator := c.By == room.Operator
	switch {
	case c.State != room.ReportResolved && c.State != room.ReportDismissed:
		return room.ErrInvalid
	case !m.admits(c.By), !operator && !by.staff():
		return room.ErrDenied
	case c.Report == 0 || int(c.Report) > len(m.reports):
		return room.ErrNotFound
	}
	r := m.reports[c.Report-1]
	switch about := m.people[r.about]; {
	case !operator && !about.gone && about.rank >= by.rank:
		return room.ErrNotFound
	case r.by == c.By:
		return room.ErrDenied
	case r.state != room.ReportOpen:
		return room.ErrConflict
	}
	r.state, r.judge, r.told = c.State, c.By, m.people[r.by].gone
	if staff := m.staffRoom(); r.thread != 0 && !operator && !staff.said[r.thread-1].deleted {
		what := map[room.ReportState]string{room.ReportResolved: "resolved", room.ReportDismissed: "dismissed"}[c.State]
		m.tells(c.Header, staff, what+" the report of "+m.called(r.by)+": "+c.Answer, r.thread)
	}
	return nil
}

// called is what an account is called, also a deleted one.
func (m *model) called(who room.UserID) string {
	if p := m.people[who]; !p.gone {
		return p.name
	}
	return fmt.Sprint("deleted-", who)
}

func (m *model) hear(c room.Hear) error {
	if !m.admits(c.By) {
		return room.ErrDenied
	}
	for i, r := range m.reports {
		if r.by == c.By && r.state != room.ReportOpen && uint64(i) < c.UpTo {
			r.told = true
		}
	}
	return nil
}
