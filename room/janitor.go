package room

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"
)

// How often the janitor looks, and what it looks at.
const (
	janitorGap  = time.Second // between two looks, at least
	retainEvery = time.Minute // for messages that a room does not keep
	sweepEvery  = time.Hour   // for invitations, mutes, bans and paces that have ended
)

// chores are what the janitor has to do. Its goroutine alone uses them, but
// for untidy and wasted.
type chores struct {
	untidy  atomic.Bool // deleted rooms or accounts may have left something
	wasted  atomic.Bool // there may be blobs that nothing refers to
	clock   clock
	ended   time.Time // when what has ended was swept last
	expired time.Time // when old files were looked for last
}

// look has the janitor look for what deleted rooms and accounts have left.
func (c *chores) look() { c.untidy.Store(true) }

// clean forgets what rooms do not keep, and clears away what deleted rooms,
// deleted accounts and what has ended have left. It returns how long until
// something is to be looked at again. What fails is tried again then.
func (b *Broker) clean(ctx context.Context) time.Duration {
	next := sweepEvery
	late := func(what string, err error) {
		if err != nil && ctx.Err() == nil {
			b.log.Warn("not cleared away yet", "what", what, "err", err)
			next = min(next, retainEvery)
		}
	}
	if b.chores.untidy.Load() {
		late("deleted rooms and accounts", b.tidy(ctx))
	}
	now := time.Now()
	if !b.chores.clock.ticks(now, b.now()) {
		b.log.Error("the clock has jumped ahead, so rooms keep their messages whatever their age until the server restarts", "now", now)
	}
	if kept := b.keptRooms(); len(kept) > 0 {
		next = min(next, retainEvery)
		for _, h := range kept {
			late("messages", b.retain(ctx, h, now))
		}
	}
	if again, err := b.clearFiles(ctx, now); again {
		late("files", err)
		next = min(next, retainEvery)
	}
	if now.Sub(b.chores.ended) >= sweepEvery {
		err := b.sweep(ctx, 0)
		late("what has ended", err)
		if err == nil {
			b.chores.ended = now
		}
	}
	return next
}

// tidy clears away what deleted rooms and accounts have left. What it does not
// come to is looked for again.
func (b *Broker) tidy(ctx context.Context) error {
	b.chores.untidy.Store(false)
	tidied := false
	defer func() {
		if !tidied {
			b.chores.look()
		}
	}()
	rooms, err := b.store.Discarded()
	if err != nil {
		return err
	}
	for _, in := range rooms {
		if err := b.sweep(ctx, in); err != nil {
			return err
		}
	}
	gone, err := b.store.Departing()
	if err != nil {
		return err
	}
	for _, who := range gone {
		if err := b.Depart(ctx, who); err != nil {
			return err
		}
	}
	tidied = true
	return nil
}

// sweep clears away a deleted room, or, of none, the invitations, mutes, bans and
// paces that have ended.
func (b *Broker) sweep(ctx context.Context, in ID) error {
	for {
		e, err := b.store.Do(ctx, Sweep{Header: header(ctx, 0), Room: in})
		if err != nil || !e.(Swept).More {
			return err
		}
	}
}

// keptRooms returns the rooms that do not keep everything, by ID.
func (b *Broker) keptRooms() []*hub {
	b.mu.RLock()
	defer b.mu.RUnlock()
	hubs := make([]*hub, 0, len(b.kept))
	for _, h := range b.kept {
		hubs = append(hubs, h)
	}
	slices.SortFunc(hubs, func(a, b *hub) int { return cmp.Compare(a.id, b.id) })
	return hubs
}

// retain forgets the messages that a room does not keep, a slice at a time:
// what people do meanwhile comes between two slices.
func (b *Broker) retain(ctx context.Context, h *hub, now time.Time) error {
	r, _ := h.snapshot()
	upTo := uint64(0)
	if r.KeepLast > 0 {
		upTo = r.Last - min(r.Last, uint64(r.KeepLast))
	}
	if r.KeepFor > 0 && b.chores.clock.trusted() {
		first, err := b.store.SeqAt(h.id, now.Add(-r.KeepFor))
		if err != nil {
			return err
		}
		upTo = max(upTo, first-1)
	}
	for r.Trimmed < upTo {
		e, err := b.store.Do(ctx, Trim{Header: header(ctx, 0), Room: h.id, UpTo: upTo})
		switch {
		case errors.Is(err, ErrNotFound), errors.Is(err, ErrConflict):
			return nil // the room was deleted, or keeps them now
		case err != nil:
			return err
		}
		if is := e.(Trimmed); is.UpTo > r.Trimmed {
			r.Trimmed = is.UpTo
			continue
		}
		return nil
	}
	return nil
}
