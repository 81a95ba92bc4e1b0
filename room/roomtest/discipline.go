package roomtest

import (
	"context"
	"reflect"
	"sync"
	"time"

	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
)

// ladder tries what is done to people by everybody to everybody: only who is
// above somebody does it.
func ladder(h *house) {
	people := []room.Person{
		h.person("member"), h.person("helper"), h.person("holder"),
		h.moderator("mod"), h.admin("adm"), h.staff("own", keys.Owner), operator,
	}
	member, helper, holder, mod, adm, own := people[0], people[1], people[2], people[3], people[4], people[5]
	for by, row := range []string{
		".......", // member
		"x......", // a moderator of the room
		"xx.....", // its owner
		"xxx....", // a moderator of the server, above the owner of any room
		"xxxx...",
		"xxxxx..", // no owner of the server is above another
		"xxxxxx.",
	} {
		for who, may := range row {
			den := h.room(holder, word("den", by*10+who))
			h.enter(den.ID, member, helper, mod, adm, own)
			h.do(room.Appoint{Header: header(holder), Room: den.ID, Who: helper.ID, Role: room.Moderator})
			for _, c := range []room.Command{
				mute(people[by], den.ID, people[who]), lift(people[by], den.ID, people[who], room.Mute),
				kick(people[by], den.ID, people[who]),
				ban(people[by], den.ID, people[who]), lift(people[by], den.ID, people[who], room.Ban),
			} {
				_, err := h.rooms.Do(context.Background(), c)
				switch k := kind(err); {
				case may == 'x' && err != nil:
					h.Errorf("%s: %T on %s: %v", people[by].Name, c, people[who].Name, err)
				case may != 'x' && k != room.ErrDenied && k != room.ErrConflict && k != room.ErrNotFound:
					h.Errorf("%s: %T on %s: %v, want it refused", people[by].Name, c, people[who].Name, err)
				}
			}
		}
	}
}

func kicks(h *house) {
	ann, bob, cyd, eve := h.person("ann"), h.person("bob"), h.person("cyd"), h.person("eve")
	mod := h.moderator("mod")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd)
	h.do(room.SaveDraft{Header: header(bob), Room: den.ID, Draft: room.Draft{Text: "unsent"}})
	c := kick(ann, den.ID, bob)
	c.Reason = "too loud"
	if e := h.do(c); !reflect.DeepEqual(e, room.Kicked{Room: den.ID, Who: bob, By: ann, At: at, Reason: "too loud"}) {
		h.Errorf("the kick led to %+v", e)
	}
	h.refused(room.Post{Header: header(bob), Room: den.ID, Text: "what?"}, room.ErrDenied)
	h.enter(den.ID, bob) // they may come back
	h.do(kick(ann, den.ID, bob))
	for _, tt := range []struct {
		c    room.Command
		kind error
	}{
		{kick(ann, den.ID, bob), room.ErrConflict},
		{kick(ann, den.ID, ann), room.ErrConflict},
		{kick(ann, den.ID, room.Person{ID: 99}), room.ErrNotFound},
		{kick(ann, den.ID, operator), room.ErrNotFound},
		{kick(cyd, den.ID, ann), room.ErrDenied},
		{kick(eve, den.ID, cyd), room.ErrDenied},
		{kick(mod, h.lobby().ID, bob), room.ErrDenied},
		{kick(operator, h.lobby().ID, bob), room.ErrDenied},
		{kick(ann, 7777, bob), room.ErrNotFound},
		{kick(room.Person{ID: 99}, den.ID, bob), room.ErrDenied},
		{kick(ann, h.converse(ann, bob).ID, bob), room.ErrDenied},
		{kick(operator, h.converse(ann, bob, cyd).ID, bob), room.ErrNotFound},
	} {
		h.refused(tt.c, tt.kind)
	}
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: cyd.ID, Role: room.Moderator})
	h.enter(den.ID, bob)
	if e := h.do(kick(mod, den.ID, ann)).(room.Kicked); e.Heir != cyd.ID || h.find(den.ID).Owner != cyd.ID {
		h.Errorf("kicking the owner led to %+v", e)
	}
	// The last who could be in a private room ends it.
	cave := h.roomWith(eve, "cave", room.Settings{Private: true})
	if e := h.do(kick(operator, cave.ID, eve)).(room.Kicked); !e.Ended {
		h.Errorf("kicking the last led to %+v", e)
	}
	h.hiddenFrom(eve, cave.ID, ann)
}

