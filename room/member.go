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
	In      bool   // is a member, or the room is open
	Invited bool   // may join
	Role    Role   // of a member; staff of the server counts as what its rank stands for
	Floor   uint64 // messages up to this number are not for them

	Muted  sanction.Sanction // in the room, or everywhere; the one that ends later
	Banned sanction.Sanction // then they are not In
}

// Moderates reports whether they have a moderator's rights.
func (s Standing) Moderates() bool { return s.Role >= Moderator }

// Owns reports whether they have an owner's rights.
func (s Standing) Owns() bool { return s.Role >= Owner }

// standingOf returns what somebody may do in a room, and false when they must
// not know that it is there. m is their place in it, if they have one.
func standingOf(r Room, p Person, m Membership, in, invited bool) (Standing, bool) {
	if r.Open() {
		in, m = true, Membership{}
	}
	s := Standing{In: in, Invited: invited && !in, Floor: r.floor(m)}
	if in || !r.Private {
		s.Role = roleIn(r, p, m)
	}
	switch {
	case !r.Deleted.IsZero():
		return Standing{}, false
	case in, r.Kind == Common && (invited || !r.Private):
		return s, true
	}
	return Standing{}, false
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
