package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
	"snug/text/lang"
)

func lockdownShow() Spec {
	return Spec{
		Path: "lockdown show", Verb: "lockdown", Aliases: []string{"封锁状态"},
		Help:   "Show how far the server is closed.",
		Least:  AtLeast(keys.Admin),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				l, err := c.Directory.Lockdown()
				if err != nil {
					return err
				}
				return c.showLockdown(l)
			}
		},
	}
}

func lockdownSet() Spec {
	return Spec{
		Path: "lockdown set", Aliases: []string{"封锁"}, Args: "LEVEL=" + strings.Join(lockdownLevels(), "|"),
		Help:     "Close the server: 1 nobody signs up, 2 only the trusted and the staff write, 3 and nobody below a moderator comes in, 4 nobody is here; 0 opens it.",
		Examples: []string{"2 --for 1h --reason 'a raid'", "0"},
		Least:    AtLeast(keys.Admin),
		Effect:   Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			end := endings(fs, 0)
			yes := fs.Bool("yes", false, "do it; the levels 3 and 4 take this")
			fs.String(reasonFlag, "", "why: `TEXT`; everybody is told, and it is in the audit log")
			return func(ctx context.Context, c *Invocation) error {
				l, err := parseLevel(c.arg(0))
				if err != nil {
					return err
				}
				until, err := end.time(c, fs)
				switch {
				case err != nil:
					return err
				case l == keys.StaffOnly && !*yes:
					return c.unconfirmed("nobody below a moderator could come in; who is here stays")
				case l == keys.LocalOnly && !*yes:
					return c.unconfirmed("%d sessions would end, those of the staff too, and only whoever is at the machine could open the server again", len(c.Sessions.Where(anybody)))
				}
				return c.lockDown(ctx, l, until)
			}
		},
	}
}

// lockdownNames are the levels in JSON and on the command line, lockdownWords what
// they mean.
var (
	lockdownNames = [...]string{
		keys.Normal: "normal", keys.NoSignUp: "no-sign-up", keys.ReadOnly: "read-only", keys.StaffOnly: "staff-only", keys.LocalOnly: "local-only",
	}
	lockdownWords = [...]lang.Key{
		keys.Normal: "nothing is closed", keys.NoSignUp: "nobody can sign up", keys.ReadOnly: "only the trusted and the staff can write",
		keys.StaffOnly: "nobody below a moderator can come in", keys.LocalOnly: "nobody can be here",
	}
)

func lockdownLevels() []string {
	var all []string
	for l := range lockdownNames {
		all = append(all, strconv.Itoa(l))
	}
	return all
}

// parseLevel reads a level by its number or its name.
func parseLevel(typed string) (keys.Level, error) {
	typed = strings.ToLower(halfWidth.Replace(typed))
	l := slices.Index(lockdownLevels(), typed)
	if l < 0 {
		l = slices.Index(lockdownNames[:], typed)
	}
	if l < 0 {
		return 0, fail(Usage, "%q is no level; choose one of: %s", shorten(typed), "0 (normal), 1 (no-sign-up), 2 (read-only), 3 (staff-only), 4 (local-only)")
	}
	return keys.Level(l), nil
}

func anybody(live.Session) bool { return true }

// lockDown closes the server or opens it, and tells everybody who feels it.
func (c *Invocation) lockDown(ctx context.Context, l keys.Level, until time.Time) error {
	ctx, done := write(ctx)
	defer done()
	was, err := c.Directory.Lockdown()
	if err != nil {
		return err
	}
	is, err := c.Directory.SetLockdown(ctx, c.actor(), l, until, c.Reason)
	if !mayBeDone(err) {
		return err
	}
	c.Broker.Sanctioned(0)
	if (is.Level >= keys.ReadOnly || was.Level >= keys.ReadOnly) && err == nil {
		c.Sessions.TellWhere(live.Notice{About: live.Announced, Tone: keys.Warning, Text: c.lockdownTold(is)}, anybody)
	}
	c.expel(anybody)
	if err != nil {
		return err
	}
	return c.showLockdown(is)
}

// lockdownTold is what everybody is told.
func (c *Invocation) lockdownTold(l keys.Lockdown) lang.Sentence {
	if l.Level == keys.Normal {
		return lang.S("the server is open again")
	}
	return lang.S("%s has closed this server %s: %s (%s)", c.me(), endsFor(l.Until), lockdownWords[l.Level], c.because())
}

func (c *Invocation) showLockdown(l keys.Lockdown) error {
	switch {
	case c.JSON:
		return c.objects(newLockdownObject(l))
	case l.Level == keys.Normal:
		return c.say("The server is open.")
	}
	until := c.Lang.T("no end")
	if !l.Until.IsZero() {
		until = c.minute(l.Until)
	}
	rows := [][]string{
		{c.Lang.T("level"), fmt.Sprintf("%d  %s", l.Level, c.Lang.T(string(lockdownWords[l.Level])))},
		{c.Lang.T("until"), until},
		{c.Lang.T("by"), l.By + ", " + c.minute(l.Since)},
	}
	if l.Why != "" {
		rows = append(rows, []string{c.Lang.T("reason"), l.Why})
	}
	return c.print(columns(rows)...)
}