func bans(h *house) {
	ann, bob, cyd, mod := h.person("ann"), h.person("bob"), h.person("cyd"), h.moderator("mod")
	den := h.roomWith(ann, "den", room.Settings{InviteOnly: true})
	h.letIn(ann, den.ID, bob, cyd)
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator})
	h.do(room.Invite{Header: header(ann), Room: den.ID, Who: mod.ID, Until: at.Add(time.Hour)})

	c := ban(ann, den.ID, bob)
	c.Reason = "spam"
	want := sanction.Sanction{At: at, Until: at.Add(time.Hour), By: uint64(ann.ID), ByName: "ann", Reason: "spam"}
	e := h.do(c)
	if !reflect.DeepEqual(e, room.Punished{Room: den.ID, Who: bob, What: room.Ban, Is: want, Left: true, By: ann, At: at}) {
		h.Errorf("the ban led to %+v", e)
	}
	if got := h.penalty(den.ID, bob); got.Banned != want || got.Muted != (sanction.Sanction{}) {
		h.Errorf("the penalty is %+v, want %+v", got, want)
	}
	for _, c := range allAttempts(bob, den.ID, cyd) {
		if k := kind(h.try(c)); k != room.ErrDenied && k != room.ErrNotFound && k != room.ErrConflict {
			h.Errorf("%T by somebody banned: %v, want it refused", c, k)
		}
	}
	h.says(room.Join{Header: header(bob), Room: den.ID}, room.ErrDenied, "ann", "#den", "2026-03-14 16:09 UTC", "spam")
	h.says(room.Post{Header: header(bob), Room: den.ID, Text: "but"}, room.ErrDenied, "banned")
	h.refused(lift(bob, den.ID, bob, room.Ban), room.ErrDenied)
	h.says(room.Invite{Header: header(ann), Room: den.ID, Who: bob.ID, Until: at.Add(time.Minute)}, room.ErrConflict, "lift the ban")
	h.refused(room.Invite{Header: header(cyd), Room: den.ID, Who: bob.ID, Until: at.Add(time.Minute)}, room.ErrDenied)

	// Another rank on the server lets nobody back in.
	bob = h.raise(bob, keys.Moderator)
	h.refused(room.Join{Header: header(bob), Room: den.ID}, room.ErrDenied)
	h.refused(kick(bob, den.ID, cyd), room.ErrDenied)
	h.refused(lift(ann, den.ID, bob, room.Ban), room.ErrDenied)
	bob = h.raise(bob, keys.Member)

	// It ends by itself, at the stamped time, and is then as if it had not been.
	h.refused(room.Invite{Header: later(ann, time.Hour-1), Room: den.ID, Who: bob.ID, Until: at.Add(2 * time.Hour)}, room.ErrConflict)
	h.do(room.Invite{Header: later(ann, time.Hour), Room: den.ID, Who: bob.ID, Until: at.Add(2 * time.Hour)})
	h.do(room.Join{Header: later(bob, time.Hour), Room: den.ID})
	if got := h.place(bob, den.ID).Role; got != room.Member {
		h.Errorf("who comes back is %d, want a member", got)
	}
	h.refused(lift(ann, den.ID, cyd, room.Ban), room.ErrConflict)

	// An invitation goes with the ban, also of somebody who was never in.
	if e := h.do(ban(h.admin("adm"), den.ID, mod)).(room.Punished); e.Left {
		h.Errorf("the ban led to %+v", e)
	}
	h.do(lift(operator, den.ID, mod, room.Ban))
	h.refused(room.Join{Header: header(mod), Room: den.ID}, room.ErrDenied)
}

// try submits a command and returns why it was refused.
func (h *house) try(c room.Command) error {
	_, err := h.rooms.Do(context.Background(), c)
	return err
}

// hiddenBans bans people from what they then must not know of.
func hiddenBans(h *house) {
	ann, bob, mod := h.person("ann"), h.person("bob"), h.moderator("mod")
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.letIn(ann, cave.ID, bob)
	h.do(ban(ann, cave.ID, bob))
	h.hiddenFrom(bob, cave.ID, ann)
	h.refused(ban(mod, cave.ID, ann), room.ErrNotFound)
	h.do(mute(operator, cave.ID, ann)) // who knows its number
	h.do(room.Discard{Header: header(operator), Room: cave.ID})
	h.hiddenFrom(ann, cave.ID, bob)
	h.refused(mute(operator, cave.ID, ann), room.ErrNotFound)
}

