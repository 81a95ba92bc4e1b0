package data

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"snug/room"
)

// Stats are figures of the store, for people who run it.
type Stats struct {
	Size    int64         // bytes of the file
	Free    int64         // bytes that are free on its disk; negative: not known
	Blobs   room.Usage    // what files take up beside it, each blob once
	Entries uint64        // of the audit log
	Commits uint64        // since the start
	Median  time.Duration // of the latest 1000 commits
	Slowest time.Duration // of those, the 99th of a hundred
	Waiting int           // commands that wait for the writer
}

// Stats returns the figures as of now.
func (s *Store) Stats() (Stats, error) {
	all := Stats{Waiting: len(s.queue)}
	err := s.view(func(t *tx) (err error) {
		if all.Entries, err = t.LastEntry(); err != nil {
			return err
		}
		if all.Blobs, err = t.UsageAll(); err != nil {
			return err
		}
		info, err := os.Stat(s.db.Path())
		if err != nil {
			return fmt.Errorf("size of the file: %w", err)
		}
		all.Size, all.Free = info.Size(), free(filepath.Dir(s.db.Path()))
		return nil
	})
	all.Commits, all.Median, all.Slowest = s.commits.figures()
	return all, wrap("read figures of the store", err)
}

// commitTimes remembers how long the latest commits took.
type commitTimes struct {
	mu     sync.Mutex
	latest [1000]time.Duration
	n      uint64 // commits ever; the next takes the place of n modulo the ring's size
}

func (c *commitTimes) add(took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latest[c.n%uint64(len(c.latest))] = took
	c.n++
}

// figures returns how many commits there were, and of those that are remembered
// the median and the 99th of a hundred.
func (c *commitTimes) figures() (n uint64, median, slowest time.Duration) {
	c.mu.Lock()
	known := slices.Clone(c.latest[:min(c.n, uint64(len(c.latest)))])
	n = c.n
	c.mu.Unlock()
	if len(known) == 0 {
		return n, 0, 0
	}
	slices.Sort(known)
	return n, known[len(known)/2], known[len(known)*99/100]
}
