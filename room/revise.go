package room

import (
	"context"
	"errors"
)

// Create makes a room; its creator owns it and is its first member. A name that
// breaks the policy is refused with ErrInvalid, one that is taken or looks like
// one that is with ErrConflict.
func (b *Broker) Create(ctx context.Context, by UserID, name, topic string, s Settings) (Room, error) {
	name, err := parseName(name)
	if err != nil {
		return Room{}, err
	}
	if topic, err = parseTopic(topic); err != nil {
		return Room{}, err
	}
	if err := b.mayMove(by); err != nil {
		return Room{}, err
	}
	e, err := b.store.Do(ctx, Create{Header: header(ctx, by), Name: name, Topic: topic, Settings: s})
	if err != nil {
		return Room{}, err
	}
	return e.(Created).Room, nil
}

// Rename gives a room another name and returns it as it is then.
func (b *Broker) Rename(ctx context.Context, by UserID, in ID, name string) (Room, error) {
	s, err := b.look(by, in)
	if err != nil {
		return Room{}, err
	}
	if name, err = parseName(name); err != nil {
		return Room{}, err
	}
	return b.revise(ctx, s, Rename{Header: header(ctx, by), Room: in, Name: name})
}

// Describe changes a room's topic or description; nil leaves it as it is.
func (b *Broker) Describe(ctx context.Context, by UserID, in ID, topic, description *string) (Room, error) {
	s, err := b.look(by, in)
	if err != nil {
		return Room{}, err
	}
	c := Describe{Header: header(ctx, by), Room: in}
	if topic != nil {
		line, err := parseTopic(*topic)
		if err != nil {
			return Room{}, err
		}
		c.Topic = &line
	}
	if description != nil {
		lines, err := parseDescription(*description)
		if err != nil {
			return Room{}, err
		}
		c.Description = &lines
	}
	return b.revise(ctx, s, c)
}

// configureTries is how often settings that somebody else has changed meanwhile
// are changed once more.
const configureTries = 3

// Configure changes a room's settings by what change does to them, whose
// error it returns. Change may be called several times.
func (b *Broker) Configure(ctx context.Context, by UserID, in ID, change func(*Settings) error) (Room, error) {
	for tries := 1; ; tries++ {
		s, err := b.look(by, in)
		if err != nil {
			return Room{}, err
		}
		is := s.room.Settings
		if err := change(&is); err != nil {
			return Room{}, err
		}
		r, err := b.revise(ctx, s, Configure{Header: header(ctx, by), Room: in, Was: s.room.Settings, Is: is})
		if now, _ := s.hub.snapshot(); !errors.Is(err, ErrConflict) || now.Settings == s.room.Settings || tries == configureTries {
			return r, err
		}
	}
}

// Archive makes a room one that is only read, or brings it back.
func (b *Broker) Archive(ctx context.Context, by UserID, in ID, on bool) (Room, error) {
	s, err := b.look(by, in)
	if err != nil {
		return Room{}, err
	}
	return b.revise(ctx, s, Archive{Header: header(ctx, by), Room: in, On: on})
}

// revise has the store decide a change of a room, and returns the room as it is
// then for whoever saw it before.
func (b *Broker) revise(ctx context.Context, s viewing, c Command) (Room, error) {
	e, err := b.store.Do(ctx, c)
	if err != nil {
		return Room{}, err
	}
	is := e.(Revised).Is
	if is.Conversation() {
		is.Name = s.room.Name
	}
	return is, nil
}

// Discard deletes a room.
func (b *Broker) Discard(ctx context.Context, by UserID, in ID) error {
	if _, err := b.look(by, in); err != nil {
		return err
	}
	_, err := b.store.Do(ctx, Discard{Header: header(ctx, by), Room: in})
	return err
}
