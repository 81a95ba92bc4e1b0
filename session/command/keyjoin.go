package command

import (
	"context"

	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session/live"
)

func keyJoin() Spec {
	return Spec{
		Path: "key join", Args: "CODE",
		Help:  "Join the key you came with to an account, with a code that key link made there.",
		Least: AtLeast(keys.Guest), People: true, Front: Exec, Text: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				return c.joined(c.Directory.UseLink(ctx, c.actor(), c.Key, c.arg(0)))
			}
		},
	}
}

func keyAccept() Spec {
	return Spec{
		Path: "key accept", Args: "NAME",
		Help:  "Join the key you came with to an account that offers to take it in.",
		Least: AtLeast(keys.Guest), People: true, Front: Exec,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				return c.joined(c.Directory.Accept(ctx, c.actor(), c.Key, c.arg(0)))
			}
		},
	}
}

// joined answers who has joined an account, and tells its open sessions: it may
// not have been its owner.
func (c *Invocation) joined(id keys.Identity, err error) error {
	if err != nil {
		return err
	}
	c.Sessions.Tell(KeyJoined(id, c.Key))
	if c.JSON {
		return c.objects(newIdentityObject(id))
	}
	return c.print(
		c.Lang.T("Welcome, %s. Your key %s opens this account now.", called(id.Account), id.Fingerprint.String()),
		c.Lang.T("Now connect without a command for the screen: %s", c.Connect))
}

// KeyJoined is what the sessions of an account are told when a key has joined
// it.
func KeyJoined(id keys.Identity, k ssh.PublicKey) live.Notice {
	return live.Notice{
		About: live.Joined, Account: id.Account,
		Key: keys.Key{Fingerprint: id.Fingerprint, Type: k.Type()},
	}
}
