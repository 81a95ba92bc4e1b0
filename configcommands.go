package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (o *operator) printDefault() *cobra.Command {
	return &cobra.Command{
		Use:   "print-default",
		Short: "Print a configuration file with every setting, explained, at its default",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := o.stdout.Write(defaultTOML)
			return err
		},
	}
}

func (o *operator) configCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE]",
		Short: "Check a configuration file, or what a start would use; exits 2 when it is wrong",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) <= 1 {
				return nil
			}
			return noArgs(cmd, args[1:])
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.file = args[0]
			}
			c, path, err := o.config()
			if err != nil {
				return err
			}
			if path == "" {
				path = "no configuration file"
			}
			_, err = fmt.Fprintf(o.stdout, "%s: ok; data in %s, listening on %s\n", path, c.Data, c.Listen)
			return err
		},
	}
}
