package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func manual() Spec {
	return Spec{
		Path: "man", Aliases: []string{"手册"}, Args: "[COMMAND...]",
		Help:     "Print the manual, or what it has about one command.",
		Examples: []string{"", "room create", "--roff | man -l -"},
		Least:    AtLeast(keys.Guest), Front: Exec | Line, Text: true,
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			roff := fs.Bool("roff", false, "as the source of a manual page, which the program man shows")
			return func(_ context.Context, c *Invocation) error {
				_ = roff
				return overview(c)
			}
		},
	}
}
