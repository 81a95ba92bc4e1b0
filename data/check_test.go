package data_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"snug/data"
	"snug/room"
)

// A record that is gone is missed by another, whichever bucket it was in.
func TestCheckMissesEveryRecord(t *testing.T) {
	for _, bucket := range []string{
		"users", "names", "skeletons", "rooms", "roomnames", "roomlikes",
		"members", "userrooms", "msgs", "dedup",
	} {
		t.Run(bucket, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir, data.Options{})
			ann := signUp(t, s, "ann")
			den := create(t, s, ann, "den")
			for range 2 {
				post(t, s, ann, den, "hello")
			}
			do(t, s, room.Read{Header: header(ann), Marks: []room.Mark{{User: ann, Room: den, Seq: 2}}})
			sound(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if err := data.RemoveLast(filepath.Join(dir, "snug.db"), bucket); err != nil {
				t.Fatal(err)
			}
			s = open(t, dir, data.Options{})
			if err := s.Check(context.Background()); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
			}
		})
	}
}

func TestCheckEndsWithItsContext(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Check(ctx); !errors.Is(err, context.Canceled) || errors.Is(err, data.ErrCorrupt) {
		t.Errorf("Check: %v, want %v", err, context.Canceled)
	}
}
