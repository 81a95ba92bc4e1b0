package data_test

import (
	"context"
	"errors"
	"time"

	"snug/room"
)

// judge is who keeps rooms in order: the actor, the owner of the server, or the
// operator.
func (a *actor) judge() room.UserID {
	return pick(a, a.user(), a.user(), room.UserID(a.owner.Account.ID), room.Operator)
}

// member returns somebody of a room, or somebody else.
func (a *actor) member(in room.ID) room.UserID {
	all, err := a.broker.Members(a.user(), in, 0, 20)
	if err != nil || len(all) == 0 || a.chance(8) {
		return room.UserID(a.another())
	}
	return all[a.random.IntN(len(all))].Person.ID
}

func (a *actor) kick(ctx context.Context) error {
	in := a.theirs()
	return a.broker.Kick(ctx, a.judge(), in, a.member(in), "why not")
}

func (a *actor) punish(ctx context.Context) error {
	in := a.theirs()
	_, err := a.broker.Penalize(ctx, a.judge(), in, a.member(in), pick(a, room.Mute, room.Ban), a.until(), "why not")
	return err
}

// pardon lifts a mute or a ban that is there, or one that is not.
func (a *actor) pardon(ctx context.Context) error {
	in, by := a.theirs(), a.judge()
	who, what := a.member(in), pick(a, room.Mute, room.Ban)
	if all, err := a.broker.Penalties(by, in); err == nil && len(all) > 0 && !a.chance(4) {
		one := all[a.random.IntN(len(all))]
		if who, what = one.Person.ID, room.Mute; one.Penalty.Banned.In(time.Now()) {
			what = room.Ban
		}
	}
	return a.broker.Pardon(ctx, by, in, who, what, "why not")
}

func (a *actor) purge(ctx context.Context) error {
	in := a.theirs()
	w := room.Sweeping{Since: time.Now().Add(-time.Duration(a.random.IntN(2000)) * time.Millisecond), Limit: 1 + a.random.IntN(300), Reason: "why not"}
	if a.chance(2) {
		w.Of = []room.UserID{a.member(in)}
	}
	_, err := a.broker.Purge(ctx, a.judge(), in, w)
	return err
}

// complain reports somebody, or what they have said.
func (a *actor) complain(ctx context.Context) error {
	in := a.somewhere()
	if found := a.messages(in); len(found) > 0 && !a.chance(3) {
		m := found[a.random.IntN(len(found))]
		_, err := a.broker.Complain(ctx, a.user(), m.Author.ID, in, m.Seq, "why not")
		return err
	}
	_, err := a.broker.Complain(ctx, a.user(), a.member(in), 0, 0, "why not")
	return err
}

// decide judges a report that is open, or another one.
func (a *actor) decide(ctx context.Context) error {
	id, by := a.random.Uint64N(200), a.judge()
	all, err := a.broker.Reports(by, 0, true, 0, 20)
	if err == nil && len(all) > 0 && !a.chance(8) {
		id = all[a.random.IntN(len(all))].ID
	}
	_, err = a.broker.Judge(ctx, by, id, pick(a, room.ReportResolved, room.ReportDismissed), pick(a, "", "thank you"))
	return err
}

// hear reads how the actor's reports came out.
func (a *actor) hear(ctx context.Context) error {
	all, err := a.broker.Verdicts(a.user())
	if err != nil || len(all) == 0 {
		return errors.Join(err, a.broker.Heard(ctx, a.user(), 0))
	}
	return a.broker.Heard(ctx, a.user(), all[a.random.IntN(len(all))].ID)
}
