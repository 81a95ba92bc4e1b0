package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text"
)

func fileQuota() Spec {
	return Spec{
		Path: "file quota", Aliases: []string{"文件配额"}, Args: "[ROOM]",
		Help:   "Show how much your files and those of a room take up, and how much they may; to the staff, all of them, too.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				name := c.arg(0)
				if name == "" && c.In == 0 {
					name = room.Lobby
				}
				r, err := c.room(name)
				if err != nil {
					return err
				}
				q, err := c.Broker.Quota(ctx, c.user(), r.ID)
				staff := c.Who.Role >= keys.Moderator
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newQuotaObject(r, q, staff))
				}
				use := func(u room.Usage, most int64) string {
					return c.Lang.T("%[1]d files, %[2]s of %[3]s", u.Files, text.Size(u.Bytes), text.Size(most))
				}
				rows := [][]string{
					{c.Lang.T("your files"), use(q.Person, q.MaxPerson)},
					{r.Label(), use(q.Room, q.MaxRoom)},
				}
				if staff {
					rows = append(rows, []string{c.Lang.T("all on disk"), use(q.Server, q.MaxServer)})
				}
				return c.print(columns(append(
					rows,
					[]string{c.Lang.T("one file may have"), text.Size(q.File)},
					[]string{c.Lang.T("the next one may have"), text.Size(q.Left())},
				))...)
			}
		},
	}
}
