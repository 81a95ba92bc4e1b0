package command

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func announce() Spec {
	return Spec{
		Path: "announce", Aliases: []string{"公告"}, Args: "TEXT",
		Help:     "Tell everybody something: those who are here now, and for a day those who come.",
		Examples: []string{"--level warning The server restarts at ten", "The server restarts at ten --level critical --for 2h"},
		Least:    AtLeast(keys.Admin), Text: true,
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			level := fs.String("level", keys.Info.String(), "how loud: `LEVEL`, which is info, warning or critical")
			oneOf(fs, "level", keys.Info.String(), keys.Warning.String(), keys.Critical.String())
			lasts := fs.String("for", "24h", "how long those who come are told: `TIME`, such as 2h or 7d")
			return func(ctx context.Context, c *Invocation) error {
				a := keys.Announcement{Text: c.arg(0)}
				var err error
				if a.Tone, err = parseTone(*level); err != nil {
					return err
				}
				d, ok := parseDuration(*lasts)
				if !ok {
					return fail(Usage, "--for takes a time such as 2h or 7d; %q is none", shorten(*lasts))
				}
				if strings.TrimSpace(a.Text) == "" {
					return fail(Usage, "there is nothing to say; to take the last announcement back: %s", c.Front.form("announce clear"))
				}
				a.Until = time.Now().Add(d)
				return c.announce(ctx, a)
			}
		},
	}
}

func announceClear() Spec {
	return Spec{
		Path: "announce clear", Verb: "unannounce", Aliases: []string{"撤回公告"},
		Help:   "Take the last announcement back: who comes is not told any more.",
		Least:  AtLeast(keys.Admin),
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				a, err := c.Directory.Announce(ctx, c.actor(), keys.Announcement{})
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newAnnouncementObject(a))
				}
				return c.say("The announcement is taken back.")
			}
		},
	}
}

// parseTone reads how loud something is to be.
func parseTone(typed string) (keys.Tone, error) {
	for t := keys.Info; t <= keys.Critical; t++ {
		if strings.EqualFold(typed, t.String()) {
			return t, nil
		}
	}
	return 0, fail(Usage, "%q is no level; choose one of: %s", shorten(typed), "info, warning, critical")
}

func (c *Invocation) announce(ctx context.Context, a keys.Announcement) error {
	ctx, done := write(ctx)
	defer done()
	a, err := c.Directory.Announce(ctx, c.actor(), a)
	if err != nil {
		return err
	}
	c.Sessions.TellWhere(live.Notice{About: live.Announced, Tone: a.Tone, Text: Announced(a)}, anybody)
	if c.JSON {
		return c.objects(newAnnouncementObject(a))
	}
	return c.say("Everybody is told, and until %s those who come.", c.minute(a.Until))
}
