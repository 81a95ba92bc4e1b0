package data_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"snug/data"
	"snug/keys"
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

// A file in which everything happened that can happen to messages and people,
// with one record gone, or copied to where it leads to nothing.
func TestCheckOfLivedInStore(t *testing.T) {
	path := lived(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gone := func(bucket string) func(string) error {
		return func(path string) error { return data.RemoveLast(path, bucket) }
	}
	// copied puts 99 in the place of one of the numbers in the last key.
	copied := func(bucket string, number int) func(string) error {
		return func(path string) error {
			return data.Repeat(path, bucket, func(key []byte) []byte { key[number*8+7] = 99; return key })
		}
	}
	for _, tt := range []struct {
		name   string
		damage func(path string) error
	}{
		{"no version", gone("edits")},
		{"no revision", gone("revisions")},
		{"revision in no room", copied("revisions", 0)},
		{"revision too many", copied("revisions", 1)},
		{"no reaction", gone("reacts")},
		{"no mention", gone("mentions")},
		{"no reply in the thread", gone("threads")},
		{"no pin", gone("pins")},
		{"no display name", gone("displays")},
		{"no look of a display name", gone("displaylikes")},
		{"version of no room's message", copied("edits", 0)},
		{"version of no message", copied("edits", 1)},
		{"version too many", copied("edits", 2)},
		{"reaction to no message", copied("reacts", 1)},
		{"reaction too many", copied("reacts", 2)},
		{"mention of nobody", copied("mentions", 0)},
		{"mention in no room", copied("mentions", 1)},
		{"mention by no message", copied("mentions", 2)},
		{"thread in no room", copied("threads", 0)},
		{"thread of no message", copied("threads", 1)},
		{"reply that is no message", copied("threads", 2)},
		{"pin in no room", copied("pins", 0)},
		{"pin of no message", copied("pins", 1)},
		{"draft of nobody", copied("drafts", 0)},
		{"draft in no room", copied("drafts", 1)},
		{"level of nobody", copied("levels", 0)},
		{"level in no room", copied("levels", 1)},
		{"ignored by nobody", copied("ignores", 0)},
		{"ignored is nobody", copied("ignores", 1)},
		{"setting of nobody", copied("settings", 0)},
		{"display name of somebody else", func(path string) error {
			return data.Repeat(path, "displays", func([]byte) []byte { return []byte("else") })
		}},
		{"look of somebody else", func(path string) error {
			return data.Repeat(path, "displaylikes", func([]byte) []byte { return []byte("else") })
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkDamaged(t, whole, tt.damage); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
			}
		})
	}
}

// lived returns the file of a closed store in which no bucket is empty.
func lived(t *testing.T) string {
	t.Helper()
	d := newDesk(t)
	d.say(room.Message{Text: "question", Mentions: []room.UserID{d.bob, d.cid}})
	d.answer(1, 1, "answer")
	d.answer(2, 1, "answer to that")
	d.react("+1", d.bob, true)
	d.react("cake", d.cid, true)
	d.set(1, func(m *room.Message) { m.Pinned, m.Edited = true, m.At })
	d.happens(1)
	d.happens(2)
	ann := keys.AccountID(d.ann)
	d.change(func(tx data.WriteTx) error {
		called, err := tx.AccountRecord(ann)
		called.Display, called.DisplayForm = "Änn", keys.Form{Folded: "änn", Skeleton: "ann?"}
		return errors.Join(
			err,
			tx.AddVersion(d.den, 1, room.Version{Text: "question?"}),
			tx.AddVersion(d.den, 1, room.Version{Text: "question!"}),
			tx.SetDraft(d.ann, d.den, room.Draft{Text: "well"}),
			tx.SetLevel(d.ann, d.den, room.All),
			tx.SetIgnored(d.ann, d.cid, true),
			tx.SetSetting(ann, "theme", "dark"),
			tx.SetAccount(called),
		)
	})
	sound(t, d.Store)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(d.dir, "snug.db")
}

func TestCheckEndsWithItsContext(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Check(ctx); !errors.Is(err, context.Canceled) || errors.Is(err, data.ErrCorrupt) {
		t.Errorf("Check: %v, want %v", err, context.Canceled)
	}
}

// checkDamaged damages a copy of a store and checks it.
func checkDamaged(t *testing.T, whole []byte, damage func(path string) error) error {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "snug.db")
	if err := errors.Join(os.WriteFile(path, whole, 0o600), damage(path)); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, data.Options{})
	return s.Check(context.Background())
}
