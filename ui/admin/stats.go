package admin

import (
	"encoding/json"
	"fmt"
	"time"
)

// Stats is what the overview shows.
type Stats struct {
	Started       time.Time
	Sessions      int
	Present       int
	Rooms         int
	Conversations int
	Minutes       []uint32 // messages in each of the last 60 minutes, the oldest first
	Hours         []uint32 // in each of the last 24 hours
	Store         Store
	Refused       map[string]uint64 // how often each limit was hit since the start
}

// Store is how the store fares.
type Store struct {
	Bytes    int64
	DiskFree *int64 // bytes; nil: not known
	Entries  uint64 // of the audit log
	Commits  uint64
	Median   time.Duration // of the latest commits
	Slowest  time.Duration // the 99th of a hundred of them
	Waiting  int
}

// Bounds of what is taken of an answer.
const (
	maxSeries = 60
	maxLimits = 64
)

// ReadStats reads the answer of "server stats".
func ReadStats(answer []byte) (Stats, error) {
	var o struct {
		Type          string            `json:"type"`
		Started       string            `json:"started"`
		Sessions      int               `json:"sessions"`
		Present       int               `json:"present"`
		Rooms         int               `json:"rooms"`
		Conversations int               `json:"conversations"`
		Minutes       []uint32          `json:"minutes"`
		Hours         []uint32          `json:"hours"`
		Refused       map[string]uint64 `json:"refused"`
		Store         struct {
			Bytes    int64  `json:"bytes"`
			DiskFree *int64 `json:"disk_free"`
			Entries  uint64 `json:"entries"`
			Commits  uint64 `json:"commits"`
			Median   int64  `json:"median_us"`
			Slowest  int64  `json:"p99_us"`
			Waiting  int    `json:"waiting"`
		} `json:"store"`
	}
	if err := json.Unmarshal(answer, &o); err != nil {
		return Stats{}, fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	if o.Type != "stats" || len(o.Minutes) > maxSeries || len(o.Hours) > maxSeries || len(o.Refused) > maxLimits {
		return Stats{}, fmt.Errorf("%w: no figures", ErrAnswer)
	}
	return Stats{
		Started: moment(o.Started), Sessions: o.Sessions, Present: o.Present, Rooms: o.Rooms, Conversations: o.Conversations,
		Minutes: o.Minutes, Hours: o.Hours, Refused: o.Refused,
		Store: Store{
			Bytes: o.Store.Bytes, DiskFree: o.Store.DiskFree, Entries: o.Store.Entries, Commits: o.Store.Commits,
			Median: time.Duration(o.Store.Median) * time.Microsecond, Slowest: time.Duration(o.Store.Slowest) * time.Microsecond,
			Waiting: o.Store.Waiting,
		},
	}, nil
}
