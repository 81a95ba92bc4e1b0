package roomtest

import (
	"maps"
	"slices"
	"time"

	"snug/room"
)

// do decides a command as the model does, and returns the kind of its refusal.
func (m *model) do(c room.Command) error {
	switch c := c.(type) {
	case room.Create:
		return m.create(c)
	case room.Converse:
		return m.converse(c)
	case room.Join:
		return m.join(c)
	case room.Leave:
		return m.leaves(c)
	case room.Rename:
		return m.rename(c)
	case room.Describe:
		return m.describe(c)
	case room.Configure:
		return m.configure(c)
	case room.Archive:
		return m.archive(c)
	case room.Discard:
		return m.discard(c)
	case room.Invite:
		return m.invite(c)
	case room.Uninvite:
		return m.uninvite(c)
	case room.Appoint:
		return m.appoint(c)
	case room.Transfer:
		return m.transfer(c)
	}
	return m.doMessage(c)
}

func (m *model) newRoom(r *modelRoom) *modelRoom {
	r.id = room.ID(len(m.rooms) + 1)
	r.members = map[room.UserID]*room.Membership{}
	r.invited = map[room.UserID]room.Invitation{}
	r.paces = map[room.UserID]time.Time{}
	r.punished, r.people = map[room.UserID]*modelPenalty{}, m.people
	m.rooms = append(m.rooms, r)
	return r
}

func (m *model) create(c room.Create) error {
	switch {
	case badSettings(c.Settings):
		return room.ErrInvalid
	case !m.admits(c.By):
		return room.ErrDenied
	}
	switch err := m.reachesOut(c.By); {
	case err != nil:
		return err
	case m.taken(c.By, c.Name, c.Settings.Private, nil):
		return room.ErrConflict
	}
	r := m.newRoom(&modelRoom{name: c.Name, topic: c.Topic, owner: c.By, set: c.Settings})
	r.members[c.By] = &room.Membership{Role: room.Owner, At: c.At}
	return nil
}

func (m *model) converse(c room.Converse) error {
	if slices.Contains(c.With, c.By) || !slices.IsSorted(c.With) || len(c.With) >= room.MaxGroup {
		return room.ErrInvalid
	}
	if !m.admits(c.By) {
		return room.ErrDenied
	}
	people := map[room.UserID]bool{c.By: true}
	for _, id := range c.With {
		people[id] = true
	}
	if len(people) != len(c.With)+1 {
		return room.ErrInvalid
	}
	for _, r := range m.rooms {
		same := !r.deleted && r.private() && r.began == len(people) && len(r.members) == len(people)
		for id := range r.members {
			same = same && people[id]
		}
		if same {
			return nil
		}
	}
	if err := m.reachesOut(c.By); err != nil {
		switch {
		case len(c.With) != 1:
			return err
		case m.people[c.With[0]] == nil || m.people[c.With[0]].gone:
			return room.ErrNotFound
		case !m.people[c.With[0]].staff():
			return err
		}
	}
	for _, id := range c.With {
		if m.people[id] == nil || m.people[id].gone {
			return room.ErrNotFound
		}
		if !m.takes(c.By, id) {
			return room.ErrDenied
		}
	}
	r := m.newRoom(&modelRoom{kind: room.Direct, began: len(people)})
	if len(people) > 2 {
		r.kind = room.Group
	}
	for id := range people {
		r.members[id] = &room.Membership{At: c.At}
	}
	return nil
}

func (m *model) join(c room.Join) error {
	r, err := m.enter(c.Header, c.Room)
	switch {
	case err != nil:
		return err
	case r.in(c.By):
		return room.ErrConflict
	case r.penalty(c.By).banned.After(c.At):
		return room.ErrDenied
	case r.set.InviteOnly && !r.isInvited(c.By, c.At):
		return room.ErrDenied
	case r.set.MaxMembers > 0 && len(r.members) >= r.set.MaxMembers:
		return room.ErrConflict
	}
	r.members[c.By] = &room.Membership{At: c.At, Since: r.last()}
	delete(r.invited, c.By)
	return nil
}

