package data

import (
	"context"
	"errors"

	"snug/keys"
	"snug/room"
)

// Accounts is the face of a [Store] that package keys sees.
type Accounts struct{ s *Store }

var _ keys.Store = Accounts{}

// Accounts returns the store's accounts. They end with the store.
func (s *Store) Accounts() Accounts { return Accounts{s} }

// Do implements [keys.Store].
func (a Accounts) Do(ctx context.Context, c keys.Command) (keys.Outcome, error) {
	var o keys.Outcome
	err := a.s.do(ctx, func(t *tx) (_ room.Event, err error) {
		o, err = keys.Apply(t, c)
		return nil, err
	})
	if err != nil {
		return keys.Outcome{}, accountError(err)
	}
	return o, nil
}

// View implements [keys.Store].
func (a Accounts) View(read func(keys.Reader) error) error {
	return accountError(a.s.view(func(t *tx) error { return read(t) }))
}

// Revision implements [keys.Store]. It counts what changes rooms, too.
func (a Accounts) Revision() uint64 { return a.s.revision.Load() }

// accountError gives the store's own failures the kinds that package keys knows.
func accountError(err error) error {
	var f *failure
	switch {
	case !errors.As(err, &f):
		return err
	case errors.Is(f.kind, room.ErrUnknownOutcome):
		return &failure{text: f.text, kind: keys.ErrUnknownOutcome, cause: f.cause}
	}
	return &failure{text: f.text, kind: keys.ErrUnavailable, cause: f.cause}
}
