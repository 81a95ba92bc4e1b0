package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newCommand returns the command tree, ready to execute args. Nothing in it is
// shared with another tree.
func newCommand(environ map[string]string, stdout, stderr io.Writer, args []string) *cobra.Command {
	o := &operator{environ: environ, stdin: os.Stdin, stdout: stdout, stderr: stderr}
	root := &cobra.Command{
		Use:   "snug",
		Short: "A chat room server that people enter with ssh",
		Long: `snug is a chat room server that people enter with ssh.

Without a command it serves. Everything it keeps is in one directory, and it
needs no other server, file or flag.`,
		Args:          noArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return o.serve(cmd.Context()) },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w; see: %s --help", err, cmd.CommandPath())
	})
	o.define(root.PersistentFlags())
	root.AddCommand(
		&cobra.Command{
			Use:   "serve",
			Short: "Serve until told to stop (SIGTERM or SIGINT)",
			Args:  noArgs,
			RunE:  root.RunE,
		},
		group("config", "Look at the configuration", o.printDefault(), o.configCheck()),
		group("host-key", "Look after the server's identity", o.hostKeyShow(), o.hostKeyNew()),
		group("db", "Look after the data", o.dbCheck()),
		group("owner", "Look after who owns the server", o.ownerAdd()),
		o.ctl(),
		&cobra.Command{
			Use:   "version",
			Short: "Print the version",
			Args:  noArgs,
			RunE: func(*cobra.Command, []string) error {
				_, err := fmt.Fprintf(stdout, "snug %s\n", version)
				return err
			},
		},
	)
	return root
}

// An operator is somebody at the machine: what the commands share.
type operator struct {
	environ        map[string]string
	stdin          io.Reader
	stdout, stderr io.Writer

	file  string // --config
	given Config // the flags' values; only those in flags.Changed count
	flags *pflag.FlagSet
}

// define declares the flags, which every command takes.
func (o *operator) define(flags *pflag.FlagSet) {
	o.flags, o.given = flags, defaultConfig()
	flags.StringVar(&o.file, "config", "", "configuration `FILE` (default DATA/snug.toml, if there is one)")
	flags.StringVar(&o.given.Data, "data", "", "`DIR` that holds everything (default $STATE_DIRECTORY, $XDG_STATE_HOME/snug or ~/.local/state/snug)")
	flags.TextVar(&o.given.Listen, "listen", o.given.Listen, "`ADDR` to serve SSH on")
	flags.TextVar(&o.given.Name, "name", o.given.Name, "the server's `NAME` on screens (default the host's name)")
	flags.TextVar(&o.given.Connect, "connect", o.given.Connect, "the `COMMAND` that people are told to connect with (default ssh and the host's name)")
	flags.Var(&o.given.Owners, "owner", "public key, fingerprint or file of keys whose holder owns the server; may be repeated")
	flags.TextVar(&o.given.LogLevel, "log-level", o.given.LogLevel, "`LEVEL`: debug, info, warn or error")
	flags.TextVar(&o.given.LogFormat, "log-format", o.given.LogFormat, "`FORMAT`: text or json")
}

// config returns the configuration and the file it came from.
func (o *operator) config() (Config, string, error) {
	return load(o.file, o.environ, o.override)
}

// override lays the flags that were given over c.
func (o *operator) override(c *Config) {
	for name, take := range map[string]func(){
		"data":       func() { c.Data = o.given.Data },
		"listen":     func() { c.Listen = o.given.Listen },
		"name":       func() { c.Name = o.given.Name },
		"connect":    func() { c.Connect = o.given.Connect },
		"owner":      func() { c.Owners = o.given.Owners },
		"log-level":  func() { c.LogLevel = o.given.LogLevel },
		"log-format": func() { c.LogFormat = o.given.LogFormat },
	} {
		if o.flags.Changed(name) {
			take()
		}
	}
}

// group returns a command that only holds others.
func group(use, short string, children ...*cobra.Command) *cobra.Command {
	g := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("%s needs a command; see: %s --help", cmd.CommandPath(), cmd.CommandPath())
		},
	}
	g.AddCommand(children...)
	return g
}

// noArgs refuses arguments, as commands that do not exist.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2 // cobra's own default, which it sets only where it makes the error itself
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return usagef("%s has no command %q; did you mean %s?", cmd.CommandPath(), args[0], strings.Join(near, " or "))
	}
	return usagef("%s does not take %q; see: %s --help", cmd.CommandPath(), args[0], cmd.CommandPath())
}
