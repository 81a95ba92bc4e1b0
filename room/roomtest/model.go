package roomtest

import (
	"slices"
	"time"

	"snug/room"
	"snug/text"
)

// A model is what the rooms are, said as simply as possible: everything in maps,
// nothing indexed, nothing fast. What a store holds is compared with it.
type model struct {
	people  map[room.UserID]*modelPerson
	rooms   []*modelRoom // by ID, from 1, also the deleted ones
	reports []*modelReport
	server  modelServer
	now     time.Time // of the command

	files room.FileID        // the newest ever
	disk  map[room.Sum]int64 // bytes of what was ever put in, and was not unlinked
}

type modelPerson struct {
	name      string
	rank      room.Rank
	gone      bool
	departing bool
	erase     bool
	policy    string
	blocks    map[room.UserID]bool
	ignores   map[room.UserID]bool
	muted     time.Time // until when, everywhere; zero: not
	suspended time.Time
	trusted   bool
	pace      room.Pace
	marks     map[room.ID]uint64
	levels    map[room.ID]room.Level
	drafts    map[room.ID]room.Draft
}

type modelRoom struct {
	id          room.ID
	kind        room.Kind
	name        string
	topic, desc string
	owner       room.UserID
	archived    bool
	staff       bool
	punished    map[room.UserID]*modelPenalty
	people      map[room.UserID]*modelPerson // of the model
	deleted     bool
	swept       bool // nothing is left of it
	set         room.Settings
	members     map[room.UserID]*room.Membership
	began       int // people of a conversation at its beginning
	invited     map[room.UserID]room.Invitation
	said        []*modelMessage // by number, from 1
	trimmed     uint64
	rev         uint64
	paces       map[room.UserID]time.Time
}

type modelMessage struct {
	at              time.Time
	author          room.UserID
	text            string
	file            *room.File
	deleted, pinned bool
	removed         bool
	versions        int
	reply, root     uint64
	replies         int
	rev             uint64
	names           map[room.UserID]bool
	reacts          map[string]map[room.UserID]bool
}

func newModel() *model {
	m := &model{people: make(map[room.UserID]*modelPerson), disk: make(map[room.Sum]int64)}
	m.newRoom(&modelRoom{name: room.Lobby})
	return m
}

func (m *model) add(p room.Person) {
	m.people[p.ID] = &modelPerson{
		name: p.Name, rank: p.Rank,
		blocks: map[room.UserID]bool{}, ignores: map[room.UserID]bool{},
		marks: map[room.ID]uint64{}, levels: map[room.ID]room.Level{}, drafts: map[room.ID]room.Draft{},
	}
}

func (r *modelRoom) lobby() bool   { return r.id == 1 }
func (r *modelRoom) private() bool { return r.kind != room.Common }
func (r *modelRoom) last() uint64  { return uint64(len(r.said)) }

func (r *modelRoom) in(who room.UserID) bool {
	switch {
	case who == room.Operator:
		return false
	case r.staff:
		return r.people[who].staff()
	}
	return r.lobby() || r.members[who] != nil
}

func (r *modelRoom) isInvited(who room.UserID, now time.Time) bool {
	i, ok := r.invited[who]
	return ok && now.Before(i.Until)
}

func (m *model) sees(who room.UserID, r *modelRoom, now time.Time) bool {
	switch {
	case r.deleted:
		return false
	case r.in(who):
		return true
	case who == room.Operator:
		return !r.private() && !r.staff
	}
	return !r.private() && (!r.set.Private || r.isInvited(who, now))
}

// role returns what somebody is in a room, staff included.
func (m *model) role(who room.UserID, r *modelRoom) room.Role {
	switch {
	case who == room.Operator:
		return room.Owner
	case r.private() || r.set.Private && !r.in(who) || r.penalty(who).banned.After(m.now):
		return room.Member
	}
	role := room.Member
	if p := r.members[who]; p != nil {
		role = p.Role
	}
	switch m.people[who].rank {
	case 4, 3:
		return room.Owner
	case 2:
		return max(role, room.Moderator)
	}
	return role
}

