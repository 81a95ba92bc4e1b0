package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomTopic() Spec {
	return Spec{
		Path: "room topic", Verb: "topic", Aliases: []string{"主题"}, Args: "ROOM [TEXT|-]",
		Help:     "Show what a room is for, or change it; - takes it from stdin, or makes it empty in the screen.",
		Examples: []string{"garden What grows, and when"},
		Least:    AtLeast(keys.Member).InRoom(room.Moderator), Here: true, Text: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				return c.describe(ctx, about{
					get:     func(r room.Room) string { return r.Topic },
					set:     func(said string) (topic, description *string) { return &said, nil },
					changed: "%s has another topic now.", none: "%s has no topic.",
				})
			}
		},
	}
}

func roomDescribe() Spec {
	return Spec{
		Path: "room describe", Verb: "describe", Aliases: []string{"简介"}, Args: "ROOM [TEXT|-]",
		Help:  "Show the description of a room, or change it; - takes it from stdin, or makes it empty in the screen.",
		Least: AtLeast(keys.Member).InRoom(room.Moderator), Here: true, Text: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				return c.describe(ctx, about{
					get:     func(r room.Room) string { return r.Description },
					set:     func(said string) (topic, description *string) { return nil, &said },
					changed: "%s has another description now.", none: "%s has no description.",
				})
			}
		},
	}
}

// An about is one of the texts that a room has about itself.
type about struct {
	get           func(room.Room) string
	set           func(said string) (topic, description *string)
	changed, none lang.Key
}

// describe shows a text about a room, or changes it when one is given, be it
// empty.
func (c *Invocation) describe(ctx context.Context, a about) error {
	r, err := c.room(c.arg(0))
	if err != nil {
		return err
	}
	if len(c.Args) < 2 {
		return c.showAbout(r, a)
	}
	said := c.arg(1)
	if said == "-" && c.Stdin != nil {
		if said, err = c.text(1); err != nil {
			return err
		}
	} else if said == "-" {
		said = ""
	}
	ctx, done := write(ctx)
	defer done()
	topic, description := a.set(said)
	if r, err = c.Broker.Describe(ctx, c.user(), r.ID, topic, description); err != nil {
		return err
	}
	return c.changedRoom(r, lang.S(string(a.changed), r.Label()))
}

func (c *Invocation) showAbout(r room.Room, a about) error {
	switch said := a.get(r); {
	case c.JSON:
		return c.showRoom(r, lang.Sentence{})
	case said == "":
		return c.notice(string(a.none), r.Label())
	default:
		return c.print(strings.Split(said, "\n")...)
	}
}
