package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/session/live"
	"snug/text/lang"
)

func reportResolve() Spec {
	return Spec{
		Path: "report resolve", Aliases: []string{"处理举报"}, Args: "NUMBER",
		Help:     "Close a report that was right; who has made it hears so.",
		Examples: []string{"3", "3 --answer 'Thank you, they are gone.'"},
		Least:    AtLeast(keys.Moderator),
		Effect:   Manages,
		Bind:     judging(room.ReportResolved, "Report #%d is resolved."),
	}
}

func reportDismiss() Spec {
	return Spec{
		Path: "report dismiss", Aliases: []string{"驳回举报"}, Args: "NUMBER",
		Help:   "Close a report about nothing that is to be done; who has made it hears so.",
		Least:  AtLeast(keys.Moderator),
		Effect: Manages,
		Bind:   judging(room.ReportDismissed, "Report #%d is dismissed."),
	}
}

// judging decides the report whose number is the first argument.
func judging(as room.ReportState, said lang.Key) func(*pflag.FlagSet) Run {
	return func(fs *pflag.FlagSet) Run {
		answer := fs.String("answer", "", "what who has made it is told, besides: `TEXT`")
		return func(ctx context.Context, c *Invocation) error {
			id, err := c.reportNumber(c.arg(0))
			if err != nil {
				return err
			}
			ctx, done := write(ctx)
			defer done()
			r, err := c.Broker.Judge(ctx, c.user(), id, as, *answer)
			if err != nil {
				return err
			}
			c.tellVerdict(ctx, r)
			if c.JSON {
				return c.objects(newReportObject(r))
			}
			return c.say(string(said), r.ID)
		}
	}
}

// tellVerdict tells who has made a report how it came out, if they look at a
// screen. Who does not is told when their next one begins.
func (c *Invocation) tellVerdict(ctx context.Context, r room.Report) {
	on := func(s live.Session) bool { return s.Account == keys.AccountID(r.By.ID) && s.Kind == "screen" }
	if len(c.Sessions.Where(on)) == 0 {
		return
	}
	c.Sessions.TellWhere(live.Notice{About: live.Said, Account: accountOf(r.By), Text: Verdict(r)}, on)
	if err := c.Broker.Heard(ctx, r.By.ID, r.ID); err != nil {
		c.Log.Error("that a verdict was told is not kept", "user", r.By.Name, "err", err) // they are told again
	}
}
