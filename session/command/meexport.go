package command

import (
	"bufio"
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func meExport() Spec {
	return Spec{
		Path: "me export", Verb: "export", Aliases: []string{"导出"},
		Help:     "Print everything of yours, one JSON object a line: account, keys, bots, rooms, drafts, all that you have said.",
		Front:    Exec, // a screen has nowhere to put it
		Examples: []string{"> mine.jsonl"},
		Least:    AtLeast(keys.Member), People: true,
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				out := bufio.NewWriterSize(c.Stdout, exportBuffer)
				c.Stdout, c.JSON = out, true
				for _, part := range []func(context.Context) error{
					c.exportAccount, c.exportBots, c.exportRooms, c.exportPeople, c.exportMessages,
				} {
					if err := part(ctx); err != nil {
						return err
					}
				}
				if err := out.Flush(); err != nil {
					return fmt.Errorf("%w: %w", errGone, err)
				}
				return nil
			}
		},
	}
}

// exportBuffer is how many bytes go out in one write.
const exportBuffer = 32 << 10

func (c *Invocation) exportAccount(context.Context) error {
	p, err := c.profile()
	if err != nil {
		return err
	}
	if err := c.objects(p.object()); err != nil {
		return err
	}
	ring, err := c.keyring()
	if err != nil {
		return err
	}
	for _, k := range ring {
		if err := c.objects(c.keyObject(k)); err != nil {
			return err
		}
	}
	return nil
}

// exportBots prints the bots that the caller keeps.
func (c *Invocation) exportBots(context.Context) error {
	bots, err := c.Directory.Bots(c.Who.Account.ID)
	if err != nil {
		return err
	}
	for _, b := range bots {
		if err := c.botObjects(b); err != nil {
			return err
		}
	}
	return nil
}

type membershipObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"`
	Room   string  `json:"room"`
	RoomID string  `json:"room_id"`
	Role   string  `json:"role"`
	Since  *string `json:"since"`
	Notify string  `json:"notify"`
}

type draftObject struct {
	V       int    `json:"v"`
	Type    string `json:"type"`
	Room    string `json:"room"`
	RoomID  string `json:"room_id"`
	Text    string `json:"text"`
	ReplyTo uint64 `json:"reply_to,omitempty"`
	Edits   uint64 `json:"edits,omitempty"`
}

// memberRoles are the roles of a room.
var memberRoles = [...]string{room.Member: "member", room.Moderator: "moderator", room.Owner: "owner"}

// exportRooms prints the caller's memberships and drafts.
func (c *Invocation) exportRooms(ctx context.Context) error {
	all, err := c.Broker.Joined(c.user())
	if err != nil {
		return err
	}
	seat, err := c.Broker.Sit(c.person(), room.SitOptions{Quiet: true})
	if err != nil {
		return err
	}
	defer seat.Close()
	for _, l := range all {
		if err := c.exportMembership(l); err != nil {
			return err
		}
		if !l.Draft {
			continue
		}
		v, err := seat.Enter(ctx, l.Room.ID)
		if err != nil {
			return err
		}
		if err := c.objects(draftObject{1, "draft", l.Room.Name, roomID(l.Room.ID), v.Draft.Text, v.Draft.Reply, v.Draft.Edit}); err != nil {
			return err
		}
	}
	return nil
}

func (c *Invocation) exportMembership(l room.Listing) error {
	o := membershipObject{
		V: 1, Type: "membership", Room: l.Room.Name, RoomID: roomID(l.Room.ID),
		Role: memberRoles[room.Member], Notify: levels[l.Level],
	}
	found, err := c.Broker.Members(c.user(), l.Room.ID, c.user()-1, 1)
	if err != nil {
		return err
	}
	if len(found) > 0 && found[0].Person.ID == c.user() {
		o.Role, o.Since = memberRoles[found[0].Membership.Role], stampOf(found[0].Membership.At)
	}
	return c.objects(o)
}

// exportPeople prints whom the caller ignores and blocks.
func (c *Invocation) exportPeople(context.Context) error {
	lists := []struct {
		what string
		of   func(room.UserID) ([]room.Person, error)
	}{{"ignored", c.Broker.Ignored}, {"blocked", c.Broker.Blocked}}
	for _, list := range lists {
		people, err := list.of(c.user())
		if err != nil {
			return err
		}
		for _, p := range people {
			o := newPersonObject(p)
			o.Type = list.what
			if err := c.objects(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// exportMessages prints all that the caller has said and that stands.
func (c *Invocation) exportMessages(ctx context.Context) error {
	return c.Broker.SaidBy(ctx, c.user(), func(in room.Room, m *room.Message) error {
		o, err := c.messageObject(in, m)
		if err != nil {
			return err
		}
		return c.objects(o)
	})
}
