package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomDelete() Spec {
	return Spec{
		Path: "room delete", Aliases: []string{"删除房间"}, Args: "ROOM",
		Help:   "Delete a room and all that was said in it, for good.",
		Least:  AtLeast(keys.Member).InRoom(room.Owner),
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			yes := fs.Bool("yes", false, "do it; without this you are asked")
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				if !*yes {
					if err := c.ownerOf(r); err != nil {
						return err
					}
					return c.unconfirmed("%s and all that was said in it would be gone for good", r.Label())
				}
				ctx, done := write(ctx)
				defer done()
				if err := c.Broker.Discard(ctx, c.user(), r.ID); err != nil {
					return err
				}
				if r.ID == c.In {
					if err := c.goToLobby(); err != nil {
						return err
					}
				}
				return c.showRoom(r, lang.S("%s is deleted.", r.Label()))
			})
		},
	}
}

// ownerOf refuses, before anybody is asked to confirm, what only the owner of a
// room may do. Whether they may is decided when it is done, and a refusal is
// written down there.
func (c *Invocation) ownerOf(r room.Room) error {
	if r.Conversation() {
		return fail(Denied, "%s is a conversation, and nobody owns it", r.Label())
	}
	if r.Open() {
		return fail(Denied, "%s is everybody's room and always stays that; do it to another room", r.Label())
	}
	s, err := c.Broker.Standing(c.user(), r.ID)
	if err == nil && !s.Owns() {
		err = fail(Denied, "only the owner of %s may do that; ask them, or see who it is with: %s", r.Label(), c.Front.form("room show "+c.roomName(r)))
	}
	return err
}

// goToLobby asks the screen to leave for the room that is always there.
func (c *Invocation) goToLobby() error {
	lobby, err := c.Broker.Find(c.user(), room.Lobby)
	if err == nil {
		c.goTo(lobby)
	}
	return err
}
