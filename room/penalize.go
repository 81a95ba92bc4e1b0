package room

import (
	"time"

	"snug/keys/sanction"
)

func penalize(tx Tx, c Penalize) (Event, error) {
	if c.What > Ban {
		return nil, refuse(ErrInvalid, "there is no such measure; people can be muted or banned")
	}
	if d := c.Until.Sub(c.At); c.On && !c.Until.IsZero() && (d <= 0 || d > sanction.Forever) {
		return nil, refuse(ErrInvalid, "that ends in the past, or in more than ten years; give another time, or perm")
	}
	s, who, in, err := disciplined(tx, c.Room, c.Who, c.Header)
	switch {
	case err != nil:
		return nil, err
	case c.What == Ban && s.room.Open():
		return nil, refuse(ErrDenied, "nobody can be banned from %s, it is everybody's room; mute them there, or suspend them", s.label())
	}
	p, err := tx.Penalty(c.Room, c.Who)
	if err != nil {
		return nil, err
	}
	was := p.of(c.What)
	if c.On {
		err = s.mayPunish(c, who, p)
	} else if !was.In(c.At) {
		err = s.nothingToLift(c, who)
	}
	if err != nil {
		return nil, err
	}
	e := Punished{Room: c.Room, Who: who, What: c.What, By: s.who, At: c.At}
	if c.On {
		e.Is = s.decided(c)
	}
	*was = e.Is
	if err := tx.SetPenalty(c.Room, c.Who, p); err != nil {
		return nil, err
	}
	if c.What == Ban && c.On {
		if err := tx.RemoveInvitation(c.Room, c.Who); err != nil {
			return nil, err
		}
		if e.Left = in; in {
			if e.Removal, err = s.expel(c.Header, c.Who); err != nil {
				return nil, err
			}
		}
	}
	return e, record(tx, c.Header, c.Room)
}

// of returns the sanction of a measure.
func (p *Penalty) of(what Measure) *sanction.Sanction {
	if what == Ban {
		return &p.Banned
	}
	return &p.Muted
}

// mayPunish refuses a penalty to whoever has one that lasts as long, and one more
// than a room can have.
func (s sight) mayPunish(c Penalize, who Person, p Penalty) error {
	if x := *p.of(c.What); x.In(c.At) && !outlasts(c.Until, x.Until) {
		if c.What == Ban {
			return refuse(ErrConflict, "%[1]s is banned from %[2]s already, by %[3]s %[4]s; to make it shorter, lift it first", who.Name, s.label(), x.ByName, endOf(x))
		}
		return refuse(ErrConflict, "%[1]s is muted in %[2]s already, by %[3]s %[4]s; to make it shorter, lift it first", who.Name, s.label(), x.ByName, endOf(x))
	}
	if p != (Penalty{}) {
		return nil
	}
	switch n, err := s.tx.Penalties(s.room.ID); {
	case err != nil:
		return err
	case n >= MaxPenalties:
		return refuse(ErrConflict, "%d people are muted or banned in %s and that is the limit; lift what is not needed any more", n, s.label())
	}
	return nil
}

// outlasts reports whether one end is later than another; none is the latest.
func outlasts(is, was time.Time) bool {
	return !was.IsZero() && (is.IsZero() || is.After(was))
}

func (s sight) nothingToLift(c Penalize, who Person) error {
	if c.What == Ban {
		return refuse(ErrConflict, "%[1]s is not banned from %[2]s; nothing to do", who.Name, s.label())
	}
	return refuse(ErrConflict, "%[1]s is not muted in %[2]s; nothing to do", who.Name, s.label())
}
