package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomJoin() Spec {
	return Spec{
		Path: "room join", Verb: "join", Aliases: []string{"j", "加入"}, Args: "ROOM",
		Help:  "Become a member of a room.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				s, err := c.Broker.Standing(c.user(), r.ID)
				if err != nil {
					return err
				}
				if !s.In {
					ctx, done := write(ctx)
					defer done()
					if r, err = c.Broker.Join(ctx, c.user(), roomID(r.ID)); err != nil {
						return err
					}
				}
				c.goTo(r)
				if c.Front.talks() && !c.JSON && r.ID != c.In && (s.In || c.Front == Line) {
					return nil // the screen shows it, and line mode says it
				}
				if s.In { // they have what they want: a script may join every time
					if err := c.notice("You were in %s already.", r.Label()); err != nil || !c.JSON {
						return err
					}
				}
				return c.showRoom(r, lang.S("You are in %s now.", r.Label()))
			})
		},
	}
}

// shows reports whether the screen itself shows what has changed about a room:
// everybody who is in it is told.
func (c *Invocation) shows(r room.Room) bool {
	return c.Front.talks() && !c.JSON && r.ID == c.In
}

// changedRoom answers a change of a room that everybody in it is told of.
func (c *Invocation) changedRoom(r room.Room, said lang.Sentence) error {
	if c.shows(r) {
		return nil
	}
	return c.showRoom(r, said)
}

// showRoom answers a change of a room: with the room in JSON, else in words.
func (c *Invocation) showRoom(r room.Room, said lang.Sentence) error {
	if !c.JSON {
		return c.print(c.Lang.Say(said))
	}
	l, ok, err := c.listing(r.ID)
	if err != nil {
		return err
	}
	if !ok {
		l = room.Listing{Room: r} // which they could see until now
	}
	o, err := c.roomObject(l)
	if err != nil {
		return err
	}
	return c.objects(o)
}
