package command

import (
	"context"
	"errors"
	"slices"
	"strings"

	"snug/room"
)

// room finds a room by name ("books", "#books"), by its id ("r_12") or, for a
// conversation, by the people in it ("@ann", "@ann,@bob"). An empty name stands
// for the room on the screen.
func (c *Invocation) room(name string) (room.Room, error) {
	switch {
	case len(name) > longestName:
		return room.Room{}, fail(NotFound, "no room has a name that long; see the list with: %s", c.Front.form("rooms"))
	case name == "" && c.In != 0:
		r, err := c.Broker.Find(c.user(), roomID(c.In))
		if errors.Is(err, room.ErrNotFound) {
			err = c.errNoRoom() // they know it by another name
		}
		return r, err
	case isConversation(name):
		name = conversationName(people(name))
	}
	return c.Broker.Find(c.user(), name)
}

// inRoom is what runs in the room of the first argument.
func inRoom(run func(context.Context, *Invocation, room.Room) error) Run {
	return func(ctx context.Context, c *Invocation) error {
		r, err := c.room(c.arg(0))
		if err != nil {
			return err
		}
		return run(ctx, c, r)
	}
}

// longestName is the most bytes of a name that are worth looking for: those of
// a group, by what its people are called.
const longestName = room.MaxGroup * 64

// destination finds a room for the text of an argument, and the text. A
// conversation that there is not yet is made when there is something to say, and
// nobody waits for a text that has nowhere to go.
func (c *Invocation) destination(ctx context.Context, name string, text int) (r room.Room, said string, err error) {
	if !isConversation(name) {
		if r, err = c.room(name); err != nil {
			return r, "", err
		}
		said, err = c.text(text)
		return r, said, err
	}
	if err = c.checkPeople(name); err != nil {
		return r, "", err
	}
	if said, err = c.text(text); err != nil {
		return r, "", err
	}
	if strings.TrimSpace(said) == "" {
		return r, "", fail(Usage, "the message is empty; write something first")
	}
	r, err = c.converse(ctx, name)
	return r, said, err
}

// checkPeople finds somebody who is not there among those whose names commas
// separate.
func (c *Invocation) checkPeople(names string) error {
	with, err := named(names)
	if err != nil {
		return err
	}
	for _, who := range with {
		if _, err := c.Broker.FindPerson(c.user(), who); err != nil {
			return err
		}
	}
	return nil
}

// converse returns the conversation with people, whose names commas separate.
func (c *Invocation) converse(ctx context.Context, names string) (room.Room, error) {
	with, err := named(names)
	if err != nil {
		return room.Room{}, err
	}
	ctx, done := write(ctx)
	defer done()
	return c.Broker.Converse(ctx, c.user(), with...)
}

// isConversation reports whether a name can only be that of a conversation.
func isConversation(name string) bool {
	return strings.HasPrefix(halfWidth.Replace(strings.TrimSpace(name)), "@")
}

// people takes apart the names of people that commas separate, with or without
// "@".
func people(typed string) []string {
	var names []string
	for name := range strings.SplitSeq(halfWidth.Replace(typed), ",") {
		if name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "@")); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// named is people, and refuses what is no list of names.
func named(typed string) ([]string, error) {
	names := people(typed)
	switch {
	case len(typed) > longestName:
		return nil, fail(Usage, "a conversation has %d people at most; leave some names out", room.MaxGroup)
	case len(names) == 0:
		return nil, fail(Usage, "%q names nobody; write a username, or several with commas between", shorten(typed))
	}
	return names, nil
}

// conversationName writes the name of the conversation with people.
func conversationName(names []string) string { return "@" + strings.Join(names, ",@") }

// listing returns a room as the caller sees it, and false when they see none.
func (c *Invocation) listing(id room.ID) (room.Listing, bool, error) {
	all, err := c.Broker.Rooms(c.user())
	i := slices.IndexFunc(all, func(l room.Listing) bool { return l.Room.ID == id })
	switch {
	case err == nil && i < 0 && c.Operator:
		return c.unlisted(id)
	case err != nil || i < 0:
		return room.Listing{}, false, err
	}
	return all[i], true, nil
}

// unlisted is listing for the operator, who finds private rooms by their id and
// is listed none.
func (c *Invocation) unlisted(id room.ID) (room.Listing, bool, error) {
	r, err := c.Broker.Find(c.user(), roomID(id))
	if err != nil {
		return room.Listing{}, false, err
	}
	s, err := c.Broker.Standing(c.user(), id)
	return room.Listing{Room: r, Standing: s}, err == nil, err
}

// errNoRoom is the answer about a room that is gone since it was found.
func (c *Invocation) errNoRoom() error {
	return fail(NotFound, "there is no such room; see the list with: %s", c.Front.form("rooms"))
}

// roomName returns a name by which any command finds a room: its own, or the id
// where another room that the caller sees has the same.
func (c *Invocation) roomName(r room.Room) string {
	if known, ok := c.roomNames[r.ID]; ok {
		return known
	}
	name := r.Name
	if found, err := c.Broker.Find(c.user(), name); err != nil || found.ID != r.ID {
		name = roomID(r.ID)
	}
	if c.roomNames == nil {
		c.roomNames = make(map[room.ID]string)
	}
	c.roomNames[r.ID] = name
	return name
}
