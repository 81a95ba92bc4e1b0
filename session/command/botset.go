package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
)

func botSet() Spec {
	return Spec{
		Path: "bot set", Aliases: []string{"设置机器人"}, Args: "BOT WHAT=rate|display|key [VALUE|-]",
		Help:     "Change a bot: how many messages a minute it may write, what it is called, or its key, which ends its sessions.",
		Examples: []string{"builder rate 120", "builder display Builds", "builder key - < new.pub"},
		Least:    AtLeast(keys.Member), Text: true, People: true,
		Values: map[string][]string{"rate": {"10", "60", "600"}},
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				a, err := c.bot(c.arg(0))
				if err != nil {
					return err
				}
				set, err := c.botChange()
				if err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				is, err := c.Directory.SetBot(ctx, c.actor(), a.ID, set)
				if set.Key != nil && mayBeDone(err) {
					c.Sessions.EndAccount(a.ID, "", fail(Denied, "the bot %s has another key now; connect with that one", a.Name))
				}
				if err != nil {
					return err
				}
				c.ruled(ctx, is.ID)
				if c.JSON {
					return c.botObjects(is)
				}
				return c.showBot(is)
			}
		},
	}
}

// botChange reads what is to change of a bot.
func (c *Invocation) botChange() (keys.BotSet, error) {
	var set keys.BotSet
	value, err := c.text(2)
	if err != nil {
		return set, err
	}
	switch c.arg(1) {
	case "rate":
		n, err := strconv.Atoi(value)
		if err != nil {
			return set, fail(Usage, "%q is no number of messages a minute", shorten(value))
		}
		set.Rate = &n
	case "display":
		set.Display = &value
	case "key":
		set.Key = &value
	default:
		return set, fail(Usage, "a bot has no %s to change; choose one of: rate, display, key", shorten(c.arg(1)))
	}
	return set, nil
}
