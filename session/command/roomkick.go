package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomKick() Spec {
	return Spec{
		Path: "room kick", Verb: "kick", Aliases: []string{"踢出"}, Args: "ROOM USER",
		Help:     "Put somebody out of a room; they may come back if the room lets them.",
		Examples: []string{"garden bob --reason 'see rule 3'"},
		Least:    AtLeast(keys.Member).InRoom(room.Moderator), Effect: Manages, Here: true,
		Bind: func(fs *pflag.FlagSet) Run {
			toldReason(fs)
			return onMember(func(ctx context.Context, c *Invocation, r room.Room, p room.Person) error {
				if err := c.Broker.Kick(ctx, c.user(), r.ID, p.ID, c.Reason); err != nil {
					return err
				}
				c.tell(accountOf(p), "%s has put you out of %s (%s); ask its moderators if you think that is wrong.", c.me(), r.Label(), c.because())
				if c.JSON {
					return c.objects(newPersonObject(p))
				}
				return c.unlessSeen(r, lang.S("%s is out of %s.", p.Name, r.Label()))
			})
		},
	}
}

// toldReason declares --reason of a command whose reason somebody is told.
func toldReason(fs *pflag.FlagSet) {
	fs.String(reasonFlag, "", "why: `TEXT`; they are told, and it is in the audit log")
}

// onMember is what runs in the room of the first argument on the person of the
// second.
func onMember(run func(context.Context, *Invocation, room.Room, room.Person) error) Run {
	return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
		p, err := c.Broker.FindPerson(c.user(), c.arg(1))
		if err != nil {
			return err
		}
		ctx, done := write(ctx)
		defer done()
		return run(ctx, c, r, p)
	})
}

// unlessSeen prints a sentence about what the room on the screen shows itself.
func (c *Invocation) unlessSeen(r room.Room, said lang.Sentence) error {
	if c.shows(r) {
		return nil
	}
	return c.print(c.Lang.Say(said))
}

// knows reports whether somebody may know that a room is there: who may not is
// told nothing of it either.
func (c *Invocation) knows(p room.Person, r room.Room) bool {
	_, err := c.Broker.Standing(p.ID, r.ID)
	return err == nil
}

// accountOf returns what notices need of a person's account.
func accountOf(p room.Person) keys.Account {
	return keys.Account{ID: keys.AccountID(p.ID), Name: p.Name, Display: p.Display, Role: keys.Role(p.Rank)}
}
