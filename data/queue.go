package data

import (
	"context"

	"snug/room"
)

// maxQueue is how many commands wait for the writer. More callers wait outside,
// each until its context ends.
const maxQueue = 1024

// A request is one command on its way through the writer.
type request struct {
	// decide applies the command. The event is to be delivered, nil for none. It
	// runs on the writer's goroutine, a second time if a neighbour in its batch
	// went wrong, and possibly after the caller has gone.
	decide func(*tx) (room.Event, error)

	done  chan struct{} // closed when event and err are final
	event room.Event
	err   error
}

// do queues a command and waits until it is decided and on disk.
func (s *Store) do(ctx context.Context, decide func(*tx) (room.Event, error)) error {
	r := &request{decide: decide, done: make(chan struct{})}
	if ctx.Err() != nil {
		return errBusy(ctx)
	}
	select {
	case <-s.closing:
		return errClosed()
	default:
	}
	select {
	case s.queue <- r:
	case <-ctx.Done():
		return errBusy(ctx)
	case <-s.closing:
		return errClosed()
	}
	select {
	case <-r.done:
		return r.err
	case <-ctx.Done():
		select {
		case <-r.done: // known after all
			return r.err
		default:
			return errUnknown(context.Cause(ctx))
		}
	case <-s.stopped:
		select {
		case <-r.done: // before the writer ended
			return r.err
		default: // queued after its last look, and never applied
			return errClosed()
		}
	}
}
