package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func help() Spec {
	return Spec{
		Path: "help", Aliases: []string{"帮助"}, Args: "[COMMAND...]",
		Help:  "List the commands, or explain one.",
		Least: AtLeast(keys.Guest), Text: true,
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					return overview(c)
				}
				name := strings.TrimPrefix(c.arg(0), "/")
				if s := c.table.byName[strings.ToLower(name)]; s != nil && s.on(c.Front) {
					return explain(c, s)
				}
				if under := c.table.under(name, c); len(under) > 0 {
					return listed(c, under)
				}
				s, _, err := c.table.find(name, c.Front)
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
		Usage: s.usage(s.Path, Exec), Help: string(s.Help), Role: s.Least.role.String(),
	}
}

// overview lists what the caller is offered.
func overview(c *Invocation) error {
	var shown []*Spec
	for _, s := range c.table.specs {
		if s.offered(c) {
			shown = append(shown, s)
		}
	}
	if c.JSON {
		return listed(c, shown)
	}
	lines := briefly(c, shown)
	if c.Front.talks() {
		return c.print(append(lines, c.Lang.T("Any other line is said in the room; //x says /x."))...)
	}
	var ways []string // in which to come
	if !c.Who.Account.Bot() {
		ways = []string{
			c.Lang.T("Without a command you get the screen: %s", c.Connect),
			c.Lang.T("With one: %s COMMAND; in the screen: /COMMAND", c.Connect),
			"",
		}
	}
	return c.print(append(append(ways, lines...),
		"",
		c.Lang.T("Every command takes --json. More about one: %s help COMMAND", c.Connect))...)
}

// listed prints what some commands are for.
func listed(c *Invocation, specs []*Spec) error {
	if !c.JSON {
		return c.print(briefly(c, specs)...)
	}
	items := make([]any, len(specs))
	for i, s := range specs {
		items[i] = newCommandObject(s)
	}
	return c.list(items, "")
}

// briefly writes a row about each of some commands.
func briefly(c *Invocation, specs []*Spec) []string {
	var rows [][]string
	for _, s := range specs {
		said := c.Lang.T(string(s.Help))
		brief := strings.TrimSpace(c.table.shown(s, c.Front) + " " + s.argsUsage(c.Front)) // flags would push Help off the screen
		if brief = "  " + c.Front.form(brief); len(brief) > widestBrief {
			rows, brief = append(rows, []string{brief}), ""
		}
		rows = append(rows, []string{brief, said})
	}
	return columns(rows)
}

// widestBrief is how many columns a command may take beside what it does.
const widestBrief = 36

// explain tells how one command is used, in both front ends.
func explain(c *Invocation, s *Spec) error {
	if c.JSON {
		return c.objects(newCommandObject(s))
	}
	lines := []string{c.Lang.T(string(s.Help))}
	if c.Front == Line && s.on(Line) {
		lines = append(lines, "  "+c.Lang.T("here: %s", Line.form(s.usage(c.table.shown(s, Line), Line))))
	}
	if s.on(Exec) {
		lines = append(lines, "  "+c.Lang.T("command line: %s", c.Connect+" "+s.usage(s.short(), Exec)))
	}
	if s.on(Slash) && c.Front != Line {
		lines = append(lines, "  "+c.Lang.T("screen: %s", Slash.form(s.usage(c.table.shown(s, Slash), Slash))))
	}
	for _, a := range s.arguments() {
		if a.Kind == KindChoice && !strings.Contains(a.Name, "|") {
			lines = append(lines, "  "+a.Name+": "+c.Lang.T("one of: %s", strings.Join(a.Choices, ", ")))
		}
	}
	for _, e := range s.Examples {
		if _, shell := cutShell(e); c.Front == Exec && s.on(Exec) {
			lines = append(lines, "  "+c.Lang.T("for example: %s", strings.TrimSpace(c.Connect+" "+s.short()+" "+e)))
		} else if s.on(Slash) && !shell {
			lines = append(lines, "  "+c.Lang.T("for example: %s", strings.TrimSpace(Slash.form(c.table.shown(s, Slash)+" "+e))))
		}
	}
	if others := c.table.reachable(s, c.Front); len(others) > 1 {
		lines = append(lines, "  "+c.Lang.T("also as: %s", strings.Join(others[1:], ", ")))
	}
	lines = append(lines, "  "+c.whoMay(s))
	return c.print(append(lines, c.flagLines(s)...)...)
}

// whoMay tells who may run a command. What can be left out of one about a room
// is what the room has then: members may look at it.
func (c *Invocation) whoMay(s *Spec) string {
	least, most := s.arity(Exec)
	shows := least < most
	switch {
	case s.Least.inRoom == room.Owner && shows:
		return c.Lang.T("who may change it: the owner of the room, and admins of the server")
	case s.Least.inRoom == room.Owner:
		return c.Lang.T("who may: the owner of the room, and admins of the server")
	case s.Least.inRoom == room.Moderator && shows:
		return c.Lang.T("who may change it: moderators of the room and its owner, and moderators of the server")
	case s.Least.inRoom == room.Moderator:
		return c.Lang.T("who may: moderators of the room and its owner, and moderators of the server")
	}
	return c.Lang.T("who may: %s or higher", roleNames[s.Least.role])
}

// flagLines explains a command's flags.
func (c *Invocation) flagLines(s *Spec) []string { return columns(c.flagRows(s)) }

// flagRows returns each flag of a command as it is written, and what it is for.
func (c *Invocation) flagRows(s *Spec) [][]string {
	fs, _ := s.bind()
	var rows [][]string
	fs.VisitAll(func(f *pflag.Flag) {
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		said := *f
		said.Usage = c.Lang.T(string(lang.Key(f.Usage))) // flags are declared with keys
		value, usage := pflag.UnquoteUsage(&said)
		if value != "" {
			name += " " + value
		}
		if f.DefValue != "" && f.DefValue != "false" {
			usage += " " + c.Lang.T("(default %s)", f.DefValue)
		}
		rows = append(rows, []string{name, usage})
	})
	return rows
}

// RoleName returns a role in words.
func RoleName(r keys.Role) lang.Key { return roleNames[r] }

// roleNames are the roles in words.
var roleNames = [...]lang.Key{
	keys.Guest: "guest", keys.Member: "member", keys.Moderator: "moderator", keys.Admin: "admin", keys.Owner: "owner",
}
