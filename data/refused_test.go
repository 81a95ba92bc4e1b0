package data_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// entries returns the audit log, the newest first.
func entries(t testing.TB, s *data.Store) (all []audit.Entry) {
	t.Helper()
	err := s.Accounts().View(func(r keys.Reader) (err error) {
		all, err = r.Entries(0, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// That somebody tried to mute the owner of a room is on disk when they are told no,
// and is no news to anybody; what was submitted beside it is done.
func TestRefusalThatLeavesATrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gate
		dir := t.TempDir()
		s := open(t, dir, data.Options{}.WithCommit(g.commit))
		ann, bob := signUp(t, s, "ann"), signUp(t, s, "bob")
		den := create(t, s, ann, "den")
		do(t, s, room.Join{Header: header(bob), Room: den})
		before := len(entries(t, s))
		var heard []room.Event
		s.Rooms().Subscribe(func(e room.Event) { heard = append(heard, e) })

		reopen := g.close()
		first := submit(context.Background(), s, room.Post{Header: header(bob), Room: den, Text: "with the writer"})
		tries := submit(context.Background(), s, room.Penalize{Header: header(bob), Room: den, Who: ann, What: room.Mute, On: true, Until: header(0).At.Add(time.Hour)})
		beside := submit(context.Background(), s, room.Post{Header: header(ann), Room: den, Text: "in one transaction with it"})
		reopen()
		synctest.Wait()
		var no *room.Refusal
		if !errors.As(tries.err, &no) || no.Kind != room.ErrDenied || tries.event != nil {
			t.Errorf("the mute: %+v, %v; want a refusal", tries.event, tries.err)
		}
		if first.err != nil || beside.err != nil || len(heard) != 2 {
			t.Errorf("beside it: %v, %v, and %d events; want two", first.err, beside.err, len(heard))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = open(t, dir, data.Options{})
		log := entries(t, s)
		if len(log) != before+1 || log[0].Action != "room mute" || log[0].Result == "ok" || log[0].By.Account != uint64(bob) {
			t.Errorf("%d entries after %d, the newest is %+v", len(log), before, log[0])
		}
		sound(t, s)
	})
}

// A disk that fails says so, whatever would have been decided.
func TestRefusalThatCannotBeWrittenDown(t *testing.T) {
	var fault error
	s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
		if fault != nil {
			return fault
		}
		return commit()
	}))
	ann, bob := signUp(t, s, "ann"), signUp(t, s, "bob")
	den := create(t, s, ann, "den")
	do(t, s, room.Join{Header: header(bob), Room: den})
	before := len(entries(t, s))
	kick := room.Kick{Header: header(bob), Room: den, Who: ann}
	fault = errors.New("no disk")
	if e, err := s.Rooms().Do(t.Context(), kick); !errors.Is(err, room.ErrUnavailable) || errors.Is(err, room.ErrDenied) {
		t.Errorf("Do = %+v, %v; want %q", e, err, room.ErrUnavailable)
	}
	fault = nil
	if e, err := s.Rooms().Do(t.Context(), kick); !errors.Is(err, room.ErrDenied) {
		t.Errorf("Do = %+v, %v; want %q", e, err, room.ErrDenied)
	}
	if log := entries(t, s); len(log) != before+1 {
		t.Errorf("%d entries, want %d", len(log), before+1)
	}
}

// A server that stops in the middle of a purge, and of a departure of who was
// punished, goes on where it was.
func TestRestartInTheMiddleOfModeration(t *testing.T) {
	d := newDesk(t)
	as := func() room.Header {
		h := header(room.Operator)
		h.Actor = audit.Actor{Via: audit.Socket}
		return h
	}
	for _, who := range []room.UserID{d.bob, d.cid} {
		do(t, d.Store, room.Join{Header: header(who), Room: d.den})
	}
	for range 2*room.PurgeAtOnce + 50 {
		do(t, d.Store, room.Post{Header: header(d.bob), Room: d.den, Text: "spam"})
	}
	until := header(0).At.Add(time.Hour)
	do(t, d.Store, room.Penalize{Header: as(), Room: d.den, Who: d.bob, What: room.Mute, On: true, Until: until})
	do(t, d.Store, room.Complain{Header: header(d.cid), Who: d.bob, Room: d.den, Seq: 1, Why: "spam"})
	gone, slices := 0, 0
	for next := uint64(0); slices == 0 || next != 0; slices++ {
		c := room.Purge{Header: as(), Room: d.den, Of: []room.UserID{d.bob}, Before: next, Limit: room.PurgeAtOnce}
		e := do(t, d.Store, c).(room.Purged)
		gone, next = gone+len(e.Gone), e.Next
		d.reopen()
		if again, err := d.Rooms().Do(t.Context(), c); err == nil && len(again.(room.Purged).Gone) > len(e.Gone) {
			t.Errorf("a slice of %d that is submitted again takes %d", len(e.Gone), len(again.(room.Purged).Gone))
		}
	}
	if gone != 2*room.PurgeAtOnce+50 {
		t.Errorf("%d messages are gone in %d slices", gone, slices)
	}
	if got := d.penalized(d.den); got[d.bob].Muted.Until != until {
		t.Errorf("in the den: %+v", got)
	}
	d.end(d.bob, true)
	for more := true; more; {
		more = do(t, d.Store, room.Depart{Header: header(0), Who: d.bob}).(room.Departed).More
		d.reopen()
	}
	if got := d.penalized(d.den); len(got) != 0 {
		t.Errorf("left in the den: %+v", got)
	}
	if all, err := d.Rooms().Reports(0, true, 0, 9); err != nil || len(all) != 1 || !all[0].About.Gone {
		t.Errorf("reports %+v, %v", all, err)
	}
	verify(t, d.Store)
}

// verify checks the chain of the audit log.
func verify(t testing.TB, s *data.Store) {
	t.Helper()
	if _, err := directory(s).VerifyAudit(); err != nil {
		t.Errorf("VerifyAudit: %v", err)
	}
}
