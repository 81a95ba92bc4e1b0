package room

import (
	"errors"

	"snug/text"
)

func create(tx Tx, c Create) (Event, error) {
	if err := checkSettings(c.Settings); err != nil {
		return nil, err
	}
	s, err := submit(tx, c.Header)
	if err == nil {
		err = s.onlyPeople()
	}
	if err == nil {
		err = s.mayReachOut()
	}
	if err == nil {
		err = s.mayLink(c.Topic)
	}
	if err != nil {
		return nil, err
	}
	who := s.who
	if err := roomLeft(tx, who, c.By); err != nil {
		return nil, err
	}
	if err := mayOwn(tx, who, c.By); err != nil {
		return nil, err
	}
	if err := nameFree(tx, c.By, Room{Name: c.Name, Settings: c.Settings}); err != nil {
		return nil, err
	}
	r, err := tx.AddRoom(Room{Name: c.Name, Topic: c.Topic, Creator: who.ID, Owner: who.ID, Created: c.At, Settings: c.Settings})
	if err != nil {
		return nil, err
	}
	if err := tx.SetMembership(r.ID, who.ID, Membership{Role: Owner, At: c.At}); err != nil {
		return nil, err
	}
	if r, err = tx.Room(r.ID); err != nil {
		return nil, err
	}
	return Created{Room: r, People: []Person{who}}, record(tx, c.Header, r.ID)
}

// nameFree refuses a room a name that would confuse it with another: with any
// that everybody can see, unless it is private itself, and with those of the
// submitter. That a private room has a name is told to nobody else.
func nameFree(tx Tx, by UserID, r Room) error {
	fold, skeleton := text.Fold(r.Name), text.Skeleton(r.Name)
	taken := refuse(ErrConflict, "the room name %s is taken, or looks like one that is; choose another", r.Name)
	if skeleton == text.Skeleton(Lobby) {
		return taken
	}
	if !r.Private {
		for _, find := range []func() (Room, error){
			func() (Room, error) { return tx.RoomNamed(fold) },
			func() (Room, error) { return tx.RoomLike(skeleton) },
		} {
			switch found, err := find(); {
			case err == nil && found.ID != r.ID:
				return taken
			case err != nil && !errors.Is(err, ErrNotFound):
				return err
			}
		}
	}
	joined, err := tx.Joined(by)
	if err != nil {
		return err
	}
	for _, id := range joined {
		switch mine, err := tx.Room(id); {
		case err != nil:
			return err
		case mine.ID != r.ID && !mine.Conversation() && (text.Fold(mine.Name) == fold || text.Skeleton(mine.Name) == skeleton):
			return taken
		}
	}
	return nil
}

// roomLeft refuses somebody a room more than they can be in. by is who submits.
func roomLeft(tx Tx, p Person, by UserID) error {
	switch joined, err := tx.Joined(p.ID); {
	case err != nil || len(joined) < MaxRooms:
		return err
	case p.ID != by:
		return refuse(ErrConflict, "%s is in %d rooms and conversations and that is the limit; ask them to leave one", p.Name, MaxRooms)
	}
	return refuse(ErrConflict, "you are in %d rooms and conversations and that is the limit; leave one first", MaxRooms)
}

// mayOwn refuses somebody a room more than they can own.
func mayOwn(tx Tx, p Person, by UserID) error {
	switch n, err := tx.Owned(p.ID); {
	case err != nil || n < MaxOwned:
		return err
	case p.ID != by:
		return refuse(ErrConflict, "%s owns %d rooms and that is the limit; name somebody else", p.Name, MaxOwned)
	}
	return refuse(ErrConflict, "you own %d rooms and that is the limit; give one away or delete it first", MaxOwned)
}
