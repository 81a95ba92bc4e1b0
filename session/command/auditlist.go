package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/keys/audit"
)

func auditList() Spec {
	return Spec{
		Path: "audit list", Verb: "audit", Aliases: []string{"审计"},
		Help:   "List who did what to accounts and keys, the newest first.",
		Least:  AtLeast(keys.Admin),
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			before := fs.Uint64("before", 0, "only what came before entry number `N`")
			limit := fs.Int("limit", 50, "how many, at most 1000: `N`")
			return func(_ context.Context, c *Invocation) error {
				if *limit < 1 || *limit > keys.MaxEntries {
					return fail(Usage, "--limit takes a number from 1 to %d", keys.MaxEntries)
				}
				found, err := c.Directory.Audit(*before, *limit)
				if err != nil {
					return err
				}
				next := ""
				if n := len(found); n == *limit && found[n-1].Seq > 1 {
					next = strconv.FormatUint(found[n-1].Seq, 10)
				}
				return c.printAudit(found, next)
			}
		},
	}
}

func (c *Invocation) printAudit(found []audit.Entry, next string) error {
	var items []any
	var rows [][]string
	for _, e := range found {
		items = append(items, newAuditObject(e))
		by := e.By.Name
		if e.By.Account == 0 && by == "" {
			by = "-" // a guest, or the server itself
		}
		rows = append(rows, []string{
			"#" + strconv.FormatUint(e.Seq, 10), c.clock(e.At), by, e.By.Via, e.Action, e.Object, c.outcome(e),
		})
	}
	if c.JSON {
		return c.list(items, next)
	}
	if err := c.print(columns(rows)...); err != nil || next == "" {
		return err
	}
	return c.notice("older: audit list --before %s", next)
}

// outcome is what an entry says of what was done, and why.
func (c *Invocation) outcome(e audit.Entry) string {
	said := e.Result
	if e.Before != "" || e.After != "" {
		said += "  " + e.Before + " -> " + e.After
	}
	if e.Reason != "" {
		said += "  (" + e.Reason + ")"
	}
	return said
}
