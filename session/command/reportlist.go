package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// maxReports is the most reports of one page.
const maxReports = 200

func reportList() Spec {
	return Spec{
		Path: "report list", Verb: "reports", Aliases: []string{"举报列表"},
		Help:     "List what was reported, the newest first: moderators see all that is about people below them, others see their own.",
		Examples: []string{"--open", "--about mallory"},
		Least:    AtLeast(keys.Member),
		Effect:   Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			open := fs.Bool("open", false, "only those that nobody has decided")
			about := fs.String("about", "", "only those about `USER`")
			mine := fs.Bool("mine", false, "only your own")
			before := fs.Uint64("before", 0, "only those before report number `N`")
			limit := fs.Int("limit", 50, "how many, at most 200: `N`")
			return func(_ context.Context, c *Invocation) error {
				if *limit < 1 || *limit > maxReports {
					return fail(Usage, "--limit takes a number from 1 to %d", maxReports)
				}
				if *mine || c.Who.Role < keys.Moderator {
					return c.myReports(*open, *about, *before, *limit)
				}
				whom, err := c.aboutWhom(*about)
				if err != nil {
					return err
				}
				found, err := c.Broker.Reports(c.user(), whom, *open, *before, *limit)
				if err != nil {
					return err
				}
				return c.printReports(found, found, *limit)
			}
		},
	}
}

// aboutWhom finds whom reports are to be about; zero: anybody.
func (c *Invocation) aboutWhom(name string) (room.UserID, error) {
	if name == "" {
		return 0, nil
	}
	p, err := c.Broker.FindPerson(c.user(), name)
	return p.ID, err
}

// myReports lists what the caller has reported.
func (c *Invocation) myReports(open bool, about string, before uint64, limit int) error {
	if c.Operator {
		return fail(NoAccount, "the operator has no account; use ssh for that: %s", c.Connect+" report list --mine")
	}
	whom, err := c.aboutWhom(about)
	if err != nil {
		return err
	}
	page, err := c.Broker.MyReports(c.user(), before, limit)
	if err != nil {
		return err
	}
	var found []room.Report
	for _, r := range page {
		if (!open || r.State == room.ReportOpen) && (whom == 0 || r.About.ID == whom) {
			found = append(found, r)
		}
	}
	return c.printReports(found, page, limit)
}

// printReports prints those of a page that were found, and the cursor behind the
// page.
func (c *Invocation) printReports(found, page []room.Report, limit int) error {
	next := ""
	if n := len(page); n == limit && page[n-1].ID > 1 {
		next = strconv.FormatUint(page[n-1].ID, 10)
	}
	var items []any
	var rows [][]string
	for _, r := range found {
		items = append(items, newReportObject(r))
		rows = append(rows, []string{
			fmt.Sprintf("#%d", r.ID), c.minute(r.At), c.Lang.T(string(stateWords[r.State])), r.About.Name, c.reportedMessage(r), r.By.Name, r.Reason,
		})
	}
	switch {
	case c.JSON:
		return c.list(items, next)
	case len(rows) == 0 && next == "":
		return c.notice("There are no such reports.")
	}
	head := []string{c.Lang.T("REPORT"), c.Lang.T("WHEN"), c.Lang.T("STATE"), c.Lang.T("ABOUT"), c.Lang.T("MESSAGE"), c.Lang.T("BY"), c.Lang.T("REASON")}
	if err := c.print(columns(append([][]string{head}, rows...))...); err != nil || next == "" {
		return err
	}
	return c.notice("older: %s", c.Front.form("report list --before "+next))
}

// stateWords are the states in words.
var stateWords = [...]lang.Key{room.ReportOpen: "open", room.ReportResolved: "resolved", room.ReportDismissed: "dismissed"}

// reportedMessage is the number of the message that a report is about. Its room
// may be one that the caller must not know by name.
func (c *Invocation) reportedMessage(r room.Report) string {
	if r.Seq == 0 {
		return "-"
	}
	return fmt.Sprintf("%s#%d", roomID(r.Room), r.Seq)
}

// reportNumber reads the number of a report.
func (c *Invocation) reportNumber(typed string) (uint64, error) {
	id, err := strconv.ParseUint(strings.TrimPrefix(halfWidth.Replace(typed), "#"), 10, 64)
	if err != nil {
		return 0, fail(Usage, "%q is not the number of a report; see them with: %s", shorten(typed), c.Front.form("report list"))
	}
	return id, nil
}
