package command

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text"
	"snug/text/lang"
)

func roomList() Spec {
	return Spec{
		Path: "room list", Verb: "rooms", Aliases: []string{"list", "房间"},
		Help:   "List the rooms: who is there now, what is new to you, which you have joined.",
		Least:  AtLeast(keys.Member),
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			want := excerptFlags(fs)
			return func(_ context.Context, c *Invocation) error {
				all, err := c.Broker.Rooms(c.user())
				if err != nil {
					return err
				}
				all = slices.DeleteFunc(all, func(l room.Listing) bool { return l.Room.Conversation() }) // dm list has those
				from, err := c.roomCursor(want.after)
				if err != nil {
					return err
				}
				all, next, err := cutExcerpt(want, all, func(l room.Listing) bool { return l.Room.ID == from }, func(l room.Listing) string { return roomID(l.Room.ID) })
				if err != nil {
					return err
				}
				if c.JSON {
					items, err := c.roomObjects(all)
					if err != nil {
						return err
					}
					return c.list(items, next)
				}
				if err := c.print(columns(c.roomRows(all))...); err != nil {
					return err
				}
				return c.more(next)
			}
		},
	}
}

// roomCursor reads the room that a list ended with, which has to be there still:
// its name says where the list goes on.
func (c *Invocation) roomCursor(typed string) (room.ID, error) {
	digits, ok := strings.CutPrefix(typed, "r_")
	switch n, err := strconv.ParseUint(digits, 10, 63); {
	case typed == "":
		return 0, nil
	case !ok || err != nil:
		return 0, fail(Usage, "%q is no cursor; take the one that was printed below the list", shorten(typed))
	default:
		r, err := c.room(typed)
		if err == nil && r.Conversation() {
			err = c.errNoRoom()
		}
		if err != nil {
			return 0, err
		}
		return room.ID(n), nil
	}
}

// roomRows lays rooms out as a table.
func (c *Invocation) roomRows(all []room.Listing) [][]string {
	seen := make(map[string]int)
	for _, l := range all {
		seen[text.Fold(l.Room.Name)]++
	}
	rows := [][]string{{c.Lang.T("ROOM"), c.Lang.T("JOINED"), c.Lang.T("HERE"), c.Lang.T("NEW"), c.Lang.T("NAMED"), c.Lang.T("KIND"), c.Lang.T("TOPIC")}}
	for _, l := range all {
		name := l.Room.Name
		if seen[text.Fold(name)] > 1 {
			name += " (" + roomID(l.Room.ID) + ")"
		}
		joined := c.yesNo(l.Joined)
		if l.Invitation != nil && !l.Joined {
			joined = c.Lang.T("invited")
		}
		rows = append(rows, []string{
			name, joined, strconv.Itoa(l.Present), strconv.FormatUint(l.Unread, 10), strconv.FormatUint(l.Mentions, 10),
			c.kindWords(l.Room), l.Room.Topic,
		})
	}
	return rows
}

// kindWords says in a few words what sort of room a room is.
func (c *Invocation) kindWords(r room.Room) string {
	var words []string
	for _, one := range []struct {
		is   bool
		word lang.Key
	}{
		{r.Kind == room.Direct, "direct"},
		{r.Kind == room.Group, "group"},
		{r.Private, "private"},
		{r.InviteOnly, "by invitation"},
		{r.Announce, "announcements"},
		{!r.Archived.IsZero(), "archived"},
	} {
		if one.is {
			words = append(words, c.Lang.T(string(one.word)))
		}
	}
	if len(words) == 0 {
		return c.Lang.T("public")
	}
	return strings.Join(words, ", ")
}

func (c *Invocation) yesNo(b bool) string {
	if b {
		return c.Lang.T("yes")
	}
	return c.Lang.T("no")
}
