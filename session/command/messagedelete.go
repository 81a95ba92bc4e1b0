package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func messageDelete() Spec {
	return Spec{
		Path: "message delete", Verb: "delete", Aliases: []string{"del", "删除"}, Args: "ID",
		Help:   "Delete what you have said, or as a moderator what others have: its text goes for good, its place stays.",
		Least:  AtLeast(keys.Member),
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			yes := fs.Bool("yes", false, "do it; the command line asks for this")
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.deletable(c.arg(0))
				if err != nil {
					return err
				}
				if !*yes && c.Front != Slash { // the screen shows what it is
					return c.unconfirmed("the text of message %s in %s would be gone for good", shorten(c.arg(0)), r.Label())
				}
				ctx, done := write(ctx)
				defer done()
				if m, err = c.Broker.Delete(ctx, c.user(), r.ID, m.Seq); err != nil {
					return err
				}
				return c.changed(r, m)
			}
		},
	}
}

// deletable is target for who deletes: the operator does so unread.
func (c *Invocation) deletable(typed string) (room.Room, *room.Message, error) {
	if !c.Operator {
		return c.target(typed)
	}
	r, seq, err := c.locate(typed)
	return r, &room.Message{Seq: seq}, err
}
