package room

import (
	"context"
	"time"

	"snug/keys/sanction"
	"snug/text"
)

// Kick ends somebody's membership of a room. They may come back, if they could
// before. A reason that is given stands for the one that ctx carries.
func (b *Broker) Kick(ctx context.Context, by UserID, in ID, who UserID, reason string) error {
	h, err := because(ctx, by, reason)
	if err != nil {
		return err
	}
	_, err = b.store.Do(ctx, Kick{Header: h, Room: in, Who: who})
	return err
}

// Penalize mutes or bans somebody in a room until a time, zero: until it is
// lifted, and returns what was decided. Who is banned is out of the room at once.
func (b *Broker) Penalize(ctx context.Context, by UserID, in ID, who UserID, what Measure, until time.Time, reason string) (Penalty, error) {
	h, err := because(ctx, by, reason)
	if err != nil {
		return Penalty{}, err
	}
	e, err := b.store.Do(ctx, Penalize{Header: h, Room: in, Who: who, What: what, On: true, Until: stored(until)})
	if err != nil {
		return Penalty{}, err
	}
	var p Penalty
	*p.of(what) = e.(Punished).Is
	return p, nil
}

// Pardon lifts a mute or a ban. ErrConflict: there is none.
func (b *Broker) Pardon(ctx context.Context, by UserID, in ID, who UserID, what Measure, reason string) error {
	h, err := because(ctx, by, reason)
	if err != nil {
		return err
	}
	_, err = b.store.Do(ctx, Penalize{Header: h, Room: in, Who: who, What: what})
	return err
}

// Penalties returns who is muted or banned in a room now, by account, to its
// moderators.
func (b *Broker) Penalties(by UserID, in ID) ([]Penalized, error) {
	s, err := b.look(by, in)
	if err == nil {
		err = sight{room: s.room, Standing: s.Standing}.moderates()
	}
	if err != nil {
		return nil, err
	}
	all, err := b.store.Penalties(in)
	now := time.Now()
	var counting []Penalized
	for _, one := range all {
		one.Penalty.Muted = sanction.Longer(one.Penalty.Muted, sanction.Sanction{}, now)
		one.Penalty.Banned = sanction.Longer(one.Penalty.Banned, sanction.Sanction{}, now)
		if one.Penalty != (Penalty{}) {
			counting = append(counting, one)
		}
	}
	return counting, err
}

// because is header with a reason; an empty one is that of ctx.
func because(ctx context.Context, by UserID, reason string) (Header, error) {
	reason, err := parseReason(reason)
	h := header(ctx, by)
	if reason != "" {
		h.Reason = reason
	}
	return h, err
}

// parseReason cleans why something is done.
func parseReason(s string) (string, error) {
	if len(s) <= 4*MaxReason { // cleaning drops what nobody sees
		var err error
		if s, err = text.CleanLine(s); err != nil {
			return "", refuse(ErrInvalid, "the reason is not UTF-8; switch your terminal to UTF-8 and type it again")
		}
	}
	if len(s) > MaxReason {
		return "", refuse(ErrInvalid, "the reason has %d bytes and the limit is %d; shorten it", len(s), MaxReason)
	}
	return s, nil
}
