package command

import (
	"context"

	"snug/room"
)

// approach tells what was missed of a room that is not heard yet, until little of it
// is left: while that is told the room's ring may run over, and less of it is better.
func (p *pipe) approach(ctx context.Context, c *Invocation, r *piped) error {
	for {
		is, err := c.room(roomID(r.room.ID))
		if err != nil {
			return err
		}
		floor, err := c.floor(is)
		if err != nil || is.Last-r.at.seq+is.Rev-r.at.rev <= pipePage {
			return err
		}
		if err := p.catchUp(ctx, c, r, is, floor); err != nil {
			return err
		}
	}
}

// catchUp tells what has happened in a room up to where it stands: first the messages
// that were heard and are different now, in the order in which that came about, then
// those that are new. Messages up to the floor are not for the caller.
func (p *pipe) catchUp(ctx context.Context, c *Invocation, r *piped, to room.Room, floor uint64) error {
	if r.at.seq < floor {
		why := "hidden"
		if floor <= to.Trimmed {
			why = "trimmed"
		}
		if err := p.tellGap(ctx, r, position{floor, r.at.rev}, why); err != nil {
			return err
		}
	}
	if err := p.tellUpdates(ctx, c, r, to); err != nil {
		return err
	}
	for r.at.seq < to.Last {
		q := room.Range{After: r.at.seq, Before: min(r.at.seq+pipePage, to.Last) + 1, Limit: pipePage}
		page, err := c.Broker.History(c.user(), to.ID, q)
		if err != nil {
			return err
		}
		for _, m := range page {
			if err := p.tellMessage(ctx, c, r, m); err != nil {
				return err
			}
		}
		if err := p.between(ctx, r, position{q.Before - 1, r.at.rev}, "trimmed"); err != nil {
			return err
		}
	}
	return nil
}

// between goes on with the other rooms while one is caught up with. What of that room
// was gone when it was read is a gap.
func (p *pipe) between(ctx context.Context, r *piped, to position, why string) error {
	if r.at.seq < to.seq {
		if err := p.tellGap(ctx, r, to, why); err != nil {
			return err
		}
	}
	return p.hearOthers(ctx, r)
}

// tellUpdates tells what messages are now that have changed up to the room's revision.
// What has changed since then is told by an event.
func (p *pipe) tellUpdates(ctx context.Context, c *Invocation, r *piped, to room.Room) error {
	known := r.at.seq
	for r.at.rev < to.Rev {
		page, err := c.Broker.Changes(ctx, c.user(), to.ID, r.at.rev, pipePage)
		if err != nil {
			return err
		}
		for _, m := range page {
			if m.Rev > to.Rev {
				break
			}
			r.at.rev = m.Rev
			if m.Seq > known {
				continue // it comes as it is
			}
			if err := p.tellUpdate(ctx, c, r, m); err != nil {
				return err
			}
		}
		if len(page) < pipePage || page[len(page)-1].Rev > to.Rev {
			r.at.rev = to.Rev
		}
		if err := p.hearOthers(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipe) tellMessage(ctx context.Context, c *Invocation, r *piped, m *room.Message) error {
	if m.Seq > r.at.seq+1 {
		if err := p.tellGap(ctx, r, position{m.Seq - 1, r.at.rev}, "trimmed"); err != nil {
			return err
		}
	}
	o, err := c.messageObject(r.room, m)
	if err != nil {
		return err
	}
	r.at.seq = m.Seq
	return p.tell(ctx, pipedMessageObject{o, r.cursor()})
}

func (p *pipe) tellUpdate(ctx context.Context, c *Invocation, r *piped, m *room.Message) error {
	o, err := c.messageObject(r.room, m)
	if err != nil {
		return err
	}
	what := "update"
	if !m.Deleted.IsZero() {
		what = changeTypes[room.WasDeleted]
	}
	return p.tell(ctx, updateObject{1, what, o.ID, o.Seq, o.Room, o.RoomID, o, r.cursor()})
}

// tellGap tells that what lies before a position will not be told.
func (p *pipe) tellGap(ctx context.Context, r *piped, to position, why string) error {
	o := pipedGapObject{V: 1, Type: "gap", RoomID: roomID(r.room.ID), Room: r.room.Name, Why: why, Since: r.cursor()}
	if from := r.at.seq + 1; from <= to.seq {
		o.From, o.To = &from, &to.seq
	}
	r.at = position{max(r.at.seq, to.seq), max(r.at.rev, to.rev)}
	o.Cursor = r.cursor()
	return p.tell(ctx, o)
}