// floor returns up to which number messages are not for a member.
func (r *modelRoom) floor(who room.UserID) uint64 {
	p := r.members[who]
	if p == nil || r.set.History == room.HistoryAll {
		return r.trimmed
	}
	return max(r.trimmed, p.Since)
}

// enter is what every command about a room begins with; within is for members,
// rule for owners.
func (m *model) enter(c room.Header, id room.ID) (*modelRoom, error) {
	if !m.admits(c.By) {
		return nil, room.ErrDenied
	}
	if id < 1 || int(id) > len(m.rooms) || !m.sees(c.By, m.rooms[id-1], c.At) {
		return nil, room.ErrNotFound
	}
	return m.rooms[id-1], nil
}

func (m *model) within(c room.Header, id room.ID) (*modelRoom, error) {
	r, err := m.enter(c, id)
	if err == nil && !r.in(c.By) {
		err = room.ErrDenied
	}
	return r, err
}

func (m *model) rule(c room.Header, id room.ID) (*modelRoom, error) {
	r, err := m.enter(c, id)
	if err == nil && (r.private() || m.role(c.By, r) < room.Owner) {
		err = room.ErrDenied
	}
	return r, err
}

// taken reports whether a room may not be called something.
func (m *model) taken(by room.UserID, name string, private bool, self *modelRoom) bool {
	for _, r := range m.rooms {
		if r == self || r.deleted || r.private() {
			continue
		}
		public := !private && !r.set.Private
		if (public || r.in(by)) && (text.Fold(r.name) == text.Fold(name) || text.Skeleton(r.name) == text.Skeleton(name)) {
			return true
		}
	}
	return false
}

// sharing reports whether two people are in one room that has to be joined.
func (m *model) sharing(a, b room.UserID) bool {
	return slices.ContainsFunc(m.rooms, func(r *modelRoom) bool {
		return !r.deleted && !r.private() && !r.lobby() && !r.staff && r.in(a) && r.in(b)
	})
}

// takes reports whether somebody may write to another for the first time.
func (m *model) takes(who, other room.UserID) bool {
	if m.people[who].blocks[other] || m.people[other].blocks[who] {
		return false
	}
	switch m.people[other].policy {
	case "nobody":
		return false
	case "rooms":
		return m.sharing(who, other)
	}
	return true
}

// talks reports whether somebody may say something in a conversation of two.
func (m *model) talks(who room.UserID, r *modelRoom) bool {
	if r.kind != room.Direct {
		return true
	}
	for other, p := range r.members {
		switch {
		case other == who:
		case m.people[other].gone:
			return false
		case p.Spoke:
			return !m.people[who].blocks[other] && !m.people[other].blocks[who]
		default:
			return m.takes(who, other)
		}
	}
	return true
}

// leave takes somebody out of a room, and what the room then needs.
func (m *model) leave(who room.UserID, r *modelRoom) {
	delete(r.members, who)
	delete(m.people[who].levels, r.id)
	delete(m.people[who].drafts, r.id)
	if r.owner == who {
		r.owner = 0
		heirs := make([]room.UserID, 0, len(r.members))
		for id := range r.members {
			if !m.people[id].gone {
				heirs = append(heirs, id)
			}
		}
		slices.Sort(heirs)
		i := slices.IndexFunc(heirs, func(id room.UserID) bool { return r.members[id].Role == room.Moderator })
		if len(heirs) > 0 {
			r.owner = heirs[max(0, i)]
			r.members[r.owner].Role = room.Owner
		}
	}
	if len(r.members) == 0 && (r.private() || r.set.Private) {
		r.deleted = true
	}
}

// message returns a message that somebody can see.
func (r *modelRoom) message(who room.UserID, seq uint64) (*modelMessage, error) {
	switch {
	case seq <= r.floor(who) || seq > r.last():
		return nil, room.ErrNotFound
	case r.said[seq-1].deleted:
		return r.said[seq-1], room.ErrConflict
	}
	return r.said[seq-1], nil
}

// unread counts what is new to somebody, one by one.
func (m *model) unread(who room.UserID, r *modelRoom) (n int) {
	for seq := r.floor(who) + 1; seq <= r.last(); seq++ {
		if seq > m.people[who].marks[r.id] && !r.said[seq-1].deleted {
			n++
		}
	}
	return n
}
