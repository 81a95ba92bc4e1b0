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
		Help:     "List who did what, the newest first.",
		Examples: []string{"--actor ann --since 1d", "--action ban --object mallory"},
		Least:    AtLeast(keys.Admin),
		Effect:   Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			filter := auditFilters(fs)
			before := fs.Uint64("before", 0, "only what came before entry number `N`")
			limit := fs.Int("limit", 50, "how many, at most 1000: `N`")
			return func(ctx context.Context, c *Invocation) error {
				if *limit < 1 || *limit > keys.MaxEntries {
					return fail(Usage, "--limit takes a number from 1 to %d", keys.MaxEntries)
				}
				q, err := filter.query(c)
				if err != nil {
					return err
				}
				q.Before, q.Limit = *before, *limit
				found, next, err := c.auditMatching(ctx, q)
				if err != nil {
					return err
				}
				return c.printAudit(found, next)
			}
		},
	}
}

// auditMatching returns a full page, if there is one, and the number before which
// it goes on; empty at the end.
func (c *Invocation) auditMatching(ctx context.Context, q keys.AuditQuery) (found []audit.Entry, next string, err error) {
	most := q.Limit
	for {
		page, before, err := c.Directory.AuditMatching(q)
		if err != nil {
			return nil, "", err
		}
		found = append(found, page...)
		switch {
		case before == 0:
			return found, "", nil
		case len(found) == most:
			return found, strconv.FormatUint(before, 10), nil
		case ctx.Err() != nil:
			return nil, "", ctx.Err()
		}
		q.Before, q.Limit = before, most-len(found)
	}
}

func (c *Invocation) printAudit(found []audit.Entry, next string) error {
	var items []any
	var rows [][]string
	for _, e := range found {
		items = append(items, newAuditObject(e))
		rows = append(rows, c.auditRow(e))
	}
	switch {
	case c.JSON:
		return c.list(items, next)
	case len(found) == 0:
		return c.notice("The log has no such entries.")
	}
	if err := c.print(columns(rows)...); err != nil || next == "" {
		return err
	}
	return c.notice("older: %s", c.Front.form("audit list --before "+next))
}

// auditRow is an entry as a row of a table.
func (c *Invocation) auditRow(e audit.Entry) []string {
	by := e.By.Name
	if e.By.Account == 0 && by == "" {
		by = "-" // a guest, or the server itself
	}
	return []string{"#" + strconv.FormatUint(e.Seq, 10), c.clock(e.At), by, e.By.Via, e.Action, e.Object, c.outcome(e)}
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
