package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func meBio() Spec {
	return Spec{
		Path: "me bio", Verb: "bio", Aliases: []string{"个人简介"}, Args: "[TEXT|-]",
		Help:  "Show or change what you say about yourself; with -, stdin has it; the word default makes it go.",
		Least: AtLeast(keys.Member), People: true, Text: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					return c.showBio(c.Who.Account)
				}
				said, err := c.text(0)
				if err != nil {
					return err
				}
				return c.setBio(ctx, said)
			}
		},
	}
}

// setBio changes what the caller says about themselves.
func (c *Invocation) setBio(ctx context.Context, said string) error {
	if strings.EqualFold(said, "default") {
		said = ""
	}
	ctx, done := write(ctx)
	defer done()
	a, err := c.Directory.SetBio(ctx, c.actor(), said)
	if err != nil {
		return err
	}
	return c.showBio(a)
}

func (c *Invocation) showBio(a keys.Account) error {
	switch {
	case c.JSON:
		return c.objects(newAccountObject(a))
	case a.Bio == "":
		return c.notice("You say nothing about yourself.")
	}
	return c.print(bioLines(a)...)
}
