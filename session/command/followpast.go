package command

import (
	"cmp"
	"context"
	"slices"

	"snug/room"
	"snug/text/lang"
)

// start prints the old messages of a room up to the newest that it has now.
func (f *follower) start(ctx context.Context, t *tailed, now room.Room) error {
	if t.since {
		return f.catchUp(ctx, t, now)
	}
	floor, err := f.c.floor(now)
	if err != nil {
		return err
	}
	look := f.newest
	if f.mentions && look > 0 {
		look = room.MaxPage
	}
	page, err := f.c.Broker.History(f.c.user(), now.ID, room.Range{
		After: max(floor, now.Last-min(now.Last, look)), Before: now.Last + 1, Limit: room.MaxPage,
	})
	if err != nil {
		return err
	}
	t.room, t.last = now, max(floor, now.Last)
	page = f.wanted(page)
	return f.put(t, page[len(page)-min(len(page), int(f.newest)):])
}

// catchUp prints from the store what lies between the last message printed and
// the newest that the room has now, and tells where something is gone.
func (f *follower) catchUp(ctx context.Context, t *tailed, now room.Room) error {
	floor, err := f.c.floor(now)
	if err != nil {
		return err
	}
	t.room = now
	for t.last < now.Last {
		if err := ctx.Err(); err != nil {
			return err
		}
		q := room.Range{After: max(t.last, floor), Before: now.Last + 1, Limit: room.MaxPage}
		q.Before = min(q.Before, q.After+room.MaxPage+1)
		page, err := f.c.Broker.History(f.c.user(), now.ID, q)
		if err != nil {
			return err
		}
		next := q.Before // numbers have no holes: what does not come is gone
		if len(page) > 0 {
			next = page[0].Seq
		}
		if err := f.gap(t, t.last+1, next-1); err != nil {
			return err
		}
		if err := f.put(t, f.wanted(page)); err != nil {
			return err
		}
		t.last = q.Before - 1
	}
	return nil
}

// gap tells of messages that do not come. Who begins at nothing misses nothing.
func (f *follower) gap(t *tailed, from, to uint64) error {
	if from > to || from == 1 {
		return nil
	}
	why, told := "hidden", lang.Key("#%d to #%d of %s are not for you")
	if from <= t.room.Trimmed {
		why, told = "trimmed", "#%d to #%d of %s are gone, as the room keeps no more"
	}
	if !f.c.JSON {
		return f.c.notice(string(told), from, to, t.room.Label())
	}
	return f.c.objects(gapObject{1, "gap", roomID(t.room.ID), t.room.Name, from, to, why})
}

// wanted returns those of some messages that are to be printed.
func (f *follower) wanted(ms []*room.Message) []*room.Message {
	if !f.mentions {
		return ms
	}
	var kept []*room.Message
	for _, m := range ms {
		if f.names(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// names reports whether a message names the caller.
func (f *follower) names(m *room.Message) bool { return slices.Contains(m.Mentions, f.c.user()) }

// put prints messages of a room in one write. The last that is wanted ends it with
// errEnough.
func (f *follower) put(t *tailed, ms []*room.Message) error {
	if f.left > 0 {
		ms = ms[:min(len(ms), f.left)]
	}
	var objects []any
	var lines []string
	if f.c.JSON {
		var err error
		if objects, err = f.c.messageObjects(t.room, ms); err != nil {
			return err
		}
	} else {
		for _, m := range ms {
			lines = append(lines, f.c.messageLines(f.ref(t, m), m)...)
		}
	}
	return cmp.Or(f.putNews(objects, lines), f.count(len(ms)))
}

// count notes that so many messages were printed.
func (f *follower) count(n int) error {
	if f.left == 0 || n == 0 {
		return nil
	}
	if f.left -= n; f.left == 0 {
		return errEnough
	}
	return nil
}

// ref writes a message's number, with its room where there are several.
func (f *follower) ref(t *tailed, m *room.Message) string {
	if f.several {
		return f.c.address(t.room, m.Seq)
	}
	return here(m)
}
