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
	if repeated {
		e, err = before(tx, c, out)
	} else {
		e, err = decide(tx, c)
	}
	return e, repeated, err
}

// decide decides a command that is new.
func decide(tx Tx, c Command) (Event, error) {
	switch c := c.(type) {
	case Create:
		return create(tx, c)
	case Join:
		return join(tx, c)
	case Leave:
		return leave(tx, c)
	case Post:
		return post(tx, c)
	case Edit:
		return edit(tx, c)
	case Delete:
		return remove(tx, c)
	case React:
		return react(tx, c)
	case Pin:
		return pin(tx, c)
	case SaveDraft:
		return saveDraft(tx, c)
	case Notify:
		return notify(tx, c)
	case Ignore:
		return ignore(tx, c)
	case Read:
		return read(tx, c)
	}
	return nil, fmt.Errorf("apply: unknown command %T", c)
}

// before returns the event that a command led to when it was accepted, about
// the same thing as that is now. Commands that leave no outcome set something
// to a value, and never come here.
func before(tx Tx, c Command, o Outcome) (Event, error) {
	switch c := c.(type) {
	case Create:
		r, err := tx.Room(o.Room)
		return Created{Room: r}, err
	case Post:
		return postedBefore(tx, c, o)
	case Edit:
		return changedBefore(tx, c.Header, o, WasEdited)
	case Delete:
		return changedBefore(tx, c.Header, o, WasDeleted)
	case React:
		return changedBefore(tx, c.Header, o, WasReacted)
	case Pin:
		return changedBefore(tx, c.Header, o, WasPinned)
	}
	return nil, fmt.Errorf("apply: unknown command %T with an outcome", c)
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
	if err := tx.SetMembership(r.ID, who.ID, Membership{Role: Owner, At: c.At}); err != nil {
		return nil, err
	}
	return Created{Room: r}, tx.Record(c.ID, Outcome{Room: r.ID})
}

func join(tx Tx, c Join) (Event, error) {
	who, _, in, err := membership(tx, c.Room, c.By)
	if err != nil {
		return nil, err
	}
	if in {
		return nil, refuse(ErrConflict, "you are in that room already; nothing to do")
	}
	return Joined{Room: c.Room, Who: who, At: c.At}, tx.SetMembership(c.Room, c.By, Membership{At: c.At})
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
		return who, r, false, refuse(ErrNotFound, "there is no such room; the command rooms lists them")
	} else if err != nil || r.Open() {
		return who, r, err == nil, err
	}
	_, in, err := tx.Membership(id, user)
	return who, r, in, err
}

// insider loads the person and a room that they are in, or refuses.
func insider(tx Tx, id ID, user UserID) (Person, Room, error) {
	who, r, in, err := membership(tx, id, user)
	if err == nil && !in {
		err = notIn(r)
	}
	return who, r, err
}

func notIn(r Room) error {
	return refuse(ErrDenied, "you are not in #%[1]s, so you cannot read or write there; join it first with the command join %[1]s", r.Name)
}

func refuse(kind error, key string, args ...any) error {
	return &Refusal{Kind: kind, Text: lang.S(key, args...)}
}
