package data

import (
	"errors"
	"fmt"
	"time"

	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
)

// Person implements [room.Tx].
func (t *tx) Person(user room.UserID) (room.Person, error) {
	r, err := t.resident(user)
	return r.person, err
}

// Conduct implements [room.Tx].
func (t *tx) Conduct(user room.UserID) (room.Conduct, error) {
	r, err := t.resident(user)
	return r.conduct, err
}

// A resident is what rooms see of an account.
type resident struct {
	person  room.Person
	conduct room.Conduct
}

func (t *tx) resident(user room.UserID) (resident, error) {
	if r, ok := t.people[user]; ok {
		return r, nil
	}
	a, err := t.Account(keys.AccountID(user))
	if errors.Is(err, keys.ErrNotFound) {
		return resident{}, fmt.Errorf("account %d: %w", user, room.ErrNotFound)
	} else if err != nil {
		return resident{}, err
	}
	r := resident{
		room.Person{
			ID: user, Name: a.Name, Display: a.Display,
			Rank: room.Rank(a.Role), Bot: a.Bot(), Gone: !a.Deleted.IsZero(),
		},
		room.Conduct{Since: a.Created, Muted: a.Muted, Suspended: a.Suspended, Trusted: a.Trusted},
	}
	if a.Bot() {
		if err := t.keep(a, &r.conduct); err != nil {
			return resident{}, err
		}
	}
	t.people[user] = r
	return r, nil
}

// keep puts what a bot has of its keeper into its conduct. Of two sanctions it is
// the one that ends later: whether that is over is for whoever asks.
func (t *tx) keep(bot keys.Account, is *room.Conduct) error {
	keeper, err := t.resident(room.UserID(bot.Keeper))
	if err != nil {
		return err
	}
	is.Keeper, is.Rate = keeper.person.ID, bot.Rate
	is.Since, is.Trusted = keeper.conduct.Since, is.Trusted || keeper.conduct.Trusted
	is.Muted = sanction.Longer(is.Muted, keeper.conduct.Muted, time.Time{})
	is.Suspended = sanction.Longer(is.Suspended, keeper.conduct.Suspended, time.Time{})
	return nil
}

// PersonNamed implements [room.Tx]. Who waits for approval is not found.
func (t *tx) PersonNamed(folded string) (room.Person, error) {
	for _, index := range []bucket{names, displays} {
		a, err := t.accountIn(index, []byte(folded))
		switch {
		case err == nil && !a.Pending:
			return t.Person(room.UserID(a.ID))
		case err != nil && !errors.Is(err, keys.ErrNotFound):
			return room.Person{}, err
		}
	}
	return room.Person{}, fmt.Errorf("account named %q: %w", folded, room.ErrNotFound)
}
