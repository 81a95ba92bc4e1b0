package command

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// Limits of one purge: messages without --limit, and without --yes.
const (
	usualPurge   = 1000
	unaskedPurge = 20
)

func messagePurge() Spec {
	return Spec{
		Path: "message purge", Verb: "purge", Aliases: []string{"清理"}, Args: "ROOM",
		Help:     "Delete many messages of a room, the newest first: their text goes for good, their places stay.",
		Examples: []string{"lobby --user mallory --since 10m --dry-run", "lobby --user mallory --user eve --yes --reason 'a raid'"},
		Least:    AtLeast(keys.Member).InRoom(room.Moderator), Here: true,
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			users := fs.StringArray("user", nil, "only what they have said: `USER`; may be given several times")
			span := stretches(fs)
			limit := fs.Int("limit", usualPurge, "at most so many: `N`")
			dry := fs.Bool("dry-run", false, "only count")
			yes := fs.Bool("yes", false, "do it; more than a few messages take this")
			fs.String(reasonFlag, "", "why, for the audit log: `TEXT`")
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				if *limit < 1 || *limit > room.MaxPurge {
					return fail(Usage, "--limit takes a number from 1 to %d", int(room.MaxPurge))
				}
				w := room.Sweeping{Limit: *limit, Reason: c.Reason, DryRun: *dry}
				var err error
				if w.Since, w.Until, err = span.times(c); err != nil {
					return err
				}
				if w.Of, err = c.whose(*users); err != nil {
					return err
				}
				return c.purge(ctx, r, w, *yes)
			})
		},
	}
}

// whose finds people by what they are called, each once.
func (c *Invocation) whose(names []string) ([]room.UserID, error) {
	var ids []room.UserID
	for _, name := range names {
		p, err := c.Broker.FindPerson(c.user(), name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// purge deletes what matches. Many messages, and all of a room, it counts first,
// and asks. What it deletes goes in slices, so that it ends in the middle when the caller goes.
func (c *Invocation) purge(ctx context.Context, r room.Room, w room.Sweeping, yes bool) error {
	everything := len(w.Of) == 0 && w.Since.IsZero() && w.Until.IsZero()
	if !yes && !w.DryRun {
		first := w
		first.DryRun = true
		s, err := c.Broker.Purge(ctx, c.user(), r.ID, first)
		if err != nil {
			return err
		}
		if s.Messages > unaskedPurge || s.Messages > 0 && everything {
			return c.unconfirmed("%d messages in %s would be gone for good", s.Messages, r.Label())
		}
	}
	s, err := c.Broker.Purge(ctx, c.user(), r.ID, w)
	if err != nil && s.Messages == 0 {
		return err
	}
	if said := c.purged(r, w, s); said != nil {
		return said
	}
	return err // what is gone was told
}

func (c *Invocation) purged(r room.Room, w room.Sweeping, s room.Swathe) error {
	if c.JSON {
		return c.objects(newPurgeObject(r, w, s))
	}
	said := lang.S("%d messages in %s are deleted, #%d to #%d.", s.Messages, r.Label(), s.First, s.Last)
	switch {
	case s.Messages == 0:
		said = lang.S("Nothing in %s fits.", r.Label())
	case w.DryRun:
		said = lang.S("%d messages in %s would be deleted, #%d to #%d.", s.Messages, r.Label(), s.First, s.Last)
	}
	if err := c.print(c.Lang.Say(said)); err != nil {
		return err
	}
	if s.Spared > 0 {
		if err := c.notice("%d more are by people who are not below you; somebody above them can delete those", s.Spared); err != nil {
			return err
		}
	}
	if s.More {
		return c.notice("there are more; --limit says how many go at once")
	}
	return nil
}
