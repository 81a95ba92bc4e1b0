package command

import (
	"snug/room"
	"snug/text/lang"
)

// leaves notes why nothing more will be heard of a room, if an event tells so to the
// caller. What is heard of it ends a little later.
func (t *tailed) leaves(c *Invocation, e room.Event) {
	switch e := e.(type) {
	case room.Left:
		if e.Who.ID == c.user() {
			t.gone = c.noLonger(t.room)
		}
	case room.Kicked:
		if e.Who.ID == c.user() {
			t.gone = putOut(t.room, e)
		}
	case room.Punished:
		if e.Who.ID == c.user() && e.Left {
			t.gone = keptOut(t.room, e)
		}
	case room.Joined:
		if e.Who.ID == c.user() {
			t.gone = nil
		}
	case room.Discarded:
		t.gone = fail(NotFound, "%s has deleted %s, and all that was said in it", e.By.Name, t.room.Label())
	}
}

// noLonger tells the follower that they are not in the room any more. A bot was
// taken out of it, or its keeper has left.
func (c *Invocation) noLonger(in room.Room) error {
	if c.Who.Account.Bot() {
		return fail(Denied, "this bot is not in %s any more; its keeper puts it in with the command bot join", in.Label())
	}
	return fail(Denied, "you are no longer in %s; join it again with: %s", in.Label(), Exec.form("join "+in.Name))
}

// putOut tells the follower who has put them out of the room, and why.
func putOut(in room.Room, e room.Kicked) error {
	return fail(Denied, "%[1]s has put you out of %[2]s, reason: %[3]s; ask who moderates the room",
		e.By.Name, in.Label(), reasonOf(e.Reason))
}

// keptOut is putOut for who may not come back for a time.
func keptOut(in room.Room, e room.Punished) error {
	return fail(Denied, "%[1]s has banned you from %[2]s %[3]s, reason: %[4]s; ask who moderates the room",
		e.By.Name, in.Label(), endsFor(e.Is.Until), reasonOf(e.Is.Reason))
}

func reasonOf(given string) any {
	if given == "" {
		return lang.Key("none given")
	}
	return given
}
