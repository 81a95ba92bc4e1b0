package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func help() Spec {
	return Spec{
		Path: "help", Args: "[COMMAND...]",
		Help:  "List the commands, or explain one.",
		Least: AtLeast(keys.Guest), Text: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					return overview(c)
				}
				s, _, err := c.table.find(strings.TrimPrefix(c.arg(0), "/"), c.Front)
				if err != nil {
					return err
				}
				return explain(c, s)
			}
		},
	}
}

type commandObject struct {
	V       int      `json:"v"`
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Usage   string   `json:"usage"`
	Help    string   `json:"help"`
	Role    string   `json:"role"` // the least that may run it
}

func newCommandObject(s *Spec) commandObject {
	return commandObject{
		V: 1, Type: "command", Name: s.Path, Aliases: append([]string{}, s.names()[1:]...),
		Usage: s.usage(s.Path), Help: s.Help, Role: s.Least.role.String(),
	}
}

// overview lists what the caller may run. Guests see what members may, too:
// it is why they would sign up.
func overview(c *Invocation) error {
	var items []any
	var rows [][]string
	for _, s := range c.table.specs {
		if s.Least.role > max(c.Who.Role, keys.Member) || !s.on(c.Front) {
			continue
		}
		items = append(items, newCommandObject(s))
		brief := strings.TrimSpace(s.short() + " " + s.Args) // flags would push Help off the screen
		rows = append(rows, []string{"  " + c.Front.form(brief), s.Help})
	}
	if c.JSON {
		return c.list(items, "")
	}
	lines := columns(rows)
	if c.Front == Slash {
		return c.print(append(lines, "Any other line is said in the room; //x says /x.")...)
	}
	return c.print(append(append([]string{
		"Without a command you get the screen: " + c.Connect,
		"With one: " + c.Connect + " COMMAND; in the screen: /COMMAND",
		"",
	}, lines...),
		"",
		"Every command takes --json. More about one: "+c.Connect+" help COMMAND")...)
}

// explain tells how one command is used, in both front ends.
func explain(c *Invocation, s *Spec) error {
	if c.JSON {
		return c.objects(newCommandObject(s))
	}
	lines := []string{s.Help}
	if s.on(Exec) {
		lines = append(lines, "  command line: "+c.Connect+" "+s.usage(s.short()))
	}
	if s.on(Slash) {
		lines = append(lines, "  screen: "+Slash.form(s.usage(s.short())))
	}
	others := slices.DeleteFunc(s.names(), func(name string) bool { return name == s.short() })
	if len(others) > 0 {
		lines = append(lines, "  also as: "+strings.Join(others, ", "))
	}
	lines = append(lines, "  who may: "+s.Least.role.String()+" or higher")
	fs := s.flags()
	s.Bind(fs)
	for l := range strings.Lines(fs.FlagUsages()) {
		lines = append(lines, strings.TrimRight(l, "\n"))
	}
	return c.print(lines...)
}
