package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
)

func roomList() Spec {
	return Spec{
		Path: "room list", Verb: "rooms", Aliases: []string{"list", "房间"},
		Help:  "List the rooms: who is there now, what is new to you, which you have joined.",
		Least: AtLeast(keys.Member),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				all, err := c.Broker.Rooms(c.user())
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{c.Lang.T("ROOM"), c.Lang.T("JOINED"), c.Lang.T("HERE"), c.Lang.T("NEW"), c.Lang.T("NAMED"), c.Lang.T("TOPIC")}}
				for _, l := range all {
					items = append(items, newRoomObject(l))
					rows = append(rows, []string{
						l.Room.Name, c.yesNo(l.Joined), strconv.Itoa(l.Present),
						strconv.FormatUint(l.Unread, 10), strconv.FormatUint(l.Mentions, 10), l.Room.Topic,
					})
				}
				if c.JSON {
					return c.list(items, "")
				}
				return c.print(columns(rows)...)
			}
		},
	}
}

func (c *Invocation) yesNo(b bool) string {
	if b {
		return c.Lang.T("yes")
	}
	return c.Lang.T("no")
}
