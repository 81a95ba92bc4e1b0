package roomtest

import (
	"context"
	"errors"
	"reflect"
	"sync"

	"snug/keys"
	"snug/room"
)

func refusals(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.post(ann, den.ID, "first")
	heard, before := h.events(), h.all()

	var wg sync.WaitGroup
	for range 10 {
		for _, refused := range []struct {
			c    room.Command
			kind error
		}{
			{room.Post{Header: header(bob), Room: den.ID, Text: "from outside"}, room.ErrDenied},
			{room.Post{Header: header(bob), Room: 77, Text: "into nothing"}, room.ErrNotFound},
			{room.Create{Header: header(bob), Name: "den"}, room.ErrConflict},
			{room.Join{Header: header(ann), Room: den.ID}, room.ErrConflict},
			{room.Leave{Header: header(bob), Room: den.ID}, room.ErrConflict},
			{room.Leave{Header: header(bob), Room: h.lobby().ID}, room.ErrDenied},
		} {
			wg.Go(func() { h.refused(refused.c, refused.kind) })
		}
		wg.Go(func() {
			// A sign-up may share a transaction with all of the above.
			if _, err := h.accounts.Do(context.Background(), signUp("ann", "another key")); !errors.Is(err, keys.ErrNameTaken) {
				h.Errorf("SignUp: %v, want an error that wraps %q", err, keys.ErrNameTaken)
			}
		})
	}
	wg.Wait()

	if got := h.events(); !reflect.DeepEqual(got, heard) {
		h.Errorf("refusals delivered %+v", got[len(heard):])
	}
	if got := h.all(); !reflect.DeepEqual(got, before) {
		h.Errorf("refusals changed the rooms from %+v to %+v", before, got)
	}
	if got, err := h.rooms.Memberships(bob.ID); err != nil || len(got) != 0 {
		h.Errorf("Memberships = %v, %v; want none", got, err)
	}
	if next := h.room(bob, "shed"); next.ID != den.ID+1 {
		h.Errorf("the next room has ID %d, want %d", next.ID, den.ID+1)
	}
	if next := h.person("cyd"); next.ID != bob.ID+1 {
		h.Errorf("the next account has ID %d, want %d", next.ID, bob.ID+1)
	}
	if next := h.post(ann, den.ID, "second"); next.Seq != 2 {
		h.Errorf("the next message has number %d, want 2", next.Seq)
	}
}

// stranger is a command of a kind that package room does not know.
type stranger struct{ room.Header }

func unknownKind(h *house) {
	ann := h.person("ann")
	if e, err := h.rooms.Do(context.Background(), stranger{header(ann)}); err == nil {
		h.Errorf("Do = %v, want an error", e)
	}
	if got := h.events(); len(got) != 0 {
		h.Errorf("%d events delivered, want none", len(got))
	}
	h.post(ann, h.lobby().ID, "still here")
}

func endedContext(h *house) {
	ann := h.person("ann")
	ended, cancel := context.WithCancel(context.Background())
	cancel()

	post := room.Post{Header: header(ann), Room: h.lobby().ID, Text: "late"}
	_, err := h.rooms.Do(ended, post)
	if !errors.Is(err, room.ErrUnavailable) && !errors.Is(err, room.ErrUnknownOutcome) {
		h.Errorf("Do: %v, want an error that wraps %q or %q", err, room.ErrUnavailable, room.ErrUnknownOutcome)
	}
	su := signUp("bob", "bob")
	if _, err := h.accounts.Do(ended, su); err == nil || errors.Is(err, keys.ErrNameTaken) || errors.Is(err, keys.ErrKeyTaken) {
		h.Errorf("SignUp: %v, want an error that is no refusal", err)
	}

	// Whatever became of them, the same IDs again take effect once.
	if got := h.do(post).(room.Posted).Message.Seq; got != 1 {
		h.Errorf("the post again has number %d, want 1", got)
	}
	if o, err := h.accounts.Do(context.Background(), su); err != nil || keys.AccountID(ann.ID)+1 != o.Account.ID {
		h.Errorf("the sign-up again = %+v, %v; want account %d", o.Account, err, ann.ID+1)
	}
	if got := len(h.events()); got != 1 {
		h.Errorf("%d events delivered, want 1", got)
	}
}
