package room

import "errors"

// What people choose for themselves sets something to a value, so it is
// decided the same way however often it is submitted, and leaves no outcome.

func saveDraft(tx Tx, c SaveDraft) (Event, error) {
	s, err := inside(tx, c.Room, c.Header)
	if err != nil {
		return nil, err
	}
	for _, seq := range []uint64{c.Draft.Reply, c.Draft.Edit} {
		if seq != 0 && (seq <= s.Floor || seq > s.room.Last) {
			return nil, noMessage(s.named(), seq)
		}
	}
	return Drafted{User: c.By, Room: c.Room, Draft: c.Draft}, tx.SetDraft(c.By, c.Room, c.Draft)
}

func notify(tx Tx, c Notify) (Event, error) {
	if c.Level > None {
		return nil, refuse(ErrInvalid, "there is no such level; choose mentions, all or none")
	}
	if _, err := inside(tx, c.Room, c.Header); err != nil {
		return nil, err
	}
	return Notified{User: c.By, Room: c.Room, Level: c.Level}, tx.SetLevel(c.By, c.Room, c.Level)
}

func ignore(tx Tx, c Ignore) (Event, error) {
	if c.Who == c.By {
		return nil, refuse(ErrInvalid, "you cannot ignore yourself; name somebody else")
	}
	full := refuse(ErrConflict, "you ignore %d people and that is the limit; stop ignoring one first", MaxIgnored)
	left := func() error { return choiceLeft(tx.Ignores, tx.Ignored, c.By, c.Who, MaxIgnored, full) }
	if err := mayChoose(tx, c.By, c.Who, c.On, left); err != nil {
		return nil, err
	}
	return Ignoring{User: c.By, Who: c.Who, On: c.On}, tx.SetIgnored(c.By, c.Who, c.On)
}

func block(tx Tx, c Block) (Event, error) {
	if c.Who == c.By {
		return nil, refuse(ErrInvalid, "you cannot block yourself; name somebody else")
	}
	full := refuse(ErrConflict, "you block %d people and that is the limit; let one of them write to you first", MaxBlocked)
	left := func() error { return choiceLeft(tx.Blocks, tx.Blocked, c.By, c.Who, MaxBlocked, full) }
	if err := mayChoose(tx, c.By, c.Who, c.On, left); err != nil {
		return nil, err
	}
	return Blocking{User: c.By, Who: c.Who, On: c.On}, tx.SetBlocked(c.By, c.Who, c.On)
}

// anybody refuses a name that no account ever had; one that has gone will do
// for taking a choice back.
func anybody(tx Tx, id UserID) error {
	_, err := tx.Person(id)
	if errors.Is(err, ErrNotFound) {
		err = refuse(ErrNotFound, "there is no such person; the command who lists who is here")
	}
	return err
}

// mayChoose decides whether somebody may choose something about another, or take
// it back. Only a choice needs one left.
func mayChoose(tx Tx, by, who UserID, on bool, left func() error) error {
	if _, err := actor(tx, by); err != nil {
		return err
	}
	if !on {
		return anybody(tx, who)
	}
	if _, err := somebody(tx, who); err != nil {
		return err
	}
	return left()
}

// choiceLeft returns full when somebody has chosen as many people as they can,
// and not the one in question.
func choiceLeft(has func(user, who UserID) (bool, error), count func(UserID) (int, error), by, who UserID, limit int, full error) error {
	if there, err := has(by, who); err != nil || there {
		return err
	}
	n, err := count(by)
	if err == nil && n >= limit {
		err = full
	}
	return err
}

// read moves marks. Marks of a room or of a person that is not there any more are
// passed over, and one past the room's last message is cut to what exists.
func read(tx Tx, c Read) (Event, error) {
	var moved []Mark
	for _, m := range c.Marks {
		p, err := tx.Person(m.User)
		if errors.Is(err, ErrNotFound) || err == nil && p.Gone {
			continue // what they had read is of no use any more
		} else if err != nil {
			return nil, err
		}
		r, err := tx.Room(m.Room)
		if errors.Is(err, ErrNotFound) || err == nil && !r.Deleted.IsZero() {
			continue
		} else if err != nil {
			return nil, err
		}
		old, err := tx.Mark(m.User, m.Room)
		if err != nil {
			return nil, err
		}
		if m.Seq = min(m.Seq, r.Last); m.Seq <= old {
			continue
		}
		if err := tx.SetMark(m); err != nil {
			return nil, err
		}
		moved = append(moved, m)
	}
	return Marked{Marks: moved}, nil
}
