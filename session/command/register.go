package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func register() Spec {
	return Spec{
		Path: "register", Aliases: []string{"注册"}, Args: "NAME [DISPLAY]",
		Help:  "Make an account for the key you came with.",
		Front: Exec,
		Least: AtLeast(keys.Guest), People: true, Text: true,
		Effect: Manages, Own: true,
		Examples: []string{"bob", "bob Bob Miller", "bob --invite CODE", "bob --note Ann knows me"},
		Bind: func(fs *pflag.FlagSet) Run {
			code := fs.String("invite", "", "the `CODE` of an invitation, where one needs it")
			note := fs.String("note", "", "where a moderator lets people in, who you are: `TEXT`")
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				id, in, err := c.Directory.SignUpWith(ctx, c.actor(), c.Key, keys.Application{Name: c.arg(0), Display: c.arg(1), Code: *code, Note: *note})
				if err != nil {
					return err
				}
				c.Who = id
				led := c.ledTo(ctx, in)
				if c.JSON {
					return c.objects(newIdentityObject(id))
				}
				lines := []string{c.Lang.T("Welcome, %s. This account belongs to your key %s.", called(id.Account), id.Fingerprint.String())}
				if id.Account.Pending {
					return c.print(append(lines, c.Lang.T("It waits for a moderator to let you in; come back later with: %s", c.Connect))...)
				}
				if led != nil {
					lines = append(lines, c.Lang.T("You are in %s.", led.Label()))
				}
				return c.print(append(lines, c.Lang.T("Now connect without a command for the screen: %s", c.Connect))...)
			}
		},
	}
}

// ledTo joins the room that an invitation leads to. Where that is not possible
// the invitation to it stands, and nil is returned.
func (c *Invocation) ledTo(ctx context.Context, in uint64) *room.Room {
	if in == 0 {
		return nil
	}
	r, err := c.Broker.Join(ctx, c.user(), roomID(room.ID(in)))
	if err != nil {
		c.Log.Info("an invitation's room was not joined", "user", c.Who.Account.Name, "room", in, "err", err)
		return nil
	}
	return &r
}
