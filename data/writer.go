package data

import (
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"

	"snug/room"
)

// maxBatch is the most commands in one transaction.
const maxBatch = 1000

// A writer is the one goroutine that writes. Its fields are its own.
type writer struct {
	*Store
	halted  error // why nothing more is written, nil while all is well
	failing int   // batches that failed in a row

	// The one who writes knows what is stored without reading it again, as long as
	// every transaction since has been committed.
	known remembered
}

// run takes batches until the store closes and the queue is empty.
func (w *writer) run() {
	defer close(w.stopped)
	debug.SetPanicOnFault(true) // of this goroutine only; see guard
	batch := make([]*request, 0, maxBatch)
	for {
		select {
		case r := <-w.queue:
			batch = w.gather(append(batch, r))
		case <-w.closing:
			if batch = w.gather(batch); len(batch) == 0 {
				return
			}
		}
		w.settle(batch)
		clear(batch)
		batch = batch[:0]
	}
}

// gather adds what is waiting, and waits for nothing.
func (w *writer) gather(batch []*request) []*request {
	for len(batch) < maxBatch {
		select {
		case r := <-w.queue:
			batch = append(batch, r)
		default:
			return batch
		}
	}
	return batch
}

// settle takes a batch to its answers. If one command spoils the transaction, all
// are applied again, each in one of its own, so that only the culprit fails.
func (w *writer) settle(batch []*request) {
	err := w.transact(batch)
	switch {
	case errors.Is(err, errSpoiled) && len(batch) > 1:
		for i := range batch {
			w.settle(batch[i : i+1])
		}
		return
	case errors.Is(err, errSpoiled):
		if errors.Is(batch[0].err, errPanicked) { // counted once, also of a batch
			w.panics.Add(1)
		}
		w.log.Error("command failed", "err", batch[0].err)
		batch[0].err = errFailed(batch[0].err)
	case err != nil:
		for _, r := range batch {
			r.err = err // a refusal too: it may rest on what was not committed
		}
	}
	for _, r := range batch {
		if r.err == nil && r.event != nil {
			w.hand(r.event)
		}
	}
	for _, r := range batch {
		close(r.done)
	}
}

// hand gives an event to the subscriber, whose panic must not end the writer.
func (w *writer) hand(e room.Event) {
	defer func() {
		if p := recover(); p != nil {
			w.panics.Add(1)
			w.log.Error("subscriber panicked", "err", p, "stack", string(debug.Stack()))
		}
	}()
	w.deliver(e)
}

// transact applies a batch in one transaction and commits it. It returns
// errSpoiled when nothing was committed because of one command, and any other
// error when nothing was because of the store.
func (w *writer) transact(batch []*request) (err error) {
	if w.halted != nil {
		return errHalted(w.halted)
	}
	defer func() {
		if p := recover(); p != nil { // of bbolt: see guard
			err = w.halt(fmt.Errorf("%w: %v", ErrCorrupt, p))
		}
	}()
	b, err := w.db.Begin(true)
	if err != nil {
		return w.failed(err)
	}
	defer func() { _ = b.Rollback() }() // nothing to do after a commit
	for _, grows := range []bucket{messages, outcomes} {
		if in := b.Bucket(grows.name); in != nil {
			in.FillPercent = fill
		}
	}
	t := &tx{b: b, remembered: w.known}
	w.known = newRemembered() // until this one is committed
	for _, r := range batch {
		if w.apply(t, r) {
			return errSpoiled
		}
	}
	if t.writes == 0 {
		w.know(t.remembered)
		return nil // refusals and repetitions alone: nothing to sync
	}
	id, began := b.ID(), time.Now()
	err = w.commit(b.Commit)
	w.revision.Add(1) // readers may see something else now, even if it failed
	if err != nil {
		_ = b.Rollback()
		if w.landed(id) {
			// The last page is in the file, but perhaps not on the disk.
			_ = w.halt(err)
			return errUnknown(err)
		}
		return w.failed(err)
	}
	w.commits.add(time.Since(began))
	w.know(t.remembered)
	if w.failing > 0 {
		w.log.Info("store writes again", "failed", w.failing)
		w.failing = 0
	}
	return nil
}

// know keeps what a transaction that was committed has remembered.
func (w *writer) know(r remembered) {
	r.bound()
	w.known = r
}

// apply decides one command and reports whether it spoiled the transaction: it
// panicked, or failed when it had begun to write.
func (w *writer) apply(t *tx, r *request) (spoiled bool) {
	writes := t.writes
	defer func() {
		if p := recover(); p != nil {
			r.event, r.err, spoiled = nil, fmt.Errorf("%w: %v\n%s", errPanicked, p, debug.Stack()), true
		}
	}()
	r.event, r.err = r.decide(t)
	if errors.Is(r.err, ErrCorrupt) {
		w.log.Error("command met damaged data", "err", r.err)
		r.err = errDamaged(r.err)
	}
	return r.err != nil && t.writes != writes
}

// failed is the answer to a commit that changed nothing. Only the first of a row
// is logged, or a full disk would fill the log too.
func (w *writer) failed(cause error) error {
	if w.failing++; w.failing == 1 {
		w.log.Error("store cannot write", "err", cause)
	}
	return errNotCommitted(cause)
}

// halt ends all writing.
func (w *writer) halt(cause error) error {
	w.halted = cause
	w.log.Error("store stopped writing until it is restarted", "err", cause)
	return errHalted(cause)
}

// landed reports whether the transaction with this number is what readers see,
// although its commit failed.
func (w *writer) landed(id int) bool {
	landed := true
	err := w.db.View(func(b *bbolt.Tx) error {
		landed = b.ID() >= id
		return nil
	})
	return err != nil || landed
}
