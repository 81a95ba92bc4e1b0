package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func reportShow() Spec {
	return Spec{
		Path: "report show", Aliases: []string{"查看举报"}, Args: "NUMBER",
		Help:   "Show a report, and what the message said when it was reported.",
		Least:  AtLeast(keys.Member),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				id, err := c.reportNumber(c.arg(0))
				if err != nil {
					return err
				}
				r, err := c.Broker.Report(c.user(), id)
				switch {
				case err != nil:
					return err
				case c.JSON:
					o := newReportObject(r)
					o.Excerpt = &r.Excerpt
					return c.objects(o)
				}
				return c.print(columns(c.reportRows(r))...)
			}
		},
	}
}

// reportRows lays out a report for people.
func (c *Invocation) reportRows(r room.Report) [][]string {
	var rows [][]string
	add := func(label, said string) {
		for line := range strings.SplitSeq(said, "\n") {
			rows = append(rows, []string{label, line})
			label = ""
		}
	}
	add(c.Lang.T("about"), r.About.Name)
	add(c.Lang.T("reported by"), r.By.Name+", "+c.minute(r.At))
	add(c.Lang.T("reason"), r.Reason)
	if r.Seq != 0 {
		add(c.Lang.T("message"), c.reportedMessage(r))
		add(c.Lang.T("it said"), r.Excerpt)
	}
	add(c.Lang.T("state"), c.Lang.T(string(stateWords[r.State])))
	if !r.Decided.IsZero() {
		add(c.Lang.T("decided by"), r.Judge.Name+", "+c.minute(r.Decided))
	}
	if r.Answer != "" {
		add(c.Lang.T("answer"), r.Answer)
	}
	return rows
}
