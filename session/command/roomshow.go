package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
)

func roomShow() Spec {
	return Spec{
		Path: "room show", Args: "ROOM",
		Help:  "Show a room's topic and figures.",
		Least: AtLeast(keys.Member), Here: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				l, err := c.listing(r.ID)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newRoomObject(l))
				}
				return c.print(columns([][]string{
					{c.Lang.T("room"), l.Room.Name},
					{c.Lang.T("topic"), l.Room.Topic},
					{c.Lang.T("joined"), c.yesNo(l.Joined)},
					{c.Lang.T("here now"), strconv.Itoa(l.Present)},
					{c.Lang.T("new to you"), strconv.FormatUint(l.Unread, 10)},
					{c.Lang.T("naming you"), strconv.FormatUint(l.Mentions, 10)},
					{c.Lang.T("tells you"), c.Lang.T(string(levelWords[l.Level]))},
					{c.Lang.T("pinned"), strconv.Itoa(l.Room.Pins)},
					{c.Lang.T("messages"), strconv.FormatUint(l.Room.Last, 10)},
					{c.Lang.T("made"), l.Room.Created.UTC().Format("2006-01-02")},
				})...)
			}
		},
	}
}
