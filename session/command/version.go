package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func version() Spec {
	return Spec{
		Path: "version", Aliases: []string{"版本"},
		Help:   "Show the server's version and the fingerprint of its host key.",
		Least:  AtLeast(keys.Guest),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if c.JSON {
					return c.objects(releaseObject{1, "version", c.Version, c.HostKey})
				}
				return c.print("snug "+c.Version, c.Lang.T("host key %s", c.HostKey))
			}
		},
	}
}

// A releaseObject is what "version" gives.
type releaseObject struct {
	V       int    `json:"v"`
	Type    string `json:"type"`
	Version string `json:"version"`  // of the program
	HostKey string `json:"host_key"` // the server's fingerprint, as OpenSSH prints it
}
