package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// levels are what people write for what of a room they want to be told.
var levels = [...]string{room.Mentions: "mentions", room.All: "all", room.None: "none"}

// levelWords are the same in words.
var levelWords = [...]lang.Key{
	room.Mentions: "what names you", room.All: "all that is said", room.None: "nothing",
}

func roomNotify() Spec {
	return Spec{
		Path: "room notify", Verb: "notify", Aliases: []string{"通知"}, Args: "ROOM [LEVEL=all|mentions|none]",
		Help:  "Show or choose what of a room you are told: all that is said, what names you, or nothing.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				if c.arg(1) == "" {
					return c.showLevel()
				}
				l := slices.Index(levels[:], strings.ToLower(c.arg(1)))
				if l < 0 {
					return fail(Usage, "%q is not a level; choose one of: all, mentions, none", shorten(c.arg(1)))
				}
				return c.notify(ctx, room.Level(l))
			}
		},
	}
}

func roomQuiet() Spec {
	return Spec{
		Path: "room quiet", Verb: "quiet", Aliases: []string{"静音"}, Args: "ROOM",
		Help:  "Be told nothing of a room; it counts quietly.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error { return c.notify(ctx, room.None) }
		},
	}
}

func roomUnquiet() Spec {
	return Spec{
		Path: "room unquiet", Verb: "unquiet", Aliases: []string{"取消静音"}, Args: "ROOM",
		Help:  "Be told again of what names you in a room.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error { return c.notify(ctx, room.Mentions) }
		},
	}
}

// notify sets what of the room of the first argument the caller is told.
func (c *Invocation) notify(ctx context.Context, l room.Level) error {
	r, err := c.room(c.arg(0))
	if err != nil {
		return err
	}
	ctx, done := write(ctx)
	defer done()
	if err := c.Broker.Notify(ctx, c.user(), r.ID, l); err != nil {
		return err
	}
	return c.showRoom(r, tellsYou(r, l))
}

// showLevel shows what of the room of the first argument the caller is told.
func (c *Invocation) showLevel() error {
	r, err := c.room(c.arg(0))
	if err != nil {
		return err
	}
	switch l, ok, err := c.listing(r.ID); {
	case err != nil:
		return err
	case !ok:
		return c.errNoRoom()
	case !l.Joined:
		return fail(Denied, "you are not in %s, which tells you nothing; join it first", r.Label())
	default:
		return c.showRoom(r, tellsYou(r, l.Level))
	}
}

func tellsYou(r room.Room, l room.Level) lang.Sentence {
	return lang.S("%s tells you: %s.", r.Label(), levelWords[l])
}
