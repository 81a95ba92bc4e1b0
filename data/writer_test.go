package data_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"

	"snug/data"
	"snug/keys"
	"snug/room"
)

// A gate holds commits while it is shut, so that a test decides which commands
// share a batch.
type gate struct {
	mu   sync.Mutex
	shut chan struct{} // nil when open
}

func (g *gate) commit(commit func() error) error {
	g.mu.Lock()
	shut := g.shut
	g.mu.Unlock()
	if shut != nil {
		<-shut
	}
	return commit()
}

// close shuts the gate and returns what opens it.
func (g *gate) close() (open func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	shut := make(chan struct{})
	g.shut = shut
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.shut = nil
		close(shut)
	}
}

// An answer is what one Do returned.
type answer struct {
	event room.Event
	err   error
}

// submit starts a Do and returns where its answer will be.
func submit(ctx context.Context, s *data.Store, c room.Command) *answer {
	a := &answer{}
	go func() { a.event, a.err = s.Rooms().Do(ctx, c) }()
	synctest.Wait()
	return a
}

// bomb is a command whose application panics.
type bomb struct{ *room.Header }

func TestPanicCostsOnlyItsCommand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gate
		s := open(t, t.TempDir(), data.Options{}.WithCommit(g.commit))
		ann := signUp(t, s, "ann")
		var heard []string
		s.Rooms().Subscribe(func(e room.Event) { heard = append(heard, e.(room.Posted).Message.Text) })

		ctx := context.Background()
		reopen := g.close()
		submit(ctx, s, room.Post{Header: header(ann), Room: 1, Text: "holds the writer"})
		before := submit(ctx, s, room.Post{Header: header(ann), Room: 1, Text: "before"})
		panicked := submit(ctx, s, bomb{})
		// A name longer than bbolt's keys fails after the room itself is written.
		halfway := submit(ctx, s, room.Create{Header: header(ann), Name: strings.Repeat("x", 40000)})
		refused := submit(ctx, s, room.Create{Header: header(ann), Name: room.Lobby})
		after := submit(ctx, s, room.Post{Header: header(ann), Room: 1, Text: "after"})
		reopen()
		synctest.Wait()

		for name, a := range map[string]*answer{"panic": panicked, "failure half-way": halfway} {
			if !errors.Is(a.err, room.ErrUnavailable) || a.event != nil {
				t.Errorf("%s: %v, %v; want an error that wraps %q", name, a.event, a.err, room.ErrUnavailable)
			}
		}
		if !errors.Is(refused.err, room.ErrConflict) {
			t.Errorf("refusal in the same batch: %v, want %q", refused.err, room.ErrConflict)
		}
		if before.err != nil || after.err != nil {
			t.Errorf("neighbours of the culprit failed: %v, %v", before.err, after.err)
		}
		if got := strings.Join(heard, ", "); got != "holds the writer, before, after" {
			t.Errorf("delivered: %s", got)
		}
		if n := s.Panics(); n != 1 {
			t.Errorf("%d panics are counted, want 1", n)
		}
		if next := create(t, s, ann, "den"); next != 2 {
			t.Errorf("the next room has ID %d, want 2", next)
		}
		sound(t, s)
	})
}

func TestFailedCommitFailsItsBatchAndChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gate
		var fault error
		s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
			return g.commit(func() error {
				if fault != nil {
					return fault
				}
				return commit()
			})
		}))
		ann := signUp(t, s, "ann")
		post(t, s, ann, 1, "kept")
		var heard int
		s.Rooms().Subscribe(func(room.Event) { heard++ })

		ctx := context.Background()
		reopen := g.close()
		first := room.Post{Header: header(ann), Room: 1, Text: "first"}
		fault = syscall.ENOSPC
		answers := []*answer{
			submit(ctx, s, first),
			submit(ctx, s, room.Post{Header: header(ann), Room: 1, Text: "second"}),
			submit(ctx, s, room.Create{Header: header(ann), Name: "den"}),
			submit(ctx, s, room.Create{Header: header(ann), Name: "den"}),
		}
		var signUpErr error
		go func() { _, signUpErr = s.Accounts().Do(ctx, keys.SignUp{Name: "bob"}) }()
		synctest.Wait()
		reopen()
		synctest.Wait()

		for i, a := range answers {
			if !errors.Is(a.err, room.ErrUnavailable) || !errors.Is(a.err, syscall.ENOSPC) || a.event != nil {
				t.Errorf("command %d: %v, %v; want an error that wraps %q and its cause", i, a.event, a.err, room.ErrUnavailable)
			}
		}
		if !errors.Is(signUpErr, keys.ErrUnavailable) || errors.Is(signUpErr, room.ErrUnavailable) {
			t.Errorf("SignUp: %v, want an error that wraps %q", signUpErr, keys.ErrUnavailable)
		}
		if heard != 0 {
			t.Errorf("%d events delivered, want none", heard)
		}
		if last := lobbyLast(t, s); last != 1 {
			t.Errorf("the lobby's last message is number %d, want 1", last)
		}

		fault = nil // room was made
		if m := do(t, s, first).(room.Posted).Message; m.Seq != 2 || heard != 1 {
			t.Errorf("the same command again: number %d and %d events, want 2 and 1", m.Seq, heard)
		}
		sound(t, s)
	})
}

