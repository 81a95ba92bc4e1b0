package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/room"
	"snug/text/lang"
)

// A shun is one of the ways to keep somebody away from oneself.
type shun struct {
	set  func(b *room.Broker, ctx context.Context, by room.UserID, who string, on bool) (room.Person, error)
	list func(b *room.Broker, by room.UserID) ([]room.Person, error)

	began, ended lang.Key // of a person; began says also how it is undone
	undo         string   // the slash command that ends it, with its space
	none         lang.Key // nobody is kept away
}

// shunning keeps the person of the first argument away, or no longer.
func shunning(s shun, on bool) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return func(ctx context.Context, c *Invocation) error {
			ctx, done := write(ctx)
			defer done()
			p, err := s.set(c.Broker, ctx, c.user(), c.arg(0), on)
			switch {
			case err != nil:
				return err
			case c.JSON:
				return c.objects(newPersonObject(p))
			case on:
				return c.say(string(s.began), p.Name, c.Front.form(s.undo+p.Name))
			}
			return c.say(string(s.ended), p.Name)
		}
	}
}

// shunned lists whom the caller keeps away.
func shunned(s shun) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return func(_ context.Context, c *Invocation) error {
			people, err := s.list(c.Broker, c.user())
			if err != nil {
				return err
			}
			return c.printPeople(people, s.none)
		}
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
