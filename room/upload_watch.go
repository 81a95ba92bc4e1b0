package room

import (
	"context"
	"time"
)

// watch ends the upload when no byte has come for long. A timer runs it.
func (u *Upload) watch() {
	b := u.broker
	u.mu.Lock()
	quiet := b.now() - time.Duration(u.moved.Load())
	over := u.err != nil || u.sealed
	if !over && (u.busy > 0 || quiet < uploadStall) {
		u.stall.Reset(max(uploadStall-quiet, time.Second))
		u.mu.Unlock()
		return
	}
	u.mu.Unlock()
	defer b.transfers.waits.Done()
	defer b.recovered()
	u.Abort(refuse(ErrUnavailable, "nothing of %s came for a minute, so nothing of it was kept; send it again", u.offer.Name))
}

// cut ends the upload with its context.
func (u *Upload) cut() {
	defer u.broker.transfers.waits.Done()
	defer u.broker.recovered()
	u.Abort(u.cutOff())
}

func (u *Upload) cutOff() error {
	return refuse(ErrUnavailable, "the connection ended before %s was all there, so nothing of it was kept; send it again", u.offer.Name)
}

// watched begins to watch for the end of the context and for a stall.
func (u *Upload) watched(ctx context.Context) {
	u.moved.Store(int64(u.broker.now()))
	u.mu.Lock()
	defer u.mu.Unlock()
	u.broker.transfers.waits.Add(2)
	u.stall = time.AfterFunc(uploadStall, u.watch)
	u.unbind = context.AfterFunc(ctx, u.cut)
}

// tell tells how far it is, if that is due.
func (u *Upload) tell() {
	now := u.broker.now()
	u.mu.Lock()
	due := u.offer.Told != nil && !u.telling && now-u.told >= tellGap
	if due {
		u.telling, u.told = true, now
	}
	u.mu.Unlock()
	if !due {
		return
	}
	u.offer.Told(u.progress())
	u.mu.Lock()
	u.telling = false
	u.mu.Unlock()
}

func (u *Upload) progress() Progress {
	p := Progress{ID: u.id, Room: u.room, Name: u.offer.Name, Done: u.done, Size: u.offer.Size}
	if !u.kept {
		p.Done = u.spool.Size()
	}
	return p
}
