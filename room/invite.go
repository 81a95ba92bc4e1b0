package room

import (
	"errors"
	"time"
)

func invite(tx Tx, c Invite) (Event, error) {
	if d := c.Until.Sub(c.At); d <= 0 || d > MaxInviteFor {
		return nil, refuse(ErrInvalid, "an invitation lasts up to %d days; give another time", int(MaxInviteFor.Hours())/24)
	}
	s, err := see(tx, c.Room, c.Header)
	if err == nil {
		err = s.onlyPeople()
	}
	if err != nil {
		return nil, err
	}
	switch {
	case s.room.Conversation():
		return nil, refuse(ErrDenied, "nobody comes into the conversation %s later; begin another one with all of you", s.label())
	case s.room.Staff:
		return nil, s.isStaffs()
	case s.room.Open():
		return nil, refuse(ErrConflict, "everybody is in %s already; nothing to do", s.label())
	case !s.In && !s.Moderates():
		return nil, notIn(s.room, s.who)
	}
	if err := s.inUse(); err != nil {
		return nil, err
	}
	if err := s.mayReachOut(); err != nil {
		return nil, err
	}
	who, err := somebody(tx, c.Who)
	if err != nil {
		return nil, err
	}
	if who.Bot {
		return nil, refuse(ErrDenied, "%s is a bot, and only its keeper puts it into a room; ask them", who.Name)
	}
	switch _, in, err := tx.Membership(c.Room, c.Who); {
	case err != nil:
		return nil, err
	case in:
		return nil, refuse(ErrConflict, "%[1]s is in %[2]s already; nothing to do", who.Name, s.label())
	}
	if err := s.mayComeIn(who); err != nil {
		return nil, err
	}
	if err := blocked(tx, s.who, who); err != nil {
		return nil, err
	}
	was, there, err := tx.Invitation(c.Room, c.Who)
	if err != nil {
		return nil, err
	}
	// Nobody shortens what somebody else has offered.
	if there && !was.Until.Before(c.Until) {
		return nil, refuse(ErrConflict, "%[1]s is invited to %[2]s already, for as long as that; nothing to do", who.Name, s.label())
	}
	if !there || !c.At.Before(was.Until) {
		switch n, err := tx.Invitations(c.Room, c.At); {
		case err != nil:
			return nil, err
		case n >= MaxInvitations:
			return nil, refuse(ErrConflict, "%d people are invited to %s and that is the limit; take an invitation back first", n, s.label())
		}
	}
	i := Invitation{Room: c.Room, Who: c.Who, By: c.By, At: c.At, Until: c.Until}
	if err := tx.SetInvitation(i); err != nil {
		return nil, err
	}
	return Invited{Room: s.room, Who: c.Who, By: s.who, At: c.At, Until: c.Until}, record(tx, c.Header, c.Room)
}

// MayLetIn reports whether somebody may have those who sign up with an invitation
// of theirs come into a room: who moderates it may, and for a public one who is in
// it. It is asked when the invitation is used: what they were when they made it
// counts no more.
func MayLetIn(tx Tx, by UserID, in ID, at time.Time) (bool, error) {
	s, err := see(tx, in, Header{By: by, At: at})
	if r := (*Refusal)(nil); errors.As(err, &r) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	return s.room.Kind == Common && !s.room.Staff && (s.Moderates() || s.In && !s.room.Private), nil
}

// mayComeIn refuses an invitation to somebody who is banned from the room. What
// they have done there is told to its moderators only.
func (s sight) mayComeIn(who Person) error {
	p, err := s.tx.Penalty(s.room.ID, who.ID)
	switch {
	case err != nil || !p.Banned.In(s.at):
		return err
	case s.Moderates():
		return refuse(ErrConflict, "%[1]s is banned from %[2]s %[3]s; lift the ban first", who.Name, s.label(), endOf(p.Banned))
	}
	return refuse(ErrDenied, "%[1]s cannot come into %[2]s now; ask who moderates it", who.Name, s.label())
}

func uninvite(tx Tx, c Uninvite) (Event, error) {
	s, err := see(tx, c.Room, c.Header)
	if err == nil && c.Who != c.By && !s.In && !s.Moderates() {
		err = notIn(s.room, s.who)
	}
	if err != nil {
		return nil, err
	}
	i, there, err := tx.Invitation(c.Room, c.Who)
	switch {
	case err != nil:
		return nil, err
	case (!there || !c.At.Before(i.Until)) && c.Who == c.By:
		return nil, refuse(ErrNotFound, "you are not invited to %s; nothing to do", s.label())
	case !there || !c.At.Before(i.Until):
		return nil, refuse(ErrNotFound, "nobody of that name is invited to %s; nothing to do", s.label())
	case c.Who != c.By && i.By != c.By && !s.Moderates():
		return nil, refuse(ErrDenied, "somebody else has sent that invitation to %s; ask them, or who moderates it", s.label())
	}
	if err := tx.RemoveInvitation(c.Room, c.Who); err != nil {
		return nil, err
	}
	return Uninvited{Room: c.Room, Who: c.Who}, record(tx, c.Header, c.Room)
}
