package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"snug/room"
)

// target loads the message that somebody means by its id (m_...), by its
// number in a room (books#12, r_3#12) or a conversation (@ann#12), or by its
// number alone in the room on the screen (12). What they may not read is answered
// as what is not there.
func (c *Invocation) target(typed string) (room.Room, *room.Message, error) {
	in, seq, err := c.locate(typed)
	if err != nil {
		return room.Room{}, nil, err
	}
	found, err := c.Broker.History(c.user(), in.ID, room.Range{After: seq - 1, Before: seq + 1, Limit: 1})
	switch {
	case errors.Is(err, room.ErrNotFound), errors.Is(err, room.ErrDenied), err == nil && len(found) == 0:
		return room.Room{}, nil, noMessage(typed)
	case err != nil:
		return room.Room{}, nil, err
	}
	return in, found[0], nil
}

func noMessage(typed string) error {
	return fail(NotFound, "there is no message %s that you can read", shorten(typed))
}

// locate finds the room and the number of a message that somebody means, who may
// know of the room. It does not look at the message.
func (c *Invocation) locate(typed string) (in room.Room, seq uint64, err error) {
	name, seq, isNumber, err := c.reference(typed)
	if err != nil {
		return in, 0, err
	}
	if isNumber {
		in, err = c.room(name)
	} else {
		var id room.CommandID
		if id, err = room.ParseCommandID(typed); err != nil {
			return in, 0, fail(Usage, "%q is neither the id of a message (m_...) nor its number in a room (%s#12)", shorten(typed), room.Lobby)
		}
		in, seq, err = c.Broker.Locate(c.user(), id)
	}
	if errors.Is(err, room.ErrNotFound) || err == nil && seq == 0 {
		err = noMessage(typed)
	}
	return in, seq, err
}

// reference takes a room's name and a number apart: "books#12", "#books/12",
// "#12", "12". The name is empty for the room on the screen.
func (c *Invocation) reference(typed string) (name string, number uint64, ok bool, err error) {
	typed = halfWidth.Replace(typed)
	digits := typed
	if i := strings.LastIndexAny(typed, "#/"); i >= 0 {
		name, digits = strings.Trim(typed[:i], "#"), typed[i+1:]
	}
	if number, err = strconv.ParseUint(digits, 10, 63); err != nil {
		return "", 0, false, nil
	}
	if name == "" && c.In == 0 {
		return "", 0, false, fail(Usage, "a number alone says no room; write it as %s#%d", room.Lobby, number)
	}
	return name, number, true, nil
}

// halfWidth brings what a Chinese keyboard types to what is meant.
var halfWidth = strings.NewReplacer("＃", "#", "／", "/", "＠", "@", "，", ",", "、", ",",
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")

// here writes a message's number as people in its room say it.
func here(m *room.Message) string { return fmt.Sprintf("#%d", m.Seq) }

// address writes a message's number so that any command finds it.
func (c *Invocation) address(in room.Room, seq uint64) string {
	return fmt.Sprintf("%s#%d", c.roomName(in), seq)
}

// changed answers a change of a message: in JSON with the message, on the
// command line with its id. A screen shows the message itself.
func (c *Invocation) changed(in room.Room, m *room.Message) error {
	switch {
	case c.JSON:
		o, err := c.messageObject(in, m)
		if err != nil {
			return err
		}
		return c.objects(o)
	case c.Front.talks():
		return nil
	}
	return c.print(m.ID.String())
}
