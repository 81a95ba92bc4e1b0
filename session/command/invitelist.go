package command

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func inviteList() Spec {
	return Spec{
		Path: "invite list", Aliases: []string{"邀请码列表"},
		Help:   "List the invitations to this server that are open, the newest first.",
		Least:  AtLeast(keys.Moderator),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				open, err := c.Directory.InviteCodes()
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{c.Lang.T("INVITATION"), c.Lang.T("LEFT"), c.Lang.T("USED"), c.Lang.T("UNTIL"), c.Lang.T("ROLE"), c.Lang.T("ROOM"), c.Lang.T("BY")}}
				for _, i := range open {
					items = append(items, newInviteObject(i, ""))
					in := "-"
					if i.Room != 0 {
						in = roomID(room.ID(i.Room))
					}
					rows = append(rows, []string{
						i.Place, fmt.Sprint(i.Uses), fmt.Sprint(i.Used), c.minute(i.Until), c.Lang.T(string(roleNames[i.Role])), in, i.ByName,
					})
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(open) == 0:
					return c.notice("No invitation is open; make one with: %s", c.Front.form("invite create"))
				}
				return c.print(columns(rows)...)
			}
		},
	}
}

func inviteRevoke() Spec {
	return Spec{
		Path: "invite revoke", Aliases: []string{"撤销邀请码"}, Args: "INVITATION",
		Help:   "End an invitation to this server; who has come with it stays.",
		Least:  AtLeast(keys.Moderator),
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				i, err := c.Directory.RevokeInvite(ctx, c.actor(), c.arg(0), c.Reason)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newInviteObject(i, ""))
				}
				return c.say("The invitation %s is over.", i.Place)
			}
		},
	}
}
