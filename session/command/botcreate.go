package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func botCreate() Spec {
	return Spec{
		Path: "bot create", Aliases: []string{"创建机器人"}, Args: "NAME [PUBLIC-KEY|-]",
		Help:     "Make a bot, an account for a program, which you keep: with its public key, or without it, or with -, with what stdin has.",
		Examples: []string{"builder --rooms builds,lobby --rate 30 < builder.pub"},
		Least:    AtLeast(keys.Member), Text: true, People: true,
		Effect: Manages, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			var b keys.NewBot
			in := fs.String("rooms", "", "rooms to put it in: `ROOM,...`")
			fs.IntVar(&b.Rate, "rate", keys.DefaultRate, "how many messages a minute it may write: `N`")
			fs.StringVar(&b.Display, "display", "", "what it is called, if not by its username: `TEXT`")
			return func(ctx context.Context, c *Invocation) error {
				rooms, err := c.roomsNamed(*in)
				if err != nil {
					return err
				}
				if b.Rate == 0 { // which would be the default
					b.Rate = -1
				}
				b.Name = c.arg(0)
				if b.Key, err = c.text(1); err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				a, err := c.Directory.CreateBot(ctx, c.actor(), b)
				if err != nil {
					return err
				}
				c.tellChanged(ctx, a.Keeper) // whose sessions know their bots
				return c.settle(ctx, a, rooms)
			}
		},
	}
}

// settle puts a new bot into its rooms, and answers. It is there, whatever
// becomes of the rooms.
func (c *Invocation) settle(ctx context.Context, a keys.Account, rooms []room.Room) error {
	for _, r := range rooms {
		if err := c.Broker.PutBot(ctx, c.user(), room.UserID(a.ID), r.ID); err != nil {
			if err := c.notice("The bot %[1]s is made, but not put into %[2]s; do that with: %[3]s", a.Name, r.Label(), c.Front.form("bot join "+a.Name+" "+c.roomName(r))); err != nil {
				return err
			}
			return err
		}
	}
	if c.JSON {
		return c.botObjects(a)
	}
	if err := c.say("The bot %[1]s is made; you keep it, and it may write %[2]d messages a minute.", a.Name, a.Rate); err != nil {
		return err
	}
	if len(rooms) == 0 {
		return c.notice("It is in no room yet; put it into one that you are in with: %s", c.Front.form("bot join "+a.Name+" ROOM"))
	}
	return nil
}

// roomsNamed finds rooms that are named with commas between.
func (c *Invocation) roomsNamed(typed string) ([]room.Room, error) {
	var all []room.Room
	for name := range strings.SplitSeq(halfWidth.Replace(typed), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		r, err := c.room(name)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}
