package room

import (
	"context"
	"errors"
	"slices"
	"time"
)

// clearAtOnce is how many files, or blobs, the janitor takes up at a time.
const clearAtOnce = 100

// clearFiles ends the files that rooms do not keep any longer, and removes the blobs
// that nothing refers to. Again is whether there is something to be looked at again
// soon.
func (b *Broker) clearFiles(ctx context.Context, now time.Time) (again bool, err error) {
	blobs, err := b.transfers.disk()
	if err != nil {
		return false, nil // there are none
	}
	if gone := now.Sub(b.chores.expired); gone < 0 || gone >= retainEvery {
		b.chores.expired = now
		if b.chores.clock.trusted() {
			err = b.expireFiles(ctx, now)
		}
	}
	if b.chores.wasted.Swap(false) {
		left, failed := b.clearBlobs(ctx, blobs)
		if left || failed != nil {
			b.chores.wasted.Store(true)
			again = true
		}
		err = errors.Join(err, failed)
	}
	return again || err != nil || b.filesEnd(), err
}

// filesFor returns how long the files of a room stay; zero: as long as their messages.
func (h House) filesFor(r Room) time.Duration {
	if r.FilesFor > 0 {
		return r.FilesFor
	}
	return h.FilesFor
}

// filesEnd reports whether files of any room do not stay for ever.
func (b *Broker) filesEnd() bool {
	house := *b.house.Load()
	return slices.ContainsFunc(b.allHubs(), func(h *hub) bool {
		r, _ := h.snapshot()
		return house.filesFor(r) > 0
	})
}

// expireFiles ends files that are too old, one by one: what people do meanwhile
// comes between two.
func (b *Broker) expireFiles(ctx context.Context, now time.Time) error {
	house := *b.house.Load()
	for _, h := range b.allHubs() {
		r, _ := h.snapshot()
		if keep := house.filesFor(r); keep > 0 {
			if err := b.expireIn(ctx, h.id, now.Add(-keep)); err != nil {
				return err
			}
		}
	}
	return nil
}

// expireIn ends the files of a room that were put there until a time.
func (b *Broker) expireIn(ctx context.Context, in ID, until time.Time) error {
	for {
		old, err := b.store.OldFiles(in, until, clearAtOnce)
		if err != nil {
			return err
		}
		for _, m := range old {
			_, err := b.store.Do(ctx, Expire{Header: header(ctx, 0), Room: in, Seq: m.Seq})
			switch {
			case errors.Is(err, ErrNotFound), errors.Is(err, ErrConflict):
				return nil // it is gone, or the room keeps files longer now
			case err != nil:
				return err
			}
		}
		if len(old) < clearAtOnce {
			return nil
		}
	}
}

// clearBlobs removes the blobs that nothing refers to. Left is whether some are held
// by uploads and have to wait.
func (b *Broker) clearBlobs(ctx context.Context, blobs Blobs) (left bool, err error) {
	for {
		unused, err := b.store.Unused(clearAtOnce)
		if err != nil || len(unused) == 0 {
			return false, err
		}
		var gone []Sum
		for _, sum := range unused {
			removed, err := b.removeBlob(blobs, sum)
			if err != nil {
				return true, err
			}
			if removed {
				gone = append(gone, sum)
			}
		}
		if len(gone) == 0 {
			return true, nil
		}
		if _, err := b.store.Do(ctx, Unlink{Header: header(ctx, 0), Sums: gone}); err != nil {
			return true, err
		}
		for _, sum := range gone {
			// It may have come back and been deleted again before it was forgotten: then
			// nobody would ask for it until the next start.
			if _, err := b.removeBlob(blobs, sum); err != nil {
				return true, err
			}
		}
	}
}

// removeBlob removes a blob that nothing refers to, and reports whether it is gone.
func (b *Broker) removeBlob(blobs Blobs, sum Sum) (gone bool, err error) {
	err = blobs.Remove(sum, func() (bool, error) {
		used, err := b.store.Used(sum)
		return !used, err
	})
	if err != nil {
		return false, err
	}
	is, err := blobs.Open(sum)
	if errors.Is(err, ErrNotFound) {
		return true, nil
	}
	if err == nil {
		err = is.Close()
	}
	return false, err
}

// clearBlob removes what was kept for a file that was not announced, unless others
// refer to it. What cannot be removed now goes at the next start.
func (b *Broker) clearBlob(sum Sum) {
	blobs, err := b.transfers.disk()
	if err == nil {
		_, err = b.removeBlob(blobs, sum)
	}
	if err != nil {
		b.log.Warn("the bytes of a file that was not announced were not removed", "sum", sum, "err", err)
	}
}

// wasted has the janitor look for blobs that nothing refers to any more, after
// something of rooms is gone; it is kicked for what it has not done itself.
func (b *Broker) wasted(e Event) {
	switch e := e.(type) {
	case Changed:
		if e.Change != WasDeleted && e.Change != WasExpired {
			return
		}
	case Purged, Departed, Trimmed, Swept:
	default:
		return
	}
	if _, err := b.transfers.disk(); err != nil || b.chores.wasted.Swap(true) {
		return
	}
	switch e.(type) {
	case Changed, Purged, Departed:
		b.janitor.kick()
	}
}
