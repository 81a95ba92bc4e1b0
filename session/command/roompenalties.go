package command

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
	"snug/text/lang"
)

func roomPenalties() Spec {
	return Spec{
		Path: "room penalties", Verb: "penalties", Aliases: []string{"处罚列表"}, Args: "ROOM",
		Help:  "List who is muted in a room or banned from it, by whom, until when and why.",
		Least: AtLeast(keys.Member).InRoom(room.Moderator), Effect: Reads, Here: true,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(_ context.Context, c *Invocation, r room.Room) error {
				found, err := c.Broker.Penalties(c.user(), r.ID)
				if err != nil {
					return err
				}
				var items []any
				var rows [][]string
				now := time.Now()
				for _, p := range found {
					items = append(items, newPenaltyObject(r, p.Person, p.Penalty))
					for _, kind := range []struct {
						word lang.Key
						is   sanction.Sanction
					}{{"muted", p.Penalty.Muted}, {"banned", p.Penalty.Banned}} {
						if kind.is.In(now) {
							rows = append(rows, append([]string{p.Person.Name, c.Lang.T(string(kind.word))}, c.sanctionCells(kind.is)...))
						}
					}
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(rows) == 0:
					return c.notice("Nobody is muted in %s or banned from it.", r.Label())
				}
				return c.print(columns(rows)...)
			})
		},
	}
}

// sanctionCells are the cells of a table that tell of a sanction: until when, by
// whom and why.
func (c *Invocation) sanctionCells(s sanction.Sanction) []string {
	until := c.Lang.T("no end")
	if !s.Until.IsZero() {
		until = c.minute(s.Until)
	}
	return []string{until, s.ByName, s.Reason}
}
