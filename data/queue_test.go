package data_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"snug/data"
	"snug/room"
)

func TestContextEndsWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gate
		s := open(t, t.TempDir(), data.Options{}.WithCommit(g.commit).WithQueue(1))
		ann := signUp(t, s, "ann")
		say := func(text string) room.Command {
			return room.Post{Header: header(ann), Room: 1, Text: text}
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		reopen := g.close()
		committing := submit(ctx, s, say("in the writer's hands"))
		queued := submit(ctx, s, say("fills the queue"))
		patient := submit(context.Background(), s, say("waits for the queue"))
		outside := submit(ctx, s, say("waits for the queue, but not for long"))
		cancel()
		synctest.Wait()

		for name, a := range map[string]*answer{"committing": committing, "queued": queued} {
			if !errors.Is(a.err, room.ErrUnknownOutcome) || errors.Is(a.err, room.ErrUnavailable) || !errors.Is(a.err, context.Canceled) {
				t.Errorf("%s: %v, want an error that wraps %q", name, a.err, room.ErrUnknownOutcome)
			}
		}
		if !errors.Is(outside.err, room.ErrUnavailable) || errors.Is(outside.err, room.ErrUnknownOutcome) || !errors.Is(outside.err, context.Canceled) {
			t.Errorf("never queued: %v, want an error that wraps %q", outside.err, room.ErrUnavailable)
		}
		reopen()
		synctest.Wait()
		if patient.err != nil {
			t.Errorf("whoever waited: %v", patient.err)
		}
		if last := lobbyLast(t, s); last != 3 {
			t.Errorf("%d messages stored, want 3: all but the one that never was queued", last)
		}
		sound(t, s)
	})
}

func TestCloseFinishesWhatIsQueued(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g gate
		dir := t.TempDir()
		s := open(t, dir, data.Options{}.WithCommit(g.commit))
		ann := signUp(t, s, "ann")
		reopen := g.close()
		var answers []*answer
		for range 5 {
			answers = append(answers, submit(context.Background(), s, room.Post{Header: header(ann), Room: 1, Text: "queued"}))
		}
		var closed bool
		go func() { _ = s.Close(); closed = true }()
		synctest.Wait()
		if closed {
			t.Error("Close returned before the queue was empty")
		}
		late := submit(context.Background(), s, room.Post{Header: header(ann), Room: 1, Text: "late"})
		if !errors.Is(late.err, room.ErrUnavailable) {
			t.Errorf("Do while closing: %v, want an error that wraps %q", late.err, room.ErrUnavailable)
		}
		reopen()
		synctest.Wait()
		for _, a := range answers {
			if a.err != nil {
				t.Errorf("queued before Close: %v", a.err)
			}
		}
		if !closed {
			t.Fatal("Close did not return")
		}
		if last := lobbyLast(t, open(t, dir, data.Options{})); last != 5 {
			t.Errorf("%d messages stored, want 5", last)
		}
	})
}

func TestPanickingSubscriberDoesNotEndTheWriter(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann := signUp(t, s, "ann")
	s.Rooms().Subscribe(func(room.Event) { panic("subscriber") })
	for want := uint64(1); want <= 2; want++ {
		if m := post(t, s, ann, 1, "hello"); m.Seq != want {
			t.Errorf("number %d, want %d", m.Seq, want)
		}
	}
	if n := s.Panics(); n != 2 {
		t.Errorf("%d panics are counted, want 2", n)
	}
}
