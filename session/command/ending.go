package command

import (
	"strings"
	"time"

	"github.com/spf13/pflag"

	"snug/keys/sanction"
	"snug/text/lang"
)

// An ending is when something that begins now ends, by --for and --until.
type ending struct {
	lasts, until *string
	usual        time.Duration // without either; zero: until somebody lifts it
}

// endings declares the flags. What lasts for a usual time is never without an
// end by accident: that takes the word perm.
func endings(fs *pflag.FlagSet, usual time.Duration) ending {
	e := ending{usual: usual}
	if usual == 0 {
		e.lasts = fs.String("for", "", "how long: `TIME` such as 10m, 2h or 7d; without it until somebody ends it")
	} else {
		e.lasts = fs.String("for", formatDuration(usual), "how long: `TIME` such as 10m, 2h, 7d, or perm: until somebody lifts it")
	}
	e.until = fs.String("until", "", "instead of --for: `WHEN` it ends, such as 2026-12-24 or 2026-12-24T18:00")
	return e
}

// time returns when it ends; the zero time: when somebody lifts it. What ends
// at once or lies in the past is refused.
func (e ending) time(c *Invocation, fs *pflag.FlagSet) (time.Time, error) {
	now := time.Now()
	switch {
	case *e.until != "" && fs.Changed("for"):
		return time.Time{}, fail(Usage, "--for and --until say the same thing; leave one of them out")
	case *e.until != "":
		return c.later(*e.until, now)
	case *e.lasts == "" && !fs.Changed("for"), permanent(*e.lasts):
		return time.Time{}, nil
	}
	d, ok := parseDuration(*e.lasts)
	switch {
	case !ok:
		return time.Time{}, fail(Usage, "--for takes a time such as 10m, 2h or 7d, or perm; %q is none", shorten(*e.lasts))
	case d > sanction.Forever:
		return time.Time{}, fail(Usage, "--for takes at most %s; if nothing is to end it but somebody's word, write perm", formatDuration(sanction.Forever))
	}
	return now.Add(d), nil
}

// permanent reports whether somebody wants no end.
func permanent(typed string) bool {
	switch strings.ToLower(strings.TrimSpace(typed)) {
	case "perm", "permanent", "永久":
		return true
	}
	return false
}

// whens are how people write a time, in their time zone where it says none.
var whens = []string{time.RFC3339, "2006-1-2T15:04", "2006-1-2 15:04", "2006-1-2"}

// later reads a time that is yet to come.
func (c *Invocation) later(typed string, now time.Time) (time.Time, error) {
	in := c.location()
	for _, form := range whens {
		t, err := time.ParseInLocation(form, strings.TrimSpace(halfWidth.Replace(typed)), in)
		switch {
		case err != nil:
			continue
		case !t.After(now):
			return time.Time{}, fail(Usage, "%s is over; say a time that is yet to come", c.minute(t))
		case t.Sub(now) > sanction.Forever:
			return time.Time{}, fail(Usage, "%s is too far away; if nothing is to end it but somebody's word, write --for perm", c.minute(t))
		}
		return t, nil
	}
	return time.Time{}, fail(Usage, "--until takes a time such as 2026-12-24 or 2026-12-24T18:00; %q is none", shorten(typed))
}

// ends says for people when something ends, in the caller's time zone.
func (c *Invocation) ends(until time.Time) lang.Sentence {
	if until.IsZero() {
		return lang.S("until somebody lifts it")
	}
	return lang.S("until %s", c.minute(until))
}

// endsFor is ends for somebody whose time zone does not matter.
func endsFor(until time.Time) lang.Sentence {
	if until.IsZero() {
		return lang.S("until somebody lifts it")
	}
	return lang.S("until %s", until.UTC().Format("2006-01-02 15:04 UTC"))
}
