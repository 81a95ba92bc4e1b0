package command

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
)

func manual() Spec {
	return Spec{
		Path: "man", Aliases: []string{"手册"}, Args: "[COMMAND...]",
		Help:     "Print the manual, or what it has about one command.",
		Examples: []string{"", "room create", "--roff | man -l -"},
		Least:    AtLeast(keys.Guest), Front: Exec | Line, Text: true,
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			roff := fs.Bool("roff", false, "print the source of a manual page, for the program man")
			return func(_ context.Context, c *Invocation) error {
				about, err := c.manualOf(strings.TrimPrefix(c.arg(0), "/"))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return listed(c, about)
				}
				p := c.wholePage(about)
				if c.arg(0) != "" {
					p = c.commandPage(about)
				}
				if *roff {
					return put(c.Stdout, []byte(p.roff(time.Now())))
				}
				return c.print(p.lines()...)
			}
		},
	}
}

// manualOf returns the commands that a page is about: those that the caller is
// offered, those that begin with a word, or the one that is named.
func (c *Invocation) manualOf(name string) ([]*Spec, error) {
	if name == "" {
		var all []*Spec
		for _, s := range c.table.specs {
			if s.concerns(c) {
				all = append(all, s)
			}
		}
		return all, nil
	}
	if s := c.table.byName[strings.ToLower(name)]; s != nil {
		return []*Spec{s}, nil
	}
	if under := c.table.under(name, c); len(under) > 0 {
		return under, nil
	}
	s, _, err := c.table.find(name, c.Front)
	return []*Spec{s}, err
}
