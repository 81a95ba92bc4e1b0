package room

import (
	"context"
	"time"

	"snug/text"
)

// watch ends the upload when it is not worth waiting for. A timer runs it.
func (u *Upload) watch() {
	b := u.broker
	defer b.recovered()
	now := b.now()
	var late error
	u.mu.Lock()
	if u.err == nil && !u.sealed {
		if late = u.late(now); late == nil {
			u.stall.Reset(max(uploadStall-u.quiet(now), time.Second))
			u.mu.Unlock()
			return
		}
	}
	u.mu.Unlock()
	defer b.transfers.waits.Done()
	u.Abort(late)
}

// late returns why an upload that is not over is too slow, nil if it is not. The
// caller holds mu.
func (u *Upload) late(now time.Duration) error {
	due := (now - u.begun - uploadStall).Seconds() * uploadPace
	switch {
	case u.busy > 0: // it waits for the disk, and not for its client
		return nil
	case u.quiet(now) >= uploadStall:
		return refuse(ErrUnavailable, "nothing of %s came for a minute, so nothing of it was kept; send it again", u.offer.Name)
	case float64(u.spool.Size()) < due:
		return refuse(ErrUnavailable, "less than %[2]s of %[1]s came in a second, so it was given up and nothing of it was kept; send it over a faster connection", u.offer.Name, text.Size(uploadPace))
	}
	return nil
}

// quiet returns for how long no byte has come.
func (u *Upload) quiet(now time.Duration) time.Duration { return now - time.Duration(u.moved.Load()) }

// cut ends the upload with its context.
func (u *Upload) cut() {
	defer u.broker.transfers.waits.Done()
	defer u.broker.recovered()
	u.Abort(u.cutOff())
}

func (u *Upload) cutOff() error {
	return refuse(ErrUnavailable, "the connection ended before %s was all there, so nothing of it was kept; send it again", u.offer.Name)
}

// watched tells that the upload begins, and has it end with its context, when it is too
// slow, and with the broker, which refuses it when it has ended already.
func (u *Upload) watched(ctx context.Context) error {
	b := u.broker
	u.begun = b.now()
	u.told = u.begun
	u.moved.Store(int64(u.begun))
	p := u.progress()
	u.report(p)
	u.mu.Lock() // whoever ends it waits until there is something to stop
	err := b.transfers.start(u)
	if err == nil {
		u.stall = time.AfterFunc(uploadStall, u.watch)
		u.unbind = context.AfterFunc(ctx, u.cut)
	}
	u.mu.Unlock()
	if err != nil {
		p.Ended, p.Err = true, err
		u.report(p)
	}
	return err
}

// report tells how far it is.
func (u *Upload) report(p Progress) {
	if u.offer.Told != nil {
		u.offer.Told(p)
	}
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
	u.report(u.progress())
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