func badPenalties(h *house) {
	ann, bob, mod := h.person("ann"), h.person("bob"), h.moderator("mod")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	ends := func(c room.Penalize, until time.Time) room.Penalize {
		c.Until = until
		return c
	}
	for _, tt := range []struct {
		c    room.Command
		kind error
	}{
		{ends(mute(ann, den.ID, bob), at), room.ErrInvalid},
		{ends(mute(ann, den.ID, bob), at.Add(-time.Hour)), room.ErrInvalid},
		{ends(mute(ann, den.ID, bob), at.Add(sanction.Forever+1)), room.ErrInvalid},
		{room.Penalize{Header: header(ann), Room: den.ID, Who: bob.ID, What: 7, On: true}, room.ErrInvalid},
		{mute(ann, den.ID, ann), room.ErrConflict},
		{mute(ann, den.ID, room.Person{ID: 99}), room.ErrNotFound},
		{mute(bob, den.ID, ann), room.ErrDenied},
		{ban(mod, h.lobby().ID, bob), room.ErrDenied},
		{mute(ann, h.converse(ann, bob).ID, bob), room.ErrDenied},
		{lift(ann, den.ID, bob, room.Mute), room.ErrConflict},
	} {
		h.refused(tt.c, tt.kind)
	}
	if got := h.penalty(den.ID, bob); got != (room.Penalty{}) {
		h.Errorf("refused penalties left %+v", got)
	}
	h.do(mute(mod, h.lobby().ID, bob))
	// A longer one takes the place of another; nobody makes one shorter unawares.
	h.do(mute(ann, den.ID, bob))
	h.says(mute(mod, den.ID, bob), room.ErrConflict, "ann", "16:09 UTC")
	h.refused(ends(mute(mod, den.ID, bob), at.Add(time.Minute)), room.ErrConflict)
	h.do(ends(mute(mod, den.ID, bob), at.Add(2*time.Hour)))
	h.do(ends(mute(mod, den.ID, bob), time.Time{}))
	h.refused(ends(mute(mod, den.ID, bob), time.Time{}), room.ErrConflict)
	h.do(ban(ann, den.ID, bob)) // beside the mute
	if got := h.penalty(den.ID, bob); got.Muted.ByName != "mod" || !got.Muted.Until.IsZero() || got.Banned.ByName != "ann" {
		h.Errorf("the penalties are %+v", got)
	}
	h.do(lift(ann, den.ID, bob, room.Mute))
	h.do(lift(ann, den.ID, bob, room.Ban))
	if all, err := h.rooms.Penalties(den.ID); err != nil || len(all) != 0 {
		h.Errorf("after all were lifted there are %+v, %v", all, err)
	}
}

// rivals are two moderators who act on one person at once: one wins, and the
// other is told.
func rivals(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd)
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator})
	var wg sync.WaitGroup
	won := make(chan error, 2)
	for _, by := range []room.Person{ann, bob} {
		wg.Go(func() { won <- h.try(ban(by, den.ID, cyd)) })
	}
	wg.Wait()
	if a, b := kind(<-won), kind(<-won); (a == nil) == (b == nil) || a != nil && a != room.ErrConflict || b != nil && b != room.ErrConflict {
		h.Errorf("the two are told %v and %v, want one to be told of a conflict", a, b)
	}
}

// endedPenalties sweeps mutes and bans that count for nothing any more.
func endedPenalties(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	den := h.room(ann, "den")
	h.do(mute(ann, den.ID, bob))
	h.do(ban(ann, den.ID, cyd))
	long := ban(ann, den.ID, bob)
	long.Until = at.Add(2 * time.Hour)
	h.do(long)
	sweep := func(after time.Duration) { h.do(room.Sweep{Header: later(room.Person{}, after)}) }
	sweep(time.Hour - 1)
	if all, err := h.rooms.Penalties(den.ID); err != nil || len(all) != 2 || all[0].Penalty.Muted.At.IsZero() {
		h.Errorf("before anything ends there are %+v, %v", all, err)
	}
	sweep(time.Hour)
	all, err := h.rooms.Penalties(den.ID)
	if err != nil || len(all) != 1 || all[0].Person != bob || !all[0].Penalty.Muted.At.IsZero() || all[0].Penalty.Banned.At.IsZero() {
		h.Errorf("after an hour there are %+v, %v; want the longer ban alone", all, err)
	}
	h.remove(bob, false)
	h.untilDone(room.Depart{Header: header(room.Person{}), Who: bob.ID}, func(e room.Event) bool { return e.(room.Departed).More })
	if all, err := h.rooms.Penalties(den.ID); err != nil || len(all) != 0 {
		h.Errorf("a deleted account leaves %+v, %v", all, err)
	}
}
