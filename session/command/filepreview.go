package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

// filePreview is what there is of pictures where no screen can show them. On the
// screen the word is the screen's own.
func filePreview() Spec {
	return Spec{
		Path: "file preview", Verb: "preview", Aliases: []string{"预览"}, Args: "FILE",
		Help:   "Look at a picture, on the screen. Elsewhere, print how to fetch it.",
		Least:  AtLeast(keys.Guest),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.file(ctx, c.arg(0))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.showFile(r, m)
				}
				return c.explainGet(r, m.File)
			}
		},
	}
}
