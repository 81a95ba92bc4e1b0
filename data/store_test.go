package data_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/room"
	"snug/room/roomtest"
)

func TestStore(t *testing.T) {
	roomtest.TestStore(t, func(t *testing.T) (room.Store, keys.Store) {
		s := open(t, t.TempDir(), data.Options{})
		s.Hurry()
		t.Cleanup(func() { sound(t, s) })
		return s.Rooms(), s.Accounts()
	})
}

func TestReopeningKeepsEverything(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, data.Options{})
	ann := signUp(t, s, "ann")
	den := create(t, s, ann, "den")
	post(t, s, ann, den, "hello")
	mark := room.Mark{User: ann, Room: den, Seq: 1}
	do(t, s, room.Read{Header: header(ann), Marks: []room.Mark{mark}})
	last := room.Post{Header: header(ann), Room: den, Text: "good night"}
	do(t, s, last)
	before := state(t, s, ann)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = open(t, dir, data.Options{})
	if got := state(t, s, ann); got != before {
		t.Errorf("after reopening:\n%s\nbefore:\n%s", got, before)
	}
	if m := do(t, s, last).(room.Posted).Message; m.Seq != 2 {
		t.Errorf("a post repeated after reopening has number %d, want 2", m.Seq)
	}
	if m := post(t, s, ann, den, "good morning"); m.Seq != 3 {
		t.Errorf("the next message has number %d, want 3", m.Seq)
	}
	if bob := signUp(t, s, "bob"); bob != ann+1 {
		t.Errorf("the next account has ID %d, want %d", bob, ann+1)
	}
	sound(t, s)
}

func TestSnapshotOpensAsAStore(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann := signUp(t, s, "ann")
	post(t, s, ann, 1, "kept")
	want := state(t, s, ann)
	var copied bytes.Buffer
	if err := s.Snapshot(context.Background(), &copied); err != nil {
		t.Fatal(err)
	}
	post(t, s, ann, 1, "too late")

	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "snug.db"), copied.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	restored := open(t, dir, data.Options{})
	if got := state(t, restored, ann); got != want {
		t.Errorf("restored:\n%s\nwant:\n%s", got, want)
	}
	sound(t, restored)
}

func TestSnapshotEndsWithItsContext(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Snapshot(ctx, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Snapshot: %v, want %v", err, context.Canceled)
	}
}

func TestClosedStoreTakesNothing(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann := signUp(t, s, "ann")
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
	}
	_, err := s.Rooms().Do(context.Background(), room.Post{Header: header(ann), Room: 1, Text: "late"})
	if !errors.Is(err, room.ErrUnavailable) {
		t.Errorf("Do: %v, want an error that wraps %q", err, room.ErrUnavailable)
	}
	if _, err := s.Accounts().Do(context.Background(), keys.SignUp{Name: "bob"}); !errors.Is(err, keys.ErrUnavailable) {
		t.Errorf("SignUp: %v, want an error that wraps %q", err, keys.ErrUnavailable)
	}
	if _, err := s.Rooms().Rooms(); !errors.Is(err, room.ErrUnavailable) {
		t.Errorf("Rooms: %v, want an error that wraps %q", err, room.ErrUnavailable)
	}
	if _, err := byName(s, "ann"); !errors.Is(err, keys.ErrUnavailable) {
		t.Errorf("AccountByName: %v, want an error that wraps %q", err, keys.ErrUnavailable)
	}
}

// Every message that somebody says waits for the records of those before it.
func TestCostOfPosts(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann, bob := signUp(t, s, "ann"), signUp(t, s, "bob")
	den := create(t, s, ann, "den")
	slow := do(t, s, room.Create{Header: header(bob), Name: "slow", Settings: room.Settings{Slow: time.Second}}).(room.Created).Room.ID
	do(t, s, room.Join{Header: header(ann), Room: slow})
	pair := do(t, s, room.Converse{Header: header(ann), With: []room.UserID{bob}}).(room.Created).Room.ID
	for _, tt := range []struct {
		name string
		in   room.ID
		want int // the message, its outcome, its author's mark, and what is said
	}{
		{"in the lobby", 1, 3},
		{"in a room", den, 3},
		{"in slow mode, also the time", slow, 4},
		{"first in private, also that they spoke", pair, 4},
		{"then in private", pair, 3},
	} {
		if n, err := s.Cost(room.Post{Header: header(ann), Room: tt.in, Text: "hello"}); err != nil || n != tt.want {
			t.Errorf("%s: %d records, %v; want %d", tt.name, n, err, tt.want)
		}
	}
	const file = 3 + 7 // also its number, its place, its room's list, its blob, and what three take up
	if n, err := s.Cost(room.Post{Header: header(ann), Room: den, File: &room.File{Name: "a", Content: bytesOf("a")}}); err != nil || n != file {
		t.Errorf("a file: %d records, %v; want %d", n, err, file)
	}
	sound(t, s)
}

// open opens a store that is closed when the test ends.
func open(t testing.TB, dir string, o data.Options) *data.Store {
	t.Helper()
	s, err := data.Open(dir, o)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// sound fails the test if the store does not hold together.
func sound(t testing.TB, s *data.Store) {
	t.Helper()
	if err := s.Check(context.Background()); err != nil {
		t.Errorf("Check: %v", err)
	}
}

func header(by room.UserID) room.Header {
	return room.Header{ID: room.NewCommandID(), At: time.Unix(1790000000, 0).UTC(), By: by}
}

func do(t testing.TB, s *data.Store, c room.Command) room.Event {
	t.Helper()
	e, err := s.Rooms().Do(context.Background(), c)
	if err != nil {
		t.Fatalf("Do(%T): %v", c, err)
	}
	return e
}

func post(t testing.TB, s *data.Store, by room.UserID, in room.ID, text string) *room.Message {
	t.Helper()
	return do(t, s, room.Post{Header: header(by), Room: in, Text: text}).(room.Posted).Message
}

func create(t testing.TB, s *data.Store, by room.UserID, name string) room.ID {
	t.Helper()
	return do(t, s, room.Create{Header: header(by), Name: name}).(room.Created).Room.ID
}

func signUp(t testing.TB, s *data.Store, name string) room.UserID {
	t.Helper()
	h := header(0)
	o, err := s.Accounts().Do(context.Background(), keys.SignUp{
		Header: keys.Header{ID: h.ID, At: h.At}, Key: keys.Key{Fingerprint: sha256.Sum256([]byte(name))}, Name: name,
	})
	if err != nil {
		t.Fatalf("SignUp(%s): %v", name, err)
	}
	return room.UserID(o.Account.ID)
}
