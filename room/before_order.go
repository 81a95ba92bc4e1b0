package room

import "errors"

// kickedBefore and punishedBefore say what was asked, and nothing else: the room
// may have ended with that.
func kickedBefore(tx Tx, c Kick, o Outcome) (Event, error) {
	s, who, err := doneTo(tx, c.Header, c.Room, c.Who, o)
	return Kicked{Room: c.Room, Who: who, By: s.who, At: c.At, Reason: c.Reason}, err
}

func punishedBefore(tx Tx, c Penalize, o Outcome) (Event, error) {
	s, who, err := doneTo(tx, c.Header, c.Room, c.Who, o)
	e := Punished{Room: c.Room, Who: who, What: c.What, By: s.who, At: c.At}
	if c.On {
		e.Is = s.decided(c)
	}
	return e, err
}

// doneTo loads who has done something to somebody, and them.
func doneTo(tx Tx, c Header, in ID, who UserID, o Outcome) (sight, Person, error) {
	s, err := submitter(tx, c)
	if err == nil && o.Room != in {
		err = idInUse()
	}
	if err != nil {
		return s, Person{}, err
	}
	p, err := somebody(tx, who)
	return s, p, err
}

// purgedBefore says how to go on, and no more: what is gone was told.
func purgedBefore(tx Tx, c Purge, o Outcome) (Event, error) {
	if c.Room != o.Room {
		return nil, idInUse()
	}
	s, err := order(tx, c.Room, c.Header)
	return Purged{Room: c.Room, By: s.who, At: c.At, Next: o.Seq}, err
}

// complainedBefore returns the report while it is open.
func complainedBefore(tx Tx, c Complain, o Outcome) (Event, error) {
	if err := staffs(tx, o); err != nil {
		return nil, err
	}
	open, err := tx.OpenReports(c.By)
	if err != nil {
		return nil, err
	}
	for _, r := range open {
		if r.same(c) {
			return Reported{Report: r}, nil
		}
	}
	return nil, idInUse()
}

// judgedBefore returns the report as it was decided.
func judgedBefore(tx Tx, c Judge, o Outcome) (Event, error) {
	if err := staffs(tx, o); err != nil {
		return nil, err
	}
	s, err := submitter(tx, c.Header)
	if err != nil {
		return nil, err
	}
	r, err := s.report(c.Report)
	return Reported{Report: r}, err
}

// staffs refuses the ID of a command that had nothing to do with a report.
func staffs(tx Tx, o Outcome) error {
	switch staff, err := tx.StaffRoom(); {
	case errors.Is(err, ErrNotFound), err == nil && o != (Outcome{Room: staff.ID}):
		return idInUse()
	default:
		return err
	}
}
