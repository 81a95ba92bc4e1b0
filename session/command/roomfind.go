package command

import (
	"context"
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
		return c.Broker.Find(c.user(), roomID(c.In))
	case isConversation(name):
		name = conversationName(people(name))
	}
	return c.Broker.Find(c.user(), name)
}

// longestName is the most bytes of a name that are worth looking for: those of
// a group, by what its people are called.
const longestName = room.MaxGroup * 64

// destination is room for something that is to be said: a conversation that
// there is not yet is made.
func (c *Invocation) destination(ctx context.Context, name string) (room.Room, error) {
	if !isConversation(name) {
		return c.room(name)
	}
	return c.converse(ctx, name)
}

// converse returns the conversation with people, whose names commas separate.
func (c *Invocation) converse(ctx context.Context, names string) (room.Room, error) {
	with := people(names)
	switch {
	case len(names) > longestName:
		return room.Room{}, fail(Usage, "a conversation has %d people at most; leave some names out", room.MaxGroup)
	case len(with) == 0:
		return room.Room{}, fail(Usage, "%q names nobody; write a username, or several with commas between", shorten(names))
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

// conversationName writes the name of the conversation with people.
func conversationName(names []string) string { return "@" + strings.Join(names, ",@") }

// listing returns a room as the caller sees it, and false when they see none.
func (c *Invocation) listing(id room.ID) (room.Listing, bool, error) {
	all, err := c.Broker.Rooms(c.user())
	i := slices.IndexFunc(all, func(l room.Listing) bool { return l.Room.ID == id })
	if err != nil || i < 0 {
		return room.Listing{}, false, err
	}
	return all[i], true, nil
}

// errNoRoom is the answer about a room that is gone since it was found.
func (c *Invocation) errNoRoom() error {
	return fail(NotFound, "there is no such room; see the list with: %s", c.Front.form("rooms"))
}

// handle returns a name by which any command finds a room: its own, or the id
// where another room that the caller sees has the same.
func (c *Invocation) handle(r room.Room) string {
	if known, ok := c.handles[r.ID]; ok {
		return known
	}
	name := r.Name
	if found, err := c.Broker.Find(c.user(), name); err != nil || found.ID != r.ID {
		name = roomID(r.ID)
	}
	if c.handles == nil {
		c.handles = make(map[room.ID]string)
	}
	c.handles[r.ID] = name
	return name
}
