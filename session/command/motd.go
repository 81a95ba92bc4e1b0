package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func motdShow() Spec {
	return Spec{
		Path: "motd show", Verb: "motd", Aliases: []string{"欢迎语"},
		Help:   "Show what people are told when they come in.",
		Least:  AtLeast(keys.Guest),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				s, err := c.houseSetting(keys.HouseMOTD)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(motdObject{1, "motd", s.Value})
				case s.Value == "":
					return c.notice("People are told nothing when they come in.")
				}
				return c.print(strings.Split(s.Value, "\n")...)
			}
		},
	}
}

func motdSet() Spec {
	return Spec{
		Path: "motd set", Aliases: []string{"设置欢迎语"}, Args: "TEXT|-",
		Help:     "Change what people are told when they come in; - takes it from stdin, with several lines.",
		Examples: []string{"Be kind. The rules are in #rules.", "- < motd.txt"},
		Least:    AtLeast(keys.Admin), Text: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				said, err := c.text(0)
				if err != nil {
					return err
				}
				if strings.TrimSpace(said) == "" {
					return fail(Usage, "there is nothing to say; to say nothing: %s", c.Front.form("motd clear"))
				}
				return c.setMOTD(ctx, said)
			}
		},
	}
}

func motdClear() Spec {
	return Spec{
		Path: "motd clear", Aliases: []string{"清除欢迎语"},
		Help:   "Tell people nothing when they come in.",
		Least:  AtLeast(keys.Admin),
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error { return c.setMOTD(ctx, "") }
		},
	}
}

func (c *Invocation) setMOTD(ctx context.Context, said string) error {
	ctx, done := write(ctx)
	defer done()
	s, err := c.Directory.SetHouse(ctx, c.actor(), keys.HouseMOTD, said, c.Reason)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return c.objects(motdObject{1, "motd", s.Value})
	case s.Value == "":
		return c.say("People are told nothing when they come in.")
	}
	return c.say("People are told this when they come in.")
}
