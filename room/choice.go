package room

import "errors"

// What people choose for themselves sets something to a value, so it is
// decided the same way however often it is submitted, and leaves no outcome.

func saveDraft(tx Tx, c SaveDraft) (Event, error) {
	_, r, err := insider(tx, c.Room, c.By)
	if err != nil {
		return nil, err
	}
	for _, seq := range []uint64{c.Draft.Reply, c.Draft.Edit} {
		if seq > r.Last {
			return nil, noMessage(r, seq)
		}
	}
	return Drafted{User: c.By, Room: c.Room, Draft: c.Draft}, tx.SetDraft(c.By, c.Room, c.Draft)
}

func notify(tx Tx, c Notify) (Event, error) {
	if c.Level > None {
		return nil, refuse(ErrInvalid, "there is no such level; choose mentions, all or none")
	}
	if _, _, err := insider(tx, c.Room, c.By); err != nil {
		return nil, err
	}
	return Notified{User: c.By, Room: c.Room, Level: c.Level}, tx.SetLevel(c.By, c.Room, c.Level)
}

func ignore(tx Tx, c Ignore) (Event, error) {
	if c.Who == c.By {
		return nil, refuse(ErrInvalid, "you cannot ignore yourself; name somebody else")
	}
	if _, err := tx.Person(c.By); err != nil {
		return nil, err
	}
	switch _, err := tx.Person(c.Who); {
	case errors.Is(err, ErrNotFound):
		return nil, refuse(ErrNotFound, "there is no such person; the command who lists who is here")
	case err != nil:
		return nil, err
	}
	return Ignoring{User: c.By, Who: c.Who, On: c.On}, tx.SetIgnored(c.By, c.Who, c.On)
}
