package data

import (
	"context"
	"errors"
	"fmt"
)

// checkRuns checks that no page claims to go on beyond the end of the file. With
// one that does, bbolt's own check (v1.5.0) would take memory for each of up to
// four billion pages. bbolt tells about pages only inside a write transaction.
func (s *Store) checkRuns(context.Context) error {
	return guard(func() error {
		b, err := s.db.Begin(true)
		if err != nil {
			return err
		}
		defer func() { _ = b.Rollback() }() // nothing was written
		end := int(b.Size()) / s.db.Info().PageSize
		for id := 0; id < end; id++ {
			p, err := b.Page(id)
			switch {
			case err != nil:
				return err
			case p.Type == "free":
				continue
			case p.OverflowCount >= end-id:
				return fmt.Errorf("%w: page %d of %d goes on for %d pages", ErrCorrupt, id, end, p.OverflowCount)
			}
			id += p.OverflowCount
		}
		return nil
	})
}

// checkPages is bbolt's own check: pages that are lost, or used twice, and keys
// out of order.
func (s *Store) checkPages(context.Context) error {
	return s.view(func(t *tx) error {
		var problems []error
		for err := range t.b.Check() { // to the end: it cannot be stopped
			if len(problems) < maxProblems {
				problems = append(problems, fmt.Errorf("%w: %w", ErrCorrupt, err))
			}
		}
		return errors.Join(problems...)
	})
}
