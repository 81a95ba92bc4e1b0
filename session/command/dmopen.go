package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func dmOpen() Spec {
	return Spec{
		Path: "dm open", Verb: "dm", Aliases: []string{"query", "对话"}, Args: "USERS",
		Help:     "Go to the conversation with somebody, or with several; you can write to yourself, too.",
		Examples: []string{"bob", "ann,bob"},
		Least:    AtLeast(keys.Member), People: true,
		Effect: Speaks, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error { return c.openConversation(ctx, c.arg(0)) }
		},
	}
}

// openConversation makes a conversation if there is none yet, and goes there.
func (c *Invocation) openConversation(ctx context.Context, names string) error {
	r, err := c.converse(ctx, names)
	if err != nil {
		return err
	}
	c.goTo(r)
	if c.Front.talks() && !c.JSON {
		return nil // the screen shows it
	}
	return c.showRoom(r, lang.S("Your conversation %s is open; write there with: %s", r.Label(), c.Front.form("send "+r.Name+" TEXT")))
}
