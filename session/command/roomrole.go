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

// roleWords are what members are in words.
var roleWords = [...]lang.Key{room.Member: "member", room.Moderator: "moderator", room.Owner: "owner"}

func roomRole() Spec {
	return Spec{
		Path: "room role", Verb: "role", Aliases: []string{"角色"}, Args: "ROOM USER ROLE=member|moderator",
		Help:     "Make a member of a room a moderator, or a moderator a member.",
		Examples: []string{"garden bob moderator"},
		Least:    AtLeast(keys.Member).InRoom(room.Owner), Here: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				role := slices.Index(roomRoles[:room.Owner], strings.ToLower(c.arg(2)))
				if role < 0 {
					return fail(Usage, "%q is not a role to give; choose member or moderator, or give the room away with: %s",
						shorten(c.arg(2)), c.Front.form("room transfer ROOM USER"))
				}
				ctx, done := write(ctx)
				defer done()
				p, err := c.Broker.Appoint(ctx, c.user(), r.ID, c.arg(1), room.Role(role))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.showMember(r, p)
				case c.shows(r):
					return nil
				}
				return c.say("%s is a %s of %s now.", p.Name, roleWords[role], r.Label())
			})
		},
	}
}

func roomTransfer() Spec {
	return Spec{
		Path: "room transfer", Verb: "transfer", Aliases: []string{"转让"}, Args: "ROOM USER",
		Help:  "Give a room to another member; you stay as a moderator.",
		Least: AtLeast(keys.Member).InRoom(room.Owner), People: true, Here: true,
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			yes := fs.Bool("yes", false, "do it; without this you are asked")
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				if !*yes {
					if err := c.ownerOf(r); err != nil {
						return err
					}
					p, err := c.Broker.FindPerson(c.user(), c.arg(1))
					if err != nil {
						return err
					}
					return c.unconfirmed("%s would own %s and only they could give it back", p.Name, r.Label())
				}
				ctx, done := write(ctx)
				defer done()
				p, err := c.Broker.Transfer(ctx, c.user(), r.ID, c.arg(1))
				if err != nil {
					return err
				}
				return c.changedRoom(r, lang.S("%s owns %s now, and you are a moderator of it.", p.Name, r.Label()))
			})
		},
	}
}

// showMember answers in JSON with what somebody is in a room now.
func (c *Invocation) showMember(r room.Room, p room.Person) error {
	found, err := c.Broker.Members(c.user(), r.ID, p.ID-1, 1)
	switch {
	case err != nil:
		return err
	case len(found) == 0 || found[0].Person.ID != p.ID: // they have left meanwhile
		return c.objects(newMemberObject(r, room.Participant{Person: p}))
	}
	return c.objects(newMemberObject(r, found[0]))
}
