package data_test

import (
	"context"
	"fmt"
	"time"

	"snug/room"
)

func (a *actor) settings() room.Settings {
	return room.Settings{
		Private: a.chance(3), InviteOnly: a.chance(4), Announce: a.chance(5), OpenTopic: a.chance(2),
		Slow:    pick(a, 0, 0, 0, time.Second),
		History: pick(a, room.HistoryAll, room.HistoryAll, room.HistoryJoined, room.HistoryNone),
		KeepFor: pick(a, 0, 0, time.Hour), KeepLast: pick(a, 0, 0, 20, 200),
		MaxMembers: pick(a, 0, 0, 5, 50),
		Files:      pick(a, room.FilesByMembers, room.FilesByMembers, room.FilesByModerators, room.FilesOff), FilesFor: pick(a, 0, time.Hour),
	}
}

func (a *actor) create(ctx context.Context) error {
	_, err := a.broker.Create(ctx, a.user(), a.roomName(), "", a.settings())
	return err
}

func (a *actor) join(ctx context.Context) error {
	name := a.roomName()
	if a.chance(2) {
		name = fmt.Sprintf("r_%d", a.somewhere())
	}
	_, err := a.broker.Join(ctx, a.user(), name)
	return err
}

func (a *actor) leave(ctx context.Context) error {
	_, err := a.broker.Leave(ctx, a.user(), fmt.Sprintf("r_%d", a.somewhere()))
	return err
}

func (a *actor) rename(ctx context.Context) error {
	_, err := a.broker.Rename(ctx, a.user(), a.theirs(), a.roomName())
	return err
}

func (a *actor) discard(ctx context.Context) error {
	return a.broker.Discard(ctx, a.user(), a.theirs())
}

func (a *actor) archive(ctx context.Context) error {
	_, err := a.broker.Archive(ctx, a.user(), a.theirs(), a.chance(3))
	return err
}

func (a *actor) configure(ctx context.Context) error {
	_, err := a.broker.Configure(ctx, a.user(), a.theirs(), func(s *room.Settings) error {
		*s = a.settings()
		return nil
	})
	return err
}

func (a *actor) describe(ctx context.Context) error {
	topic, text := a.name(), a.name()
	_, err := a.broker.Describe(ctx, a.user(), a.theirs(), &topic, pick(a, nil, &text))
	return err
}

func (a *actor) invite(ctx context.Context) error {
	_, _, err := a.broker.Invite(ctx, a.user(), a.theirs(), a.somebody(), pick(a, 0, time.Minute, room.MaxInviteFor))
	return err
}

func (a *actor) uninvite(ctx context.Context) error {
	in := a.theirs()
	who := a.somebody()
	if all, err := a.broker.InvitationsTo(a.user(), in); err == nil && len(all) > 0 {
		who = all[0].Who.Name
	}
	_, err := a.broker.Uninvite(ctx, a.user(), in, who)
	return err
}

func (a *actor) decline(ctx context.Context) error {
	name := a.roomName()
	if all, err := a.broker.Invitations(a.user()); err == nil && len(all) > 0 {
		name = fmt.Sprintf("r_%d", all[0].Room.ID)
	}
	_, err := a.broker.Decline(ctx, a.user(), name)
	return err
}

// fellow returns the name of a member of a room.
func (a *actor) fellow(in room.ID) string {
	all, err := a.broker.Members(a.user(), in, 0, 20)
	if err != nil || len(all) == 0 {
		return a.somebody()
	}
	return all[a.random.IntN(len(all))].Person.Name
}

func (a *actor) appoint(ctx context.Context) error {
	in := a.theirs()
	_, err := a.broker.Appoint(ctx, a.user(), in, a.fellow(in), pick(a, room.Member, room.Moderator, room.Moderator))
	return err
}

func (a *actor) transfer(ctx context.Context) error {
	in := a.theirs()
	_, err := a.broker.Transfer(ctx, a.user(), in, a.fellow(in))
	return err
}

func (a *actor) say(ctx context.Context) error {
	in := a.somewhere()
	text := pick(a, "hello", "@here all", "see @"+a.somebody(), "你好")
	said := room.Saying{ID: room.NewCommandID(), Text: text}
	if a.chance(4) {
		said.Reply = a.number(in)
	}
	_, _, err := a.broker.Say(ctx, a.user(), in, said)
	return err
}

func (a *actor) edit(ctx context.Context) error {
	in := a.somewhere()
	_, err := a.broker.Edit(ctx, a.user(), in, a.number(in), "now @"+a.somebody())
	return err
}

func (a *actor) delete(ctx context.Context) error {
	in := a.theirs()
	_, err := a.broker.Delete(ctx, a.user(), in, a.number(in))
	return err
}

func (a *actor) react(ctx context.Context) error {
	in := a.somewhere()
	_, err := a.broker.React(ctx, a.user(), in, a.number(in), pick(a, "heart", "tada", "+1"), !a.chance(3))
	return err
}

func (a *actor) pin(ctx context.Context) error {
	in := a.theirs()
	_, err := a.broker.Pin(ctx, a.user(), in, a.number(in), !a.chance(3))
	return err
}

// read enters a room, takes what is new and marks it read.
func (a *actor) read(ctx context.Context) error {
	if a.seat == nil {
		a.sit()
	}
	if a.seat == nil {
		return nil
	}
	v, err := a.seat.Enter(ctx, a.somewhere())
	if err != nil {
		return err
	}
	a.seat.Pull()
	if n := len(v.Recent); n > 0 {
		a.seat.MarkRead(v.Recent[a.random.IntN(n)].Seq)
	}
	a.seat.Touch()
	return nil
}

func (a *actor) draft(ctx context.Context) error {
	return a.broker.SaveDraft(ctx, a.user(), a.somewhere(), room.Draft{Text: pick(a, "", "half a")})
}

func (a *actor) notify(ctx context.Context) error {
	return a.broker.Notify(ctx, a.user(), a.somewhere(), pick(a, room.Mentions, room.All, room.None))
}

func (a *actor) ignore(ctx context.Context) error {
	_, err := a.broker.Ignore(ctx, a.user(), a.somebody(), a.chance(2))
	return err
}

func (a *actor) block(ctx context.Context) error {
	_, err := a.broker.Block(ctx, a.user(), a.somebody(), a.chance(2))
	return err
}

func (a *actor) converse(ctx context.Context) error {
	var with []string
	for range pick(a, 0, 1, 1, 2, 3) {
		with = append(with, a.somebody())
	}
	_, err := a.broker.Converse(ctx, a.user(), with...)
	return err
}
