package command

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
)

func banList() Spec {
	return Spec{
		Path: "ban list", Verb: "bans", Aliases: []string{"封禁列表"},
		Help:  "List the bans of the server, the newest first.",
		Least: AtLeast(keys.Moderator), Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			ended := fs.Bool("ended", false, "also those that have ended")
			return func(_ context.Context, c *Invocation) error {
				found, err := c.Directory.Bans(*ended)
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{c.Lang.T("ID"), c.Lang.T("TARGET"), c.Lang.T("ENDS"), c.Lang.T("BANNED BY"), c.Lang.T("REASON")}}
				for _, b := range found {
					items = append(items, newBanObject(b))
					rows = append(rows, append([]string{b.Number(), c.targetCell(b)}, c.sanctionCells(b.Sanction)...))
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(items) == 0:
					return c.notice("Nobody is banned.")
				}
				return c.print(columns(rows)...)
			}
		},
	}
}

// targetCell is what a table says of what a ban is of.
func (c *Invocation) targetCell(b keys.Ban) string {
	cell := targetOf(b)
	if b.Guests {
		cell += " " + c.Lang.T("(without an account)")
	}
	return cell
}

func banShow() Spec {
	return Spec{
		Path: "ban show", Aliases: []string{"查看封禁"}, Args: "TARGET",
		Help:     "Show one ban, by its number or by what it is of.",
		Examples: []string{"b12", "mallory"},
		Least:    AtLeast(keys.Moderator), Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				b, err := c.banMeant(c.arg(0))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newBanObject(b))
				}
				state := c.Lang.T("counts")
				if !b.In(time.Now()) {
					state = c.Lang.T("has ended")
				}
				cells := c.sanctionCells(b.Sanction)
				return c.print(columns([][]string{
					{c.Lang.T("ban"), b.Number()},
					{c.Lang.T("of"), c.targetCell(b)},
					{c.Lang.T("state"), state},
					{c.Lang.T("since"), c.minute(b.At)},
					{c.Lang.T("until"), cells[0]},
					{c.Lang.T("by"), cells[1]},
					{c.Lang.T("reason"), cells[2]},
				})...)
			}
		},
	}
}
