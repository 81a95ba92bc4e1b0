package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
)

func roomList() Spec {
	return Spec{
		Path: "room list", Verb: "rooms",
		Help:  "List the rooms: who is there now, what is new to you, which you have joined.",
		Least: AtLeast(keys.Member),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				all, err := c.Broker.Rooms(c.user())
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{"ROOM", "JOINED", "HERE", "NEW", "TOPIC"}}
				for _, l := range all {
					items = append(items, newRoomObject(l))
					rows = append(rows, []string{
						l.Room.Name, yesNo(l.Joined), strconv.Itoa(l.Present),
						strconv.FormatUint(l.Unread, 10), l.Room.Topic,
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

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
