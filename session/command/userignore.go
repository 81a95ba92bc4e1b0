package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func userIgnore() Spec {
	return Spec{
		Path: "user ignore", Verb: "ignore", Aliases: []string{"忽略"}, Args: "USER",
		Help:  "Hide what somebody says from your screens.",
		Least: AtLeast(keys.Member), Text: true, Bind: ignoring(true),
	}
}

func userUnignore() Spec {
	return Spec{
		Path: "user unignore", Verb: "unignore", Aliases: []string{"取消忽略"}, Args: "USER",
		Help:  "Show again what somebody says.",
		Least: AtLeast(keys.Member), Text: true, Bind: ignoring(false),
	}
}

func ignoring(on bool) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return func(ctx context.Context, c *Invocation) error {
			ctx, done := write(ctx)
			defer done()
			p, err := c.Broker.Ignore(ctx, c.user(), c.arg(0), on)
			switch {
			case err != nil:
				return err
			case c.JSON:
				return c.objects(newPersonObject(p))
			case on:
				return c.say("You ignore %s now; undo it with: %s", p.Name, c.Front.form("unignore "+p.Name))
			}
			return c.say("You see what %s says again.", p.Name)
		}
	}
}

func userIgnored() Spec {
	return Spec{
		Path: "user ignored", Verb: "ignored", Aliases: []string{"忽略列表"},
		Help:  "List whom you ignore.",
		Least: AtLeast(keys.Member),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				people, err := c.Broker.Ignored(c.user())
				if err != nil {
					return err
				}
				return c.printPeople(people, "You ignore nobody.")
			}
		},
	}
}

// printPeople lists people, or says that there are none.
func (c *Invocation) printPeople(people []room.Person, none lang.Key) error {
	var items []any
	var rows [][]string
	for _, p := range people {
		items = append(items, newPersonObject(p))
		rows = append(rows, []string{p.Name, p.Display})
	}
	switch {
	case c.JSON:
		return c.list(items, "")
	case len(people) == 0:
		return c.notice(string(none))
	}
	return c.print(columns(rows)...)
}