func TestFullDiskHeals(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann := signUp(t, s, "ann")
	long := strings.Repeat("x", room.MaxTextBytes)
	s.LimitSize(1 << 20)
	var stored uint64
	for {
		_, err := s.Rooms().Do(context.Background(), room.Post{Header: header(ann), Room: 1, Text: long})
		if err != nil {
			if !errors.Is(err, room.ErrUnavailable) || !strings.Contains(err.Error(), "disk is full") {
				t.Fatalf("Do: %v, want an error that wraps %q and says why", err, room.ErrUnavailable)
			}
			break
		}
		if stored++; stored > 1000 {
			t.Fatal("the limit is never reached")
		}
	}
	if last := lobbyLast(t, s); last != stored {
		t.Errorf("the lobby's last message is number %d, want %d", last, stored)
	}
	s.LimitSize(0)
	if m := post(t, s, ann, 1, long); m.Seq != stored+1 {
		t.Errorf("the message after is number %d, want %d", m.Seq, stored+1)
	}
	sound(t, s)
}

func TestCommitOfUnknownFateOfAnAccount(t *testing.T) {
	var fault error
	s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
		return errors.Join(commit(), fault)
	}))
	ann := keys.AccountID(signUp(t, s, "ann"))
	fault = syscall.EIO
	_, err := s.Accounts().Do(context.Background(), keys.SetDisplay{Header: account(), Account: ann, Display: "Ann"})
	if !errors.Is(err, keys.ErrUnknownOutcome) || !errors.Is(err, syscall.EIO) || errors.Is(err, keys.ErrUnavailable) {
		t.Errorf("SetDisplay: %v, want an error that wraps %q and its cause", err, keys.ErrUnknownOutcome)
	}
}

func TestCommitOfUnknownFateStopsWriting(t *testing.T) {
	var fault error
	s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
		return errors.Join(commit(), fault)
	}))
	ann := signUp(t, s, "ann")
	fault = syscall.EIO
	c := room.Post{Header: header(ann), Room: 1, Text: "perhaps"}
	if _, err := s.Rooms().Do(context.Background(), c); !errors.Is(err, room.ErrUnknownOutcome) || !errors.Is(err, syscall.EIO) {
		t.Errorf("Do: %v, want an error that wraps %q and its cause", err, room.ErrUnknownOutcome)
	}
	fault = nil
	if _, err := s.Rooms().Do(context.Background(), c); !errors.Is(err, room.ErrUnavailable) {
		t.Errorf("Do after that: %v, want an error that wraps %q", err, room.ErrUnavailable)
	}
	if _, err := s.Rooms().Rooms(); err != nil {
		t.Errorf("reads after that: %v", err)
	}
}

func lobbyLast(t testing.TB, s *data.Store) uint64 {
	t.Helper()
	all, err := s.Rooms().Rooms()
	if err != nil {
		t.Fatal(err)
	}
	return all[0].Last
}

// What the writer remembers of people, rooms and settings is what is stored: it
// follows what is written, and not what was not committed.
func TestWhatIsRememberedIsWhatIsStored(t *testing.T) {
	var fault error
	s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
		if fault != nil {
			return fault
		}
		return commit()
	}))
	ann := signUp(t, s, "ann")
	den := create(t, s, ann, "den")
	said := func(want string, number uint64) {
		t.Helper()
		if m := post(t, s, ann, den, "hello"); m.Author.Display != want || m.Seq != number {
			t.Errorf("message %d by %q, want %d by %q", m.Seq, m.Author.Display, number, want)
		}
	}
	call := func(display string) error {
		_, err := s.Accounts().Do(context.Background(), keys.SetDisplay{Header: account(), Account: keys.AccountID(ann), Display: display})
		return err
	}
	archive := func(on bool) error {
		_, err := s.Rooms().Do(context.Background(), room.Archive{Header: header(ann), Room: den, On: on})
		return err
	}
	say := func() error {
		_, err := s.Rooms().Do(context.Background(), room.Post{Header: header(ann), Room: den, Text: "hello"})
		return err
	}

	said("", 1)
	if err := call("Ann"); err != nil {
		t.Fatal(err)
	}
	said("Ann", 2)
	fault = syscall.ENOSPC
	for what, do := range map[string]func() error{"a name": func() error { return call("Anna") }, "an archived room": func() error { return archive(true) }, "a message": say} {
		if err := do(); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("%s on a full disk: %v", what, err)
		}
	}
	fault = nil
	said("Ann", 3)
	if err := archive(true); err != nil {
		t.Fatal(err)
	}
	if err := say(); !errors.Is(err, room.ErrConflict) {
		t.Errorf("in an archived room: %v, want %q", err, room.ErrConflict)
	}
	if err := archive(false); err != nil {
		t.Fatal(err)
	}
	said("Ann", 4)
	sound(t, s)
}
