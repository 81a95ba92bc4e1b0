package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"
)

func (o *operator) hostKeyShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show",
		Short: "Print the host key's fingerprint and public key",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			c, _, err := o.config()
			if err != nil {
				return err
			}
			if err := checkDir(c.Data); err != nil {
				return err
			}
			key, err := loadHostKey(c.Data)
			if err != nil {
				return err
			}
			return o.printKey(key.PublicKey())
		},
	}
}

func (o *operator) hostKeyNew() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "new --yes",
		Short: "Make a new host key after the old one was lost",
		Long: `Make a new host key after the old one was lost.

Everybody who has connected before will be warned by their ssh that the server
is not the one they know. An existing key is never touched: to replace it, move
the file away first.`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if !yes {
				return usagef("a new host key makes every ssh that knows this server warn of an attack; if that is meant, add --yes")
			}
			c, _, err := o.config()
			if err != nil {
				return err
			}
			if err := prepareDir(c.Data); err != nil {
				return err
			}
			switch err := createHostKey(c.Data); {
			case errors.Is(err, fs.ErrExist):
				return fmt.Errorf("there is a host key in %s already; to replace it, move the file %s away first", c.Data, hostKeyFile)
			case err != nil:
				return err
			}
			key, err := loadHostKey(c.Data)
			if err != nil {
				return err
			}
			return o.printKey(key.PublicKey())
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "go ahead")
	return cmd
}

func (o *operator) printKey(k ssh.PublicKey) error {
	_, err := fmt.Fprintf(o.stdout, "%s\n%s", ssh.FingerprintSHA256(k), ssh.MarshalAuthorizedKey(k))
	return err
}
