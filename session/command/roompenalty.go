package command

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// How long what keeps somebody away lasts when nothing else is said.
const (
	usualMute = time.Hour
	usualBan  = 7 * 24 * time.Hour // and suspension
)

func roomMute() Spec {
	return Spec{
		Path: "room mute", Verb: "mute", Aliases: []string{"禁言"}, Args: "ROOM USER",
		Help:     "Keep somebody from writing in a room for a time; they go on reading.",
		Examples: []string{"garden bob", "garden bob --for 1d --reason 'see rule 3'"},
		Least:    AtLeast(keys.Member).InRoom(room.Moderator), Effect: Manages, Here: true,
		Bind: penalizing(room.Mute, usualMute, penaltyTexts{
			done:  "%s cannot write in %s %s.",
			heard: "%[1]s has muted you in %[2]s %[3]s (%[4]s); ask its moderators if you think that is wrong.",
		}),
	}
}

func roomBan() Spec {
	return Spec{
		Path: "room ban", Verb: "ban", Aliases: []string{"禁入"}, Args: "ROOM USER",
		Help:     "Keep somebody out of a room for a time.",
		Examples: []string{"garden bob", "garden bob --for 30d --reason 'see rule 3'"},
		Least:    AtLeast(keys.Member).InRoom(room.Moderator), Effect: Manages, Here: true,
		Bind: penalizing(room.Ban, usualBan, penaltyTexts{
			done:  "%s cannot come into %s %s.",
			heard: "%[1]s has banned you from %[2]s %[3]s (%[4]s); ask its moderators if you think that is wrong.",
		}),
	}
}

func roomUnmute() Spec {
	return Spec{
		Path: "room unmute", Verb: "unmute", Aliases: []string{"解除禁言"}, Args: "ROOM USER",
		Help:  "Let somebody write in a room again.",
		Least: AtLeast(keys.Member).InRoom(room.Moderator), Effect: Manages, Here: true,
		Bind: pardoning(room.Mute, penaltyTexts{
			done: "%s can write in %s again.", heard: "You can write in %s again: %s has lifted your mute.",
		}),
	}
}

func roomUnban() Spec {
	return Spec{
		Path: "room unban", Verb: "unban", Aliases: []string{"解除禁入"}, Args: "ROOM USER",
		Help:  "Let somebody come into a room again.",
		Least: AtLeast(keys.Member).InRoom(room.Moderator), Effect: Manages, Here: true,
		Bind: pardoning(room.Ban, penaltyTexts{
			done: "%s can come into %s again.", heard: "You can come into %s again: %s has lifted your ban.",
		}),
	}
}

// Penalty texts are what is said of a penalty: to the caller, of a person and a
// room; and to the person.
type penaltyTexts struct{ done, heard lang.Key }

// penalizing mutes or bans the person of the second argument.
func penalizing(what room.Measure, usual time.Duration, said penaltyTexts) func(*pflag.FlagSet) Run {
	return func(fs *pflag.FlagSet) Run {
		end := endings(fs, usual)
		toldReason(fs)
		return onMember(func(ctx context.Context, c *Invocation, r room.Room, p room.Person) error {
			until, err := end.time(c, fs)
			if err != nil {
				return err
			}
			told := c.knows(p, r)
			is, err := c.Broker.Penalize(ctx, c.user(), r.ID, p.ID, what, until, c.Reason)
			if err != nil {
				return err
			}
			if told {
				c.tell(accountOf(p), string(said.heard), c.me(), r.Label(), endsFor(until), c.because())
			}
			if c.JSON {
				return c.objects(newPenaltyObject(r, p, is))
			}
			return c.unlessSeen(r, lang.S(string(said.done), p.Name, r.Label(), c.ends(until)))
		})
	}
}

// pardoning lifts a mute or a ban of the person of the second argument.
func pardoning(what room.Measure, said penaltyTexts) func(*pflag.FlagSet) Run {
	return func(fs *pflag.FlagSet) Run {
		toldReason(fs)
		return onMember(func(ctx context.Context, c *Invocation, r room.Room, p room.Person) error {
			if err := c.Broker.Pardon(ctx, c.user(), r.ID, p.ID, what, c.Reason); err != nil {
				return err
			}
			if c.knows(p, r) {
				c.tell(accountOf(p), string(said.heard), r.Label(), c.me())
			}
			if c.JSON {
				return c.objects(newPersonObject(p))
			}
			return c.unlessSeen(r, lang.S(string(said.done), p.Name, r.Label()))
		})
	}
}
