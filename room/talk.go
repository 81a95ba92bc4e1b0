package room

import (
	"context"
	"errors"
	"slices"
)

// Converse returns the conversation with people, given by their names, and
// makes it if there is none.
func (b *Broker) Converse(ctx context.Context, by UserID, names ...string) (Room, error) {
	if len(names) > 2*MaxGroup { // before any of them is looked for
		return Room{}, tooManyPeople(len(names))
	}
	with, err := b.findPeople(by, names, nil)
	if err != nil {
		return Room{}, err
	}
	all := append(slices.Clone(with), by)
	slices.Sort(all)
	// What is there already is not written down once more. The store shows a
	// conversation a moment before the sessions hear of it, and answers a command
	// after that.
	in, err := b.store.Conversation(all)
	if err == nil {
		if s, err := b.look(by, in); !errors.Is(err, ErrNotFound) {
			return s.room, err
		}
	} else if !errors.Is(err, ErrNotFound) {
		return Room{}, err
	}
	if err := b.mayBegin(by); err != nil {
		return Room{}, err
	}
	e, err := b.store.Do(ctx, Converse{Header: header(ctx, by), With: with})
	if err != nil {
		return Room{}, err
	}
	s, err := b.look(by, e.(Created).Room.ID)
	return s.room, err
}

func tooManyPeople(n int) error {
	return refuse(ErrInvalid, "a conversation of %d people is too large, the limit is %d; make a private room", n, MaxGroup)
}

// Block keeps somebody from writing to by in private, or lets them again.
func (b *Broker) Block(ctx context.Context, by UserID, who string, on bool) (Person, error) {
	p, err := b.FindPerson(by, who)
	if err != nil {
		return Person{}, err
	}
	_, err = b.store.Do(ctx, Block{Header: header(ctx, by), Who: p.ID, On: on})
	return p, err
}

// Blocked returns whom somebody blocks, by account.
func (b *Broker) Blocked(by UserID) ([]Person, error) {
	ids, err := b.store.Blocked(by)
	if err != nil {
		return nil, err
	}
	return b.persons(ids)
}

// presentIDs returns who has a session that is shown, by account, without one, at
// most MaxHere.
func (h *hub) presentIDs(without UserID) []UserID {
	h.mu.Lock()
	ids := make([]UserID, 0, len(h.online))
	for id := range h.online {
		if id != without {
			ids = append(ids, id)
		}
	}
	h.mu.Unlock()
	slices.Sort(ids)
	return ids[:min(len(ids), MaxHere)]
}
