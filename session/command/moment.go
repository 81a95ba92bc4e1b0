package command

import (
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// A stretch is a time in the past, by --since and --until.
type stretch struct{ since, until *string }

// stretches declares the flags.
func stretches(fs *pflag.FlagSet) stretch {
	return stretch{
		since: fs.String("since", "", "from then on: `WHEN`, such as 10m (so long ago), 2026-12-24 or 2026-12-24T18:00"),
		until: fs.String("until", "", "before then: `WHEN`"),
	}
}

// times returns when it begins and ends; zero: not at all.
func (s stretch) times(c *Invocation) (since, until time.Time, err error) {
	now := time.Now()
	if since, err = c.moment("--since", *s.since, now); err != nil {
		return since, until, err
	}
	if until, err = c.moment("--until", *s.until, now); err != nil {
		return since, until, err
	}
	if !since.IsZero() && since.After(now) || !since.IsZero() && !until.IsZero() && !since.Before(until) {
		err = fail(Usage, "nothing is between these times; --since is the earlier one, and is over")
	}
	return since, until, err
}

// moment reads a time as people write it, or how long ago it was. Nothing is
// the zero time.
func (c *Invocation) moment(flag, typed string, now time.Time) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	typed = strings.TrimSpace(halfWidth.Replace(typed))
	if ago, ok := parseDuration(strings.TrimSuffix(strings.TrimSuffix(typed, " ago"), "前")); ok {
		return now.Add(-ago), nil
	}
	for _, form := range whens {
		if t, err := time.ParseInLocation(form, typed, c.location()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fail(Usage, "%s takes a time such as 10m, 2026-12-24 or 2026-12-24T18:00; %q is none", flag, shorten(typed))
}
