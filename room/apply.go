package room

import (
	"errors"
	"fmt"

	"snug/text"
	"snug/text/lang"
)

// Apply decides c inside tx: it returns the event that c becomes, or a
// *Refusal. Repeated is true when the command had been accepted before; its
// event is then the one of that time, and nothing was changed.
//
// Apply is deterministic: it reads no clock, no randomness and no map order,
// so that every node that applies the same commands holds the same state.
// Every check comes before the first write, so a refusal leaves no trace and
// cannot spoil the commands around it in the same transaction.
func Apply(tx Tx, c Command) (e Event, repeated bool, err error) {
	h := c.header()
	out, repeated, err := tx.Outcome(h.ID)
	if err != nil {
		return nil, false, err
	}
	switch c := c.(type) {
	case Create:
		if repeated {
			e, err = createdBefore(tx, out)
		} else {
			e, err = create(tx, c)
		}
	case Join:
		e, err = join(tx, c)
	case Leave:
		e, err = leave(tx, c)
	case Post:
		if repeated {
			e, err = postedBefore(tx, out)
		} else {
			e, err = post(tx, c)
		}
	case Read:
		e, err = read(tx, c)
	default:
		return nil, false, fmt.Errorf("apply: unknown command %T", c)
	}
	return e, repeated, err
}

func create(tx Tx, c Create) (Event, error) {
	who, err := tx.Person(c.By)
	if err != nil {
		return nil, err
	}
	for _, find := range []func() (Room, error){
		func() (Room, error) { return tx.RoomNamed(text.Fold(c.Name)) },
		func() (Room, error) { return tx.RoomLike(text.Skeleton(c.Name)) },
	} {
		switch _, err := find(); {
		case err == nil:
			return nil, refuse(ErrConflict, "the room name %s is taken, or looks like one that is; choose another", c.Name)
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
	}
	r, err := tx.AddRoom(Room{Name: c.Name, Topic: c.Topic, Creator: who.ID, Created: c.At})
	if err != nil {
		return nil, err
	}
	if err := tx.AddMember(r.ID, who.ID); err != nil {
		return nil, err
	}
	return Created{Room: r}, tx.Record(c.ID, Outcome{Room: r.ID})
}

func createdBefore(tx Tx, o Outcome) (Event, error) {
	r, err := tx.Room(o.Room)
	return Created{Room: r}, err
}

func join(tx Tx, c Join) (Event, error) {
	who, _, in, err := membership(tx, c.Room, c.By)
	if err != nil {
		return nil, err
	}
	if in {
		return nil, refuse(ErrConflict, "you are in that room already; nothing to do")
	}
	return Joined{Room: c.Room, Who: who, At: c.At}, tx.AddMember(c.Room, c.By)
}

func leave(tx Tx, c Leave) (Event, error) {
	who, r, in, err := membership(tx, c.Room, c.By)
	switch {
	case err != nil:
		return nil, err
	case r.Open():
		return nil, refuse(ErrDenied, "nobody can leave #%s, it is everybody's room; join another one instead", r.Name)
	case !in:
		return nil, refuse(ErrConflict, "you are not in #%s; nothing to do", r.Name)
	}
	return Left{Room: c.Room, Who: who, At: c.At}, tx.RemoveMember(c.Room, c.By)
}

func post(tx Tx, c Post) (Event, error) {
	who, r, in, err := membership(tx, c.Room, c.By)
	switch {
	case err != nil:
		return nil, err
	case !in:
		return nil, notIn(r)
	}
	m, err := tx.AddMessage(Message{
		ID: c.ID, Room: c.Room, At: c.At, Author: who, Style: c.Style, Text: c.Text,
	})
	if err != nil {
		return nil, err
	}
	// What somebody says who has read everything before it is not new to them.
	switch read, err := tx.Mark(c.By, c.Room); {
	case err != nil:
		return nil, err
	case read == m.Seq-1:
		if err := tx.SetMark(Mark{User: c.By, Room: c.Room, Seq: m.Seq}); err != nil {
			return nil, err
		}
	}
	return Posted{Message: m}, tx.Record(c.ID, Outcome{Room: m.Room, Seq: m.Seq})
}

func postedBefore(tx Tx, o Outcome) (Event, error) {
	m, err := tx.Message(o.Room, o.Seq)
	return Posted{Message: m}, err
}

// read moves marks. A mark of an unknown room, or past the room's last
// message, is cut to what exists.
func read(tx Tx, c Read) (Event, error) {
	var moved []Mark
	for _, m := range c.Marks {
		r, err := tx.Room(m.Room)
		if errors.Is(err, ErrNotFound) {
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

// membership loads the person, the room, and whether the one is in the other.
func membership(tx Tx, id ID, user UserID) (Person, Room, bool, error) {
	who, err := tx.Person(user)
	if err != nil {
		return Person{}, Room{}, false, err
	}
	r, err := tx.Room(id)
	if errors.Is(err, ErrNotFound) {
		return who, r, false, refuse(ErrNotFound, "there is no such room; see the list with: rooms")
	} else if err != nil || r.Open() {
		return who, r, err == nil, err
	}
	in, err := tx.Member(id, user)
	return who, r, in, err
}

func notIn(r Room) error {
	return refuse(ErrDenied, "you are not in #%[1]s, so you cannot read or write there; join it first with: join %[1]s", r.Name)
}

func refuse(kind error, key string, args ...any) error {
	return &Refusal{Kind: kind, Text: lang.S(key, args...)}
}
