package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func messageReport() Spec {
	return Spec{
		Path: "message report", Verb: "report", Aliases: []string{"举报"}, Args: "ID REASON",
		Help:     "Report a message to the people who run this server; they read it and what you write, and you hear how it comes out.",
		Examples: []string{"lobby#12 This is a scam"},
		Least:    AtLeast(keys.Member), People: true, Text: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.target(c.arg(0))
				if err != nil {
					return err
				}
				return c.complain(ctx, m.Author.ID, r.ID, m.Seq)
			}
		},
	}
}

func userReport() Spec {
	return Spec{
		Path: "user report", Aliases: []string{"举报用户"}, Args: "USER REASON",
		Help:     "Report somebody to the people who run this server; you hear how it comes out.",
		Examples: []string{"mallory Writes to everybody about coins"},
		Least:    AtLeast(keys.Member), People: true, Text: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				p, err := c.Broker.FindPerson(c.user(), c.arg(0))
				if err != nil {
					return err
				}
				return c.complain(ctx, p.ID, 0, 0)
			}
		},
	}
}

// complain reports somebody, and a message of theirs unless its number is zero.
func (c *Invocation) complain(ctx context.Context, about room.UserID, in room.ID, seq uint64) error {
	ctx, done := write(ctx)
	defer done()
	r, err := c.Broker.Complain(ctx, c.user(), about, in, seq, c.arg(1))
	if err != nil {
		return err
	}
	if c.JSON {
		return c.objects(newReportObject(r))
	}
	return c.say("This is report #%d. You will hear how it comes out; see it with: %s", r.ID, c.Front.form("report list"))
}
