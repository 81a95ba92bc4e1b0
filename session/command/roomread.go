package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomRead() Spec {
	return Spec{
		Path: "room read", Verb: "read", Aliases: []string{"已读"}, Args: "ROOM [ID]",
		Help:     "Mark what was said in a room as read: up to a message, or all of it.",
		Examples: []string{"lobby", "lobby 12"},
		Least:    AtLeast(keys.Member), Front: Exec,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				upTo := r.Last
				if c.arg(1) != "" {
					if upTo, err = c.saidAlready(r, c.arg(1)); err != nil {
						return err
					}
				}
				return c.markRead(ctx, r, upTo)
			}
		},
	}
}

// markRead moves the caller's mark in a room. It never moves back.
func (c *Invocation) markRead(ctx context.Context, r room.Room, upTo uint64) error {
	seat, err := c.Broker.Sit(c.person(), room.SitOptions{Quiet: true})
	if err != nil {
		return err
	}
	defer seat.Close()
	if _, err := seat.Enter(ctx, r.ID); err != nil {
		return err
	}
	seat.MarkRead(upTo)
	l, _, err := c.listing(r.ID)
	if err != nil {
		return err
	}
	return c.showRoom(r, lang.S("%d new messages are left in %s.", l.Unread, r.Label()))
}
