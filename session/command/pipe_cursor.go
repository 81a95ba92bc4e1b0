package command

import (
	"fmt"
	"strconv"
	"strings"

	"snug/room"
)

// A position is how much of a room somebody has heard: the messages up to seq, and
// what happened to them up to the room's revision rev.
type position struct{ seq, rev uint64 }

// cursor writes a position as programs keep it.
func cursor(in room.ID, at position) string {
	return fmt.Sprintf("%s:%d:%d", roomID(in), at.seq, at.rev)
}

// parseCursor reads what cursor wrote.
func parseCursor(s string) (in string, at position, err error) {
	parts := strings.Split(s, ":")
	if len(parts) == 3 {
		_, e1 := strconv.ParseUint(strings.TrimPrefix(parts[0], "r_"), 10, 64)
		seq, e2 := strconv.ParseUint(parts[1], 10, 63)
		rev, e3 := strconv.ParseUint(parts[2], 10, 63)
		if strings.HasPrefix(parts[0], "r_") && e1 == nil && e2 == nil && e3 == nil {
			return parts[0], position{seq, rev}, nil
		}
	}
	return "", position{}, fail(Usage, "%q is no cursor; take one as it came, such as r_1:80:7", shorten(s))
}

// A pipePlace is a room, and where somebody goes on in it.
type pipePlace struct {
	room  room.Room
	since *position // nil: with what happens from now on
}

// placeAt finds the room that a name and a cursor mean; either may be empty. A
// cursor of another room or of what has not happened yet is refused: it is not of
// this server, or its store was put back.
func (c *Invocation) placeAt(name, since string) (p pipePlace, err error) {
	if since == "" {
		p.room, err = c.room(name)
		return p, err
	}
	in, at, err := parseCursor(since)
	if err != nil {
		return p, err
	}
	if name == "" {
		name = in
	}
	if p.room, err = c.room(name); err != nil {
		return p, err
	}
	switch {
	case roomID(p.room.ID) != in:
		return p, fail(Usage, "the cursor %s is not one of %s, whose cursors begin with %s", since, p.room.Label(), roomID(p.room.ID))
	case at.seq > p.room.Last || at.rev > p.room.Rev:
		return p, fail(Usage, "the cursor %s is ahead of %s, which is at %s; begin without one",
			since, p.room.Label(), cursor(p.room.ID, position{p.room.Last, p.room.Rev}))
	}
	p.since = &at
	return p, nil
}
