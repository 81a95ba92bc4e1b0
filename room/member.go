package room

import (
	"time"

	"snug/keys/sanction"
)

// A Role is what a member is in one room. Its values are stored: only ever
// append.
type Role uint8

// The roles. In a conversation everybody is a Member.
const (
	Member Role = iota
	Moderator
	Owner
)

// A Membership is somebody's place in a room as it is stored.
type Membership struct {
	Role  Role
	At    time.Time // of joining; zero: not known
	Since uint64    // number of the room's newest message then
	Spoke bool      // in a direct conversation: has said something
}

// A Standing is what somebody may do in a room.
type Standing struct {
	In      bool   // is a member, or no bot and the room is open
	Invited bool   // may join
	Role    Role   // of a member; staff of the server counts as what its rank stands for
	Floor   uint64 // messages up to this number are not for them

	Muted  sanction.Sanction // in the room, or everywhere; the one that ends later
	Banned sanction.Sanction // then they are not In

	// Lockdown: the server lets only the staff and the trusted write, until a
	// time; zero: until somebody lifts that.
	Lockdown      bool
	LockdownUntil time.Time
}

// Moderates reports whether they have a moderator's rights.
func (s Standing) Moderates() bool { return s.Role >= Moderator }

// Owns reports whether they have an owner's rights.
func (s Standing) Owns() bool { return s.Role >= Owner }

// A bond is what ties somebody to a room, or keeps them out of it.
type bond struct {
	Membership // zero without one
	Penalty

	in       bool              // the membership is one
	invited  bool              // by an invitation that has not ended
	silenced sanction.Sanction // muted everywhere
	trusted  bool              // writes during a lockdown, too
	toStaff  bool              // the room is their conversation with somebody of the staff
}

// standingOf returns what somebody may do in a room, and false when they must
// not know that it is there. The operator may know of private rooms; whoever lists
// rooms, or finds them by name, leaves those out.
func standingOf(r Room, p Person, b bond, now time.Time) (Standing, bool) {
	if !r.Deleted.IsZero() {
		return Standing{}, false
	}
	switch {
	case p.ID == Operator:
		return Standing{Role: Owner, Floor: r.Trimmed}, r.Kind == Common && !r.Staff
	case r.Staff:
		b.in, b.invited, b.Membership = p.inStaffRoom(), false, Membership{}
	case r.Open() && !p.Bot:
		b.in, b.Membership = true, Membership{}
	}
	s := Standing{In: b.in, Invited: b.invited && !b.in, Floor: r.floor(b.Membership)}
	if b.Banned.In(now) {
		s.In, s.Invited, s.Banned = false, false, b.Banned
	} else if b.in || !r.Private {
		s.Role = roleIn(r, p, b.Membership)
	}
	if !b.toStaff {
		s.Muted = sanction.Longer(b.Muted, b.silenced, now)
	}
	return s, s.In || r.Kind == Common && (s.Invited || !r.Private)
}

// floor returns the number up to which messages are not for a member. Of a room
// that shows only what is said during a session this is the least floor.
func (r Room) floor(m Membership) uint64 {
	if r.History == HistoryAll || r.Open() {
		return r.Trimmed
	}
	return max(r.Trimmed, m.Since)
}

// roleIn returns what a person may do in a room that they are a member of:
// their role, or what their rank on the server stands for. Nobody is above the
// others in a conversation.
func roleIn(r Room, p Person, m Membership) Role {
	switch {
	case r.Conversation():
		return Member
	case p.ID == Operator:
		return Owner
	case p.Rank >= RankAdmin:
		return Owner
	case p.Rank >= RankModerator:
		return max(m.Role, Moderator)
	}
	return m.Role
}

// An Invitation lets somebody into a room.
type Invitation struct {
	Room  ID
	Who   UserID
	By    UserID
	At    time.Time
	Until time.Time // it counts for nothing from then on
}

// A Policy says who may begin a conversation with somebody.
type Policy uint8

// The policies.
const (
	FromAll   Policy = iota // everybody
	FromRooms               // who shares a room with them that not everybody is in
	FromNone                // nobody
)

// Limits of rooms and people.
const (
	MaxRooms       = 500                // that one person is a member of; conversations count
	MaxOwned       = 50                 // common rooms of one owner
	MaxInvitations = 100                // that are open, of one room
	MaxBlocked     = 1000               // people whom one person blocks
	MaxDescription = 1000               // bytes
	MaxSlow        = 6 * time.Hour      // between two messages
	MinKeepFor     = time.Hour          // of retention
	InviteFor      = 7 * 24 * time.Hour // how long an invitation lasts that says nothing else
	MaxInviteFor   = 90 * 24 * time.Hour
)
