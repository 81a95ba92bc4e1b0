package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/keys/audit"
)

func auditTail() Spec {
	return Spec{
		Path: "audit tail", Aliases: []string{"跟踪审计"},
		Help:     "Print the newest entries of the audit log; with -f, go on with what is done from then on.",
		Examples: []string{"-n 5", "-f --json"},
		Least:    AtLeast(keys.Admin), Front: Exec,
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			filter := auditFilters(fs)
			newest := fs.IntP("lines", "n", 10, "how many old entries to begin with: `N`")
			follow := fs.BoolP("follow", "f", false, "go on with what is done from now on")
			return func(ctx context.Context, c *Invocation) error {
				if *newest < 0 || *newest > keys.MaxEntries {
					return fail(Usage, "-n takes a number from 0 to %d", keys.MaxEntries)
				}
				q, err := filter.query(c)
				if err != nil {
					return err
				}
				last, err := c.printNewest(ctx, q, *newest)
				if err != nil || !*follow {
					return err
				}
				return c.interruptible(ctx, func(ctx context.Context) error { return c.followAudit(ctx, q, last) })
			}
		},
	}
}

// printNewest prints the newest entries of those asked for, and returns the
// number of the last entry that there is.
func (c *Invocation) printNewest(ctx context.Context, q keys.AuditQuery, n int) (last uint64, err error) {
	page, err := c.Directory.Audit(0, 1)
	if err != nil || len(page) == 0 {
		return 0, err
	}
	last = page[0].Seq
	if n == 0 {
		return last, nil
	}
	q.Before, q.Limit = last+1, n
	found, _, err := c.auditMatching(ctx, q)
	if err != nil {
		return last, err
	}
	slices.Reverse(found)
	return last, c.printEntries(found)
}

// auditPause is how long a follower of the log waits before it looks again. The
// look costs one read.
const auditPause = time.Second

// followAudit prints what is asked for of what is written behind an entry, until ctx ends or the
// caller may not read it any more.
func (c *Invocation) followAudit(ctx context.Context, q keys.AuditQuery, last uint64) error {
	pause := time.NewTicker(auditPause)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-pause.C:
		}
		if err := c.identify(); err != nil {
			return err
		}
		if c.Who.Role < keys.Admin {
			return fail(Denied, "only the role %s may do that and yours is %s; ask somebody who has it", roleNames[keys.Admin], roleNames[c.Who.Role])
		}
		var err error
		if last, err = c.printBehind(ctx, q, last); err != nil {
			return err
		}
	}
}

// printBehind prints what is asked for of what was written behind an entry, in
// pages: numbers have no holes. It returns the number of the last entry.
func (c *Invocation) printBehind(ctx context.Context, q keys.AuditQuery, last uint64) (uint64, error) {
	matches := q.Matching()
	for ctx.Err() == nil {
		page, err := c.Directory.Audit(last+keys.MaxEntries+1, keys.MaxEntries)
		if err != nil {
			return last, err
		}
		page = slices.DeleteFunc(page, func(e audit.Entry) bool { return e.Seq <= last })
		if len(page) == 0 {
			break
		}
		last = page[0].Seq
		page = slices.DeleteFunc(page, func(e audit.Entry) bool { return !matches(e) })
		slices.Reverse(page)
		if err := c.printEntries(page); err != nil {
			return last, err
		}
	}
	return last, nil
}

// printEntries prints entries one a line, in one write.
func (c *Invocation) printEntries(found []audit.Entry) error {
	var objects []any
	var lines []string
	for _, e := range found {
		objects = append(objects, newAuditObject(e))
		lines = append(lines, strings.Join(c.auditRow(e), "  "))
	}
	if c.JSON {
		return c.objects(objects...)
	}
	return c.print(lines...)
}
