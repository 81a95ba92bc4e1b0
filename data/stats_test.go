package data_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

func TestStats(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, data.Options{})
	ann := signUp(t, s, "ann")
	before, err := s.Stats()
	if err != nil {
		t.Fatal(err)
	}
	operator := audit.Actor{Name: "operator", Via: audit.Socket}
	if _, err := directory(s).SetRole(t.Context(), operator, keys.AccountID(ann), keys.Moderator, ""); err != nil {
		t.Fatal(err)
	}
	got, err := s.Stats()
	if err != nil || got.Entries != before.Entries+1 || got.Waiting != 0 {
		t.Errorf("after one more entry of the log: %+v, %v; before it was %+v", got, err, before)
	}
	info, err := os.Stat(filepath.Join(dir, "snug.db"))
	if err != nil || got.Size != info.Size() || got.Free == 0 {
		t.Errorf("%d bytes, %d free; want %d, %v", got.Size, got.Free, info.Size(), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Stats(); err == nil {
		t.Errorf("of a closed store: %+v", got)
	}
}

// Only the latest 1000 commits count for how long one takes.
func TestStatsOfCommits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		takes := time.Duration(0)
		s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
			time.Sleep(takes)
			return commit()
		}))
		s.Hurry()
		check := func(step string, want data.Stats) {
			t.Helper()
			got, err := s.Stats()
			want.Size, want.Free, want.Entries = got.Size, got.Free, got.Entries
			if err != nil || got != want {
				t.Errorf("%s: %+v, %v; want %+v", step, got, err, want)
			}
		}
		check("before the first", data.Stats{})
		ann := signUp(t, s, "ann")
		say := func(n int, each time.Duration) {
			takes = each
			for range n {
				post(t, s, ann, 1, "hello")
			}
		}
		say(1, time.Millisecond)
		check("of two", data.Stats{Commits: 2, Median: time.Millisecond, Slowest: time.Millisecond})
		say(1000, 3*time.Millisecond)
		say(300, 2*time.Millisecond)
		say(9, time.Minute) // fewer than one of a hundred
		check("of many", data.Stats{Commits: 1311, Median: 3 * time.Millisecond, Slowest: 3 * time.Millisecond})
		say(2, time.Minute)
		check("with more that took long", data.Stats{Commits: 1313, Median: 3 * time.Millisecond, Slowest: time.Minute})
		say(990, 2*time.Millisecond)
		check("with others in their place", data.Stats{Commits: 2303, Median: 2 * time.Millisecond, Slowest: time.Minute})
		say(2, 2*time.Millisecond)
		check("and more of them", data.Stats{Commits: 2305, Median: 2 * time.Millisecond, Slowest: 2 * time.Millisecond})
	})
}

func TestStatsWhileCommandsWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gate
		s := open(t, t.TempDir(), data.Options{}.WithCommit(g.commit))
		ann := signUp(t, s, "ann")
		reopen := g.close()
		for range 4 { // the first is with the writer
			submit(context.Background(), s, room.Post{Header: header(ann), Room: 1, Text: "hello"})
		}
		if got, err := s.Stats(); err != nil || got.Waiting != 3 {
			t.Errorf("three wait: %+v, %v", got, err)
		}
		reopen()
		synctest.Wait()
		if got, err := s.Stats(); err != nil || got.Waiting != 0 {
			t.Errorf("none waits: %+v, %v", got, err)
		}
	})
}