func (m *model) leaves(c room.Leave) error {
	r, err := m.enter(c.Header, c.Room)
	switch {
	case err != nil:
		return err
	case r.lobby(), r.staff:
		return room.ErrDenied
	case !r.in(c.By):
		return room.ErrConflict
	case r.kind == room.Direct:
		return room.ErrDenied
	case r.owner == c.By && len(r.members) > 1:
		return room.ErrConflict
	}
	m.leave(c.By, r)
	return nil
}

func (m *model) rename(c room.Rename) error {
	r, err := m.rule(c.Header, c.Room)
	switch {
	case err != nil:
		return err
	case r.lobby(), r.staff:
		return room.ErrDenied
	case m.heard(c.By, r) != nil:
		return m.heard(c.By, r)
	case r.archived || r.name == c.Name || m.taken(c.By, c.Name, r.set.Private, r):
		return room.ErrConflict
	}
	r.name = c.Name
	return nil
}

func (m *model) describe(c room.Describe) error {
	if c.Topic == nil && c.Description == nil {
		return room.ErrInvalid
	}
	r, err := m.enter(c.Header, c.Room)
	if err != nil {
		return err
	}
	may := m.role(c.By, r) >= room.Moderator
	if c.Description == nil {
		may = may || r.kind == room.Group || r.set.OpenTopic && r.in(c.By)
	}
	if !may || r.kind == room.Direct || r.staff {
		return room.ErrDenied
	}
	if err := m.heard(c.By, r); err != nil {
		return err
	}
	topic, desc := r.topic, r.desc
	if c.Topic != nil {
		topic = *c.Topic
	}
	if c.Description != nil {
		desc = *c.Description
	}
	if r.archived || topic == r.topic && desc == r.desc {
		return room.ErrConflict
	}
	r.topic, r.desc = topic, desc
	return nil
}

func (m *model) configure(c room.Configure) error {
	if badSettings(c.Is) {
		return room.ErrInvalid
	}
	r, err := m.rule(c.Header, c.Room)
	switch {
	case err != nil:
		return err
	case r.staff:
		return room.ErrDenied
	case r.lobby() && (c.Is.Private || c.Is.InviteOnly || c.Is.MaxMembers > 0):
		return room.ErrDenied
	case r.archived || r.set != c.Was || c.Is == c.Was:
		return room.ErrConflict
	case r.set.Private && !c.Is.Private && m.taken(c.By, r.name, false, r):
		return room.ErrConflict
	}
	r.set = c.Is
	return nil
}

func (m *model) archive(c room.Archive) error {
	r, err := m.rule(c.Header, c.Room)
	switch {
	case err != nil:
		return err
	case r.lobby(), r.staff:
		return room.ErrDenied
	case r.archived == c.On:
		return room.ErrConflict
	}
	r.archived = c.On
	return nil
}

func (m *model) discard(c room.Discard) error {
	r, err := m.rule(c.Header, c.Room)
	if err == nil && (r.lobby() || r.staff) {
		err = room.ErrDenied
	}
	if err == nil {
		r.deleted = true
	}
	return err
}

// depart clears away what a deleted account has left, all at once.
func (m *model) depart(who room.UserID) {
	p := m.people[who]
	if !p.departing {
		return
	}
	p.departing = false
	for _, r := range m.rooms {
		if r.deleted {
			continue
		}
		switch here := r.members[who] != nil; {
		case here && r.kind == room.Direct:
			r.deleted = true
			for id := range r.members {
				r.deleted = r.deleted && m.people[id].gone
			}
		case here:
			m.leave(who, r)
		}
		delete(r.invited, who)
		delete(r.punished, who)
		for i, said := range r.said {
			if p.erase && said.author == who && uint64(i) >= r.trimmed {
				r.bury(said, false)
			}
		}
	}
	for _, r := range m.reports {
		if p.erase && r.about == who {
			r.excerpt = ""
		}
	}
	for _, other := range m.people {
		delete(other.blocks, who)
		delete(other.ignores, who)
	}
	clear(p.blocks)
	clear(p.ignores)
	maps.DeleteFunc(p.marks, func(room.ID, uint64) bool { return true })
	clear(p.levels)
	clear(p.drafts)
}
