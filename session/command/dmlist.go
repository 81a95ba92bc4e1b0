package command

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func dmList() Spec {
	return Spec{
		Path: "dm list", Verb: "dms", Aliases: []string{"私聊列表"},
		Help:   "List your conversations, the newest first, and what is new to you there.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error { return c.listConversations() }
		},
	}
}

func (c *Invocation) listConversations() error {
	all, err := c.Broker.Joined(c.user())
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(l room.Listing) bool { return !l.Room.Conversation() })
	slices.SortStableFunc(all, func(a, b room.Listing) int { return moved(b).Compare(moved(a)) })
	var items []any
	rows := [][]string{{c.Lang.T("WITH"), c.Lang.T("NEW"), c.Lang.T("LAST SAID")}}
	for _, l := range all {
		o, err := c.roomObject(l)
		if err != nil {
			return err
		}
		items = append(items, conversationObject{o, stampOf(l.Active)})
		last := "-"
		if !l.Active.IsZero() {
			last = c.minute(l.Active)
		}
		rows = append(rows, []string{c.withWhom(l), strconv.FormatUint(l.Unread, 10), last})
	}
	switch {
	case c.JSON:
		return c.list(items, "")
	case len(all) == 0:
		return c.notice("You have no conversations; begin one with: %s", c.Front.form("msg USER TEXT"))
	}
	return c.print(columns(rows)...)
}

// withWhom names a conversation for people: by who is in it, with the id where
// that alone does not lead there.
func (c *Invocation) withWhom(l room.Listing) string {
	found, name := c.roomName(l.Room), l.Room.Name
	switch {
	case !l.Remnant():
	case len(l.With) == 0:
		name = "@" + c.Who.Account.Name
	default:
		name = "@" + l.With[0].Name
	}
	if found != name {
		name += " (" + found + ")"
	}
	return name
}

// moved returns what conversations are sorted by: when something was said there
// last, or when one was opened in which nothing was.
func moved(l room.Listing) time.Time {
	if l.Active.IsZero() {
		return l.Room.Created
	}
	return l.Active
}
