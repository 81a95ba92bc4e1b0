package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func roomInvitations() Spec {
	return Spec{
		Path: "room invitations", Verb: "invitations", Aliases: []string{"邀请列表"}, Args: "[ROOM]",
		Help:   "List the rooms that you are invited to, or who is invited to a room.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					return c.myInvitations()
				}
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				return c.invitationsTo(r)
			}
		},
	}
}

func (c *Invocation) myInvitations() error {
	all, err := c.Broker.Invitations(c.user())
	if err != nil {
		return err
	}
	var items []any
	rows := [][]string{{c.Lang.T("ROOM"), c.Lang.T("BY"), c.Lang.T("UNTIL"), c.Lang.T("TOPIC")}}
	for _, l := range all {
		i := l.Invitation
		items = append(items, newInvitationObject(l.Room, c.person(), l.InvitedBy, i.At, i.Until))
		rows = append(rows, []string{c.roomName(l.Room), l.InvitedBy.Name, c.minute(i.Until), l.Room.Topic})
	}
	switch {
	case c.JSON:
		return c.list(items, "")
	case len(all) == 0:
		return c.notice("You are invited to no room.")
	}
	if err := c.print(columns(rows)...); err != nil {
		return err
	}
	return c.notice("Say yes with: %s, or no with: %s", c.Front.form("join ROOM"), c.Front.form("decline ROOM"))
}

func (c *Invocation) invitationsTo(r room.Room) error {
	all, err := c.Broker.InvitationsTo(c.user(), r.ID)
	if err != nil {
		return err
	}
	var items []any
	rows := [][]string{{c.Lang.T("WHO"), c.Lang.T("BY"), c.Lang.T("UNTIL")}}
	for _, i := range all {
		items = append(items, newInvitationObject(r, i.Who, i.By, i.At, i.Until))
		rows = append(rows, []string{i.Who.Name, i.By.Name, c.minute(i.Until)})
	}
	switch {
	case c.JSON:
		return c.list(items, "")
	case len(all) == 0:
		return c.notice("Nobody is invited to %s.", r.Label())
	}
	return c.print(columns(rows)...)
}
