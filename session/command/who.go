package command

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func who() Spec {
	return Spec{
		Path: "who", Aliases: []string{"names", "成员"}, Args: "[ROOM]",
		Help:  "List who is connected: in a room, or at all.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			want := excerptFlags(fs)
			return func(_ context.Context, c *Invocation) error {
				name := c.arg(0)
				if c.In == 0 { // everybody who is connected is in the lobby
					name = cmp.Or(name, room.Lobby)
				}
				r, err := c.room(name)
				if err != nil {
					return err
				}
				people, err := c.Broker.Present(c.user(), r.ID)
				if err != nil {
					return err
				}
				people, next, err := cutExcerpt(want, people, func(p room.Presence) bool {
					return strings.ToLower(p.Name) >= strings.ToLower(want.after)
				}, func(p room.Presence) string { return p.Name })
				if err != nil {
					return err
				}
				var items []any
				var lines []string
				for _, p := range people {
					items = append(items, newPresentObject(p))
					lines = append(lines, c.presentLine(p))
				}
				if c.JSON {
					return c.list(items, next)
				}
				if err := c.print(lines...); err != nil {
					return err
				}
				return c.more(next)
			}
		},
	}
}

// presentLine writes who is there, and how.
func (c *Invocation) presentLine(p room.Presence) string {
	line := p.Name
	if p.Display != "" {
		line += " (" + p.Display + ")"
	}
	switch {
	case p.Away && p.Why != "":
		return line + "  " + c.Lang.T("away: %s", p.Why)
	case p.Away:
		return line + "  " + c.Lang.T("away")
	case p.Idle:
		return line + "  " + c.Lang.T("idle")
	}
	return line
}
