package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"snug/data"
)

func (o *operator) serve(ctx context.Context) error {
	c, path, err := o.config()
	if err != nil {
		return err
	}
	log := newLogger(o.stderr, c)
	defer paceCollector(ctx, log, o.environ)()
	log.Info("starting", "version", version, "config", path, "data", c.Data)
	return (&Server{Config: c, Ready: o.stdout, Log: log}).Run(ctx)
}

func (o *operator) dbCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Look for damage in the data; the server must not be running",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			c, _, err := o.config()
			if err != nil {
				return err
			}
			if err := checkDir(c.Data); err != nil {
				return err
			}
			if !hasData(c.Data) { // opening would make it
				return fmt.Errorf("there is no %s in %s; name the right directory with --data", data.FileName, c.Data)
			}
			store, err := data.Open(c.Data, data.Options{Log: newLogger(o.stderr, c)})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, store.Close()) }()
			if err := store.Check(cmd.Context()); err != nil {
				return err
			}
			if err := checkFiles(cmd.Context(), c.Data, store); err != nil {
				return err
			}
			_, err = fmt.Fprintf(o.stdout, "%s: ok\n", c.Data)
			return err
		},
	}
}
