package roomtest

import (
	"strings"
	"time"

	"snug/room"
)

// A modelServer is what the settings of the server say.
type modelServer struct {
	readOnly  time.Time // until when there is a lockdown
	probation time.Duration
	rate      int
	links     bool

	files    string // who puts them in; empty: the members
	filesFor time.Duration
}

// A modelPenalty says until when somebody is muted and banned in a room.
type modelPenalty struct{ muted, banned time.Time }

func badSettings(s room.Settings) bool {
	return s.Slow < 0 || s.Slow > room.MaxSlow || s.KeepFor != 0 && s.KeepFor < room.MinKeepFor || s.KeepLast < 0 || s.MaxMembers < 0 ||
		s.Files > room.FilesOff || s.FilesFor != 0 && s.FilesFor < room.MinKeepFor
}

func (p *modelPerson) staff() bool { return p != nil && !p.gone && p.rank >= room.RankModerator }

func (r *modelRoom) penalty(who room.UserID) modelPenalty {
	if p := r.punished[who]; p != nil {
		return *p
	}
	return modelPenalty{}
}

// admits reports whether somebody may do anything at all.
func (m *model) admits(who room.UserID) bool {
	p := m.people[who]
	return who == room.Operator || p != nil && !p.gone && !p.suspended.After(m.now)
}

// heard is what somebody is refused with who would be heard in a room.
func (m *model) heard(who room.UserID, r *modelRoom) error {
	if r.kind == room.Direct {
		for other := range r.members {
			if other != who && m.people[other].staff() {
				return nil
			}
		}
	}
	if r.penalty(who).muted.After(m.now) {
		return room.ErrDenied
	}
	return m.reachesOut(who)
}

// reachesOut is heard for where there is no room yet.
func (m *model) reachesOut(who room.UserID) error {
	p := m.people[who]
	switch {
	case who == room.Operator:
		return nil
	case p.muted.After(m.now):
		return room.ErrDenied
	case m.server.readOnly.After(m.now) && !p.trusted && !p.staff():
		return room.ErrLimited
	}
	return nil
}

func (m *model) isNew(who room.UserID) bool {
	p := m.people[who]
	return p != nil && !p.staff() && !p.trusted && m.now.Before(at.Add(m.server.probation))
}

// watched reports whether somebody is held to the limits of the new in a room.
func (m *model) watched(who room.UserID, r *modelRoom) bool {
	if !m.isNew(who) || r.kind != room.Direct {
		return m.isNew(who)
	}
	for other, p := range r.members {
		if other != who {
			return !p.Spoke
		}
	}
	return false
}

// links reports whether somebody may say something that may have a link.
func (m *model) links(who room.UserID, r *modelRoom, said string) bool {
	return m.server.links || !m.watched(who, r) || !strings.Contains(said, "https://")
}

// paced returns what is counted of somebody with one message more.
func (p *modelPerson) paced(now time.Time) room.Pace {
	if now.Sub(p.pace.From) >= time.Minute {
		return room.Pace{From: now, N: 1}
	}
	return room.Pace{From: p.pace.From, N: p.pace.N + 1}
}

// over returns a room and whether somebody may act there on another, as a kind of
// refusal.
func (m *model) over(c room.Header, id room.ID, who room.UserID) (*modelRoom, error) {
	r, err := m.enter(c, id)
	switch p := m.people[who]; {
	case err != nil:
		return r, err
	case r.private(), m.role(c.By, r) < room.Moderator, r.staff:
		return r, room.ErrDenied
	case who == c.By:
		return r, room.ErrConflict
	case p == nil || p.gone:
		return r, room.ErrNotFound
	case !m.above(c.By, who, r):
		return r, room.ErrDenied
	}
	return r, nil
}

func (m *model) above(by, who room.UserID, r *modelRoom) bool {
	a, b := m.people[by], m.people[who]
	switch {
	case who == room.Operator, by != room.Operator && a.gone:
		return false
	case by == room.Operator, b.gone:
		return true
	case a.staff() || b.staff():
		return a.rank > b.rank
	}
	role := func(id room.UserID) room.Role {
		if p := r.members[id]; p != nil {
			return p.Role
		}
		return room.Member
	}
	return role(by) > role(who)
}
