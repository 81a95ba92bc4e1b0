package data_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/keys/keystest"
	"snug/room"
	"snug/room/roomtest"
	"snug/text/lang"
)

// actorsFor is how long TestActors goes on: go test ./data -run TestActors
// -race -actors 60s.
var actorsFor = flag.Duration("actors", 4*time.Second, "how long TestActors lets its people do things at random")

// TestActors lets a hundred people make, join, leave, rename and delete the
// same rooms, conversations, names and keys at random, all at once. The store
// that is left must be sound, what the broker knows must be what is on disk,
// and the commands that were accepted must lead to the same records again.
func TestActors(t *testing.T) {
	dir, again := t.TempDir(), t.TempDir()
	s := hurried(t, dir)
	w := newWorld(t, s)
	w.play(100, *actorsFor)
	if err := w.broker.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	live := seen(t, w.broker, w.directory)
	for _, a := range w.actors {
		a.stand()
	}
	blobsAre(t, s, w.blobs)
	want := dump(t, s, dir)

	s = hurried(t, again)
	w.journal.replay(t, s)
	differ(t, "records", dump(t, s, again), want)

	s = hurried(t, again)
	defer s.Close()
	broker, err := room.NewBroker(roomtest.Unpaced(still{s.Rooms()}), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	fresh := seen(t, broker, keys.NewDirectory(s.Accounts(), nil))
	if err := broker.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	differ(t, "what people see", fresh, live)
	w.report()
}

func hurried(t *testing.T, dir string) *data.Store {
	t.Helper()
	s, err := data.Open(dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Hurry()
	return s
}

// dump closes a store, which must be sound, and returns all that is in it.
func dump(t *testing.T, s *data.Store, dir string) map[string]string {
	t.Helper()
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	all, err := data.Dump(filepath.Join(dir, "snug.db"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// differ reports what is not the same, some of it.
func differ(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	both := maps.Clone(want)
	maps.Copy(both, got)
	told := 0
	for _, k := range slices.Sorted(maps.Keys(both)) {
		if got[k] == want[k] {
			continue
		}
		if told++; told > 10 {
			t.Errorf("more %s differ", what)
			return
		}
		t.Errorf("%s differ at %s:\n got %s\nwant %s", what, k, got[k], want[k])
	}
}

// seen writes down what a broker tells everybody of the rooms that they know.
func seen(t *testing.T, b *room.Broker, d *keys.Directory) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for id := keys.AccountID(1); ; id++ {
		a, err := d.Account(id)
		if errors.Is(err, keys.ErrNotFound) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if !a.Deleted.IsZero() {
			continue
		}
		found, err := b.Rooms(room.UserID(id))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range found {
			r := l.Room
			if r.History == room.HistoryNone { // a session sees what came during it, and there is none now
				l.Standing.Floor, l.Unread, l.Mentions, r.Pins = 0, 0, 0, 0
			}
			at := fmt.Sprintf("person %d room %d: ", id, r.ID)
			all[at+"place"] = fmt.Sprintf("%+v joined %v, level %d, draft %v", l.Standing, l.Joined, l.Level, l.Draft)
			all[at+"counts"] = fmt.Sprintf("unread %d, mentions %d, last %d, trimmed %d, pins %d, members %d",
				l.Unread, l.Mentions, r.Last, r.Trimmed, r.Pins, r.Members)
			all[at+"settings"] = fmt.Sprintf("%+v", r.Settings)
			all[at+"people"] = fmt.Sprintf("%+v, owner %d, invited %v", l.With, r.Owner, l.Invitation != nil)
			changed, err := b.Changes(t.Context(), room.UserID(id), r.ID, 0, room.MaxPage)
			if l.Joined != (err == nil) {
				t.Errorf("what has changed in room %d, for person %d: %v; joined %v", r.ID, id, err, l.Joined)
			}
			if r.History == room.HistoryNone { // what is seen of it begins with a session
				changed = nil
			}
			for _, m := range changed {
				all[at+"changes"] += fmt.Sprintf("%d of %d, ", m.Rev, m.Seq)
			}
			r.Settings = room.Settings{}
			all[at+"room"] = fmt.Sprintf("%+v", r)
		}
	}
}

// A world is a broker and a directory over one store, and people in it.
type world struct {
	t         *testing.T
	journal   *journal
	broker    *room.Broker
	directory *keys.Directory
	blobs     *roomtest.Blobs
	owner     keys.Identity // whom nobody else can touch
	actors    []*actor

	mu       sync.Mutex
	codes    []string       // of invitations to the server
	accepted map[string]int // by what was done
	refused  map[string]int
}

func newWorld(t *testing.T, s *data.Store) *world {
	boss := keystest.NewKey(t)
	j := &journal{newest: func() uint64 { return newest(t, s) }}
	w := &world{t: t, journal: j, blobs: roomtest.NewBlobs(), accepted: make(map[string]int), refused: make(map[string]int)}
	w.directory = keys.NewDirectory(journaledAccounts{s.Accounts(), j}, []keys.Fingerprint{keys.FingerprintOf(boss)})
	var err error
	if w.broker, err = room.NewBroker(roomtest.Unpaced(journaledRooms{s.Rooms(), j}), slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	if err := w.broker.UseBlobs(w.blobs); err != nil {
		t.Fatal(err)
	}
	if w.owner, err = w.directory.SignUp(t.Context(), boss, "boss", ""); err != nil {
		t.Fatal(err)
	}
	return w
}

// newest returns the number of the newest entry of the audit log.
func newest(t *testing.T, s *data.Store) (n uint64) {
	t.Helper()
	err := s.Accounts().View(func(r keys.Reader) (err error) {
		n, err = r.LastEntry()
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return n
}

// play lets n people do things for a while.
func (w *world) play(n int, for_ time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), for_)
	defer cancel()
	var failed atomic.Bool
	var wg sync.WaitGroup
	for i := range n {
		a := &actor{world: w, random: rand.New(rand.NewPCG(uint64(i), 4))}
		for range 3 {
			a.keys = append(a.keys, keystest.NewKey(w.t))
		}
		w.actors = append(w.actors, a)
	}
	for _, a := range w.actors {
		wg.Go(func() {
			for ctx.Err() == nil && !failed.Load() {
				if err := a.act(context.WithoutCancel(ctx)); err != nil {
					failed.Store(true)
					w.t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// report says how often everything was done, and holds that nothing is always
// refused.
func (w *world) report() {
	for _, d := range deeds {
		if w.accepted[d.name] == 0 && w.refused[d.name] > 1000 {
			w.t.Errorf("%s was never accepted, and refused %d times", d.name, w.refused[d.name])
		}
		w.t.Logf("%-16s accepted %6d  refused %6d", d.name, w.accepted[d.name], w.refused[d.name])
	}
	w.t.Logf("%d commands in the journal", len(w.journal.list))
}

// A journal is what has left anything in a store, in order.
type journal struct {
	newest func() uint64 // entry of the audit log

	mu   sync.Mutex
	list []written
}

// A written command was accepted, or its refusal is in the audit log.
type written struct {
	command any // room.Command or keys.Command
	refused bool
}

// journaledRooms is a store that takes one command at a time, and to the end,
// which is how the journal knows their order and what became of them.
type journaledRooms struct {
	room.Store
	j *journal
}

// Do implements [room.Store].
func (s journaledRooms) Do(ctx context.Context, c room.Command) (room.Event, error) {
	return record(ctx, s.j, s.Store.Do, c)
}

// journaledAccounts is journaledRooms for accounts.
type journaledAccounts struct {
	keys.Store
	j *journal
}

// Do implements [keys.Store].
func (s journaledAccounts) Do(ctx context.Context, c keys.Command) (keys.Outcome, error) {
	return record(ctx, s.j, s.Store.Do, c)
}

// record has a store do a command and writes it down when it left anything.
func record[C, O any](ctx context.Context, j *journal, do func(context.Context, C) (O, error), c C) (O, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	before := j.newest()
	o, err := do(context.WithoutCancel(ctx), c)
	if err == nil || j.newest() != before {
		j.list = append(j.list, written{c, err != nil})
	}
	return o, err
}

// replay submits all of it to another store.
func (j *journal) replay(t *testing.T, s *data.Store) {
	t.Helper()
	var err error
	for i, w := range j.list {
		switch c := w.command.(type) {
		case room.Command:
			_, err = s.Rooms().Do(t.Context(), c)
		case keys.Command:
			_, err = s.Accounts().Do(t.Context(), c)
		}
		if (err != nil) != w.refused {
			t.Fatalf("command %d of %d was refused once: %v; now: %v: %+v", i+1, len(j.list), w.refused, err, w.command)
		}
	}
}

// still is a store in which nothing more happens: no janitor clears away what
// is to be compared.
type still struct{ room.Store }

// Do implements [room.Store].
func (still) Do(context.Context, room.Command) (room.Event, error) {
	return nil, &room.Refusal{Kind: room.ErrUnavailable, Text: lang.S("nothing more happens here")}
}

// refusal reports whether an error is one that people may see.
func refusal(err error) bool {
	var r *room.Refusal
	var k *keys.Refusal
	if errors.Is(err, room.ErrUnavailable) || errors.Is(err, keys.ErrUnavailable) {
		return false
	}
	// The account may have been closed in another session.
	return errors.As(err, &r) || errors.As(err, &k) || errors.Is(err, room.ErrNotFound) || errors.Is(err, keys.ErrNotFound)
}

// actor of the audit log.
func (a *actor) actor() audit.Actor {
	return audit.Actor{
		Account: uint64(a.who.Account.ID), Name: a.who.Account.Name, Key: a.who.Fingerprint.String(),
		Session: "s1", Address: "192.0.2.1", Via: "exec",
	}
}
