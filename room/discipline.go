package room

import (
	"snug/keys/sanction"
)

// order is see for what keeps a room in order, which its moderators do.
func order(tx Tx, id ID, c Header) (sight, error) {
	s, err := see(tx, id, c)
	if err == nil {
		err = s.moderates()
	}
	return s, err
}

// moderates refuses whoever does not keep the room in order.
func (s sight) moderates() error {
	switch {
	case s.room.Conversation():
		return refuse(ErrDenied, "%s is a conversation, where nobody is above the others; block whom you do not want to hear", s.label())
	case !s.Moderates():
		return refuse(ErrDenied, "only the moderators of %s may do that; ask one of them", s.label())
	}
	return nil
}

// disciplined is order for what is done to somebody, whom it loads, too: they
// must be below the submitter, and in is whether they are a member.
func disciplined(tx Tx, id ID, who UserID, c Header) (s sight, p Person, in bool, err error) {
	if s, err = order(tx, id, c); err != nil {
		return s, p, false, err
	}
	switch {
	case s.room.Staff:
		return s, p, false, s.isStaffs()
	case who == c.By:
		return s, p, false, refuse(ErrConflict, "nobody does that to themselves; name somebody else")
	}
	if p, err = somebody(tx, who); err != nil {
		return s, p, false, err
	}
	m, in, err := tx.Membership(id, who)
	if err == nil && !s.above(p, m) {
		err = refuse(ErrDenied, "%[1]s is not below you in %[2]s; ask somebody who is above you both", p.Name, s.label())
	}
	return s, p, in, err
}

// above reports whether the submitter is above somebody with a place in the room.
// Between two of whom one is of the staff their ranks on the server count, else
// their roles in the room.
func (s sight) above(who Person, m Membership) bool { return isAbove(s.who, s.place, who, m) }

// below reports whether somebody is above the submitter.
func (s sight) below(who Person) (bool, error) {
	m, _, err := s.tx.Membership(s.room.ID, who.ID)
	return isAbove(who, m, s.who, s.place), err
}

// isAbove reports whether the first of two people with their places in a room is
// above the second.
func isAbove(a Person, at Membership, b Person, bt Membership) bool {
	switch {
	case a.ID == b.ID, a.Gone, b.ID == Operator:
		return false
	case b.Gone, a.ID == Operator:
		return true
	case a.staff() || b.staff():
		return a.Rank > b.Rank
	}
	return at.Role > bt.Role
}

// expel ends somebody's membership.
func (s sight) expel(c Header, who UserID) (Removal, error) {
	if err := s.tx.RemoveMember(s.room.ID, who); err != nil {
		return Removal{}, err
	}
	bots, err := putOutBots(s.tx, s.room.ID, who)
	if err != nil {
		return Removal{}, err
	}
	was, is, err := settle(s.tx, c, s.room.ID, who)
	r := Removal{Ended: !is.Deleted.IsZero(), Bots: bots}
	if is.Owner != was.Owner {
		r.Heir = is.Owner
	}
	return r, err
}

// decided returns the sanction that a command decides.
func (s sight) decided(c Penalize) sanction.Sanction {
	x := sanction.Sanction{At: c.At, Until: c.Until, By: uint64(c.By), ByName: s.who.Name, Reason: c.Reason}
	if c.By == Operator {
		x.By = 0
	}
	return x
}
