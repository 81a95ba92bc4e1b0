package room

import (
	"errors"
	"strings"

	"snug/text"
)

// FindPerson finds an account by its username, or else by its display name,
// with or without "@". When there is none, the refusal (ErrNotFound) names the
// nearest of the people whom by can see.
func (b *Broker) FindPerson(by UserID, name string) (Person, error) {
	if name = bareUsername(name); len(name) > maxLookUp {
		return Person{}, refuse(ErrNotFound, "no name is that long; the command who lists who is here")
	}
	p, err := b.store.PersonNamed(text.Fold(name))
	if !errors.Is(err, ErrNotFound) {
		return p, err
	}
	if near := text.Nearest(text.Fold(name), b.namesFor(by)); near != "" {
		return Person{}, refuse(ErrNotFound, "there is nobody called %s; did you mean %s?", text.StripLine(name), near)
	}
	return Person{}, refuse(ErrNotFound, "there is nobody called %s; the command who lists who is here", text.StripLine(name))
}

// bareUsername drops the "@" that people put before a name, half or full width.
func bareUsername(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range mentionMarks {
		s = strings.TrimPrefix(s, mark)
	}
	return s
}

// maxLookUp is the most bytes of a name that are worth looking for: a display
// name has at most 20 clusters.
const maxLookUp = 1024

// namesFor returns the folded names of the others who are present.
func (b *Broker) namesFor(by UserID) []string {
	if b.lobby == nil {
		return nil
	}
	var names []string
	for _, p := range b.lobby.whoIsThere() { // whoever is anywhere is there
		if p.ID == by {
			continue
		}
		names = append(names, text.Fold(p.Name))
		if p.Display != "" {
			names = append(names, text.Fold(p.Display))
		}
	}
	return names
}

// persons returns accounts in the order of ids; whose account is gone is left
// out.
func (b *Broker) persons(ids []UserID) ([]Person, error) {
	people := make([]Person, 0, len(ids))
	for _, id := range ids {
		switch p, err := b.store.Person(id); {
		case err == nil:
			people = append(people, p)
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
	}
	return people, nil
}
