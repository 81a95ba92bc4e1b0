package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func userNote() Spec {
	return Spec{
		Path: "user note", Aliases: []string{"备注"}, Args: "USER TEXT",
		Help:     "Note something about somebody, for those who moderate them.",
		Examples: []string{"bob was warned about links"},
		Least:    AtLeast(keys.Moderator), Effect: Manages, Text: true,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				n, err := c.Directory.AddNote(ctx, c.actor(), a.ID, c.arg(1))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newNoteObject(a, n))
				}
				return c.say("Note %d about %s is kept.", n.Number, a.Name)
			})
		},
	}
}

func userNotes() Spec {
	return Spec{
		Path: "user notes", Aliases: []string{"备注列表"}, Args: "USER",
		Help:  "List what is noted about somebody, the oldest first.",
		Least: AtLeast(keys.Moderator), Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(_ context.Context, c *Invocation, a keys.Account) error {
				found, err := c.notes(a)
				if err != nil {
					return err
				}
				var items []any
				var rows [][]string
				for _, n := range found {
					items = append(items, newNoteObject(a, n))
					rows = append(rows, []string{strconv.FormatUint(n.Number, 10), c.minute(n.At), n.ByName, n.Text})
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(rows) == 0:
					return c.notice("Nothing is noted about %s.", a.Name)
				}
				return c.print(columns(rows)...)
			})
		},
	}
}

// notes returns what is noted about somebody. Who is not above them does not
// see it.
func (c *Invocation) notes(a keys.Account) ([]keys.Note, error) {
	if !c.over(a) {
		return nil, fail(Denied, "only who is above %s sees what is noted about them; ask somebody above you both", a.Name)
	}
	return c.Directory.Notes(a.ID)
}

func userUnnote() Spec {
	return Spec{
		Path: "user unnote", Aliases: []string{"删除备注"}, Args: "USER NUMBER",
		Help:  "Take a note about somebody away.",
		Least: AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				number, err := strconv.ParseUint(strings.TrimPrefix(halfWidth.Replace(c.arg(1)), "#"), 10, 64)
				if err != nil {
					return fail(Usage, "%q is not the number of a note; see them with: %s", shorten(c.arg(1)), c.Front.form("user notes "+a.Name))
				}
				if err := c.Directory.RemoveNote(ctx, c.actor(), a.ID, number); err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newNoteObject(a, keys.Note{Number: number}))
				}
				return c.say("Note %d about %s is gone.", number, a.Name)
			})
		},
	}
}
