package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func fileDelete() Spec {
	return Spec{
		Path: "file delete", Aliases: []string{"删除文件"}, Args: "FILE",
		Help:   "Delete a file that you have put in, or as a moderator that of others, with the message that has brought it.",
		Least:  AtLeast(keys.Member),
		Effect: Manages, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			yes := fs.Bool("yes", false, "do it; the command line asks for this")
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.file(ctx, c.arg(0))
				if err != nil {
					return err
				}
				if !*yes && c.Front != Slash { // the screen shows what it is
					return c.unconfirmed("file %[1]d, %[2]s, and what was said with it in %[3]s would be gone for good", uint64(m.File.ID), shorten(m.File.Leaf()), r.Label())
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
