package roomtest

import (
	"maps"
	"context"
	"errors"
	"slices"
	"sync"

	"snug/keys"
	"snug/room"
	"snug/text"
)

func memberships(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, shed, barn := h.room(ann, "den"), h.room(ann, "shed"), h.room(ann, "barn")
	check := func(who room.Person, want ...room.ID) {
		h.Helper()
		if got, err := h.rooms.Memberships(who.ID); err != nil || !slices.Equal(slices.Sorted(maps.Keys(got)), want) {
			h.Errorf("%s is in %v, %v; want %v", who.Name, got, err, want)
		}
	}
	check(ann, den.ID, shed.ID, barn.ID)
	check(bob)
	h.do(room.Join{Header: header(bob), Room: barn.ID})
	h.do(room.Join{Header: header(bob), Room: den.ID})
	check(bob, den.ID, barn.ID)
	h.do(room.Leave{Header: header(bob), Room: barn.ID})
	check(bob, den.ID)
	h.refused(room.Post{Header: header(bob), Room: barn.ID, Text: "gone"}, room.ErrDenied)
	h.do(room.Join{Header: header(bob), Room: barn.ID})
	h.post(bob, barn.ID, "back")
	check(bob, den.ID, barn.ID)
	check(ann, den.ID, shed.ID, barn.ID)
}

// alike are two names that are not the same and look it.
const aName, alike = "bill", "bi1l"

func roomNames(h *house) {
	if text.Fold(aName) == text.Fold(alike) || text.Skeleton(aName) != text.Skeleton(alike) {
		h.Fatalf("%s and %s are no example of names that look alike", aName, alike)
	}
	ann := h.person("ann")
	h.room(ann, aName)
	for _, taken := range []string{aName, "BILL", alike, room.Lobby, "Lobby"} {
		h.refused(room.Create{Header: header(ann), Name: taken}, room.ErrConflict)
	}

	const rivals = 50
	var wg sync.WaitGroup
	var mu sync.Mutex
	var won int
	for range rivals {
		wg.Go(func() {
			switch _, err := h.rooms.Do(context.Background(), room.Create{Header: header(ann), Name: "den"}); {
			case err == nil:
				mu.Lock()
				won++
				mu.Unlock()
			case !errors.Is(err, room.ErrConflict):
				h.Errorf("Do: %v, want an error that wraps %q", err, room.ErrConflict)
			}
		})
	}
	wg.Wait()
	if won != 1 || len(h.all()) != 3 {
		h.Errorf("%d of %d rivals made the room, and there are %d rooms; want 1 and 3", won, rivals, len(h.all()))
	}
}

func accounts(h *house) {
	su := signUp("Bill", "a key")
	made, err := h.accounts.SignUp(context.Background(), su)
	if err != nil || made.ID != 1 || made.Name != "Bill" || !made.Created.Equal(at) {
		h.Fatalf("SignUp = %+v, %v; want account 1", made, err)
	}
	if got, err := h.accounts.AccountByKey(su.Key); err != nil || got != made {
		h.Errorf("AccountByKey = %+v, %v; want %+v", got, err, made)
	}
	if got, err := h.accounts.AccountByName(text.Fold("BILL")); err != nil || got != made {
		h.Errorf("AccountByName = %+v, %v; want %+v", got, err, made)
	}
	if got, err := h.accounts.AccountByKey(keys.Fingerprint{1}); !errors.Is(err, keys.ErrNotFound) {
		h.Errorf("AccountByKey of a strange key = %+v, %v; want %q", got, err, keys.ErrNotFound)
	}
	if got, err := h.accounts.AccountByName("bob"); !errors.Is(err, keys.ErrNotFound) {
		h.Errorf("AccountByName of a free name = %+v, %v; want %q", got, err, keys.ErrNotFound)
	}
	for name, want := range map[string]bool{"bill": true, alike: true, "bob": false} {
		if got, err := h.accounts.NameTaken(text.Fold(name), text.Skeleton(name)); err != nil || got != want {
			h.Errorf("NameTaken(%s) = %v, %v; want %v", name, got, err, want)
		}
	}
}

// rivals signs up 50 times at once and checks that one wins and the others fail
// with an error that wraps want.
func rivals(h *house, su func(int) keys.SignUp, want error) {
	const n = 50
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		wg.Go(func() { _, errs[i] = h.accounts.SignUp(context.Background(), su(i)) })
	}
	wg.Wait()
	var won int
	for _, err := range errs {
		var r *keys.Refusal
		if err == nil {
			won++
		} else if !errors.Is(err, want) || !errors.As(err, &r) {
			h.Errorf("SignUp: %v, want a refusal that wraps %q", err, want)
		}
	}
	if won != 1 {
		h.Errorf("%d of %d sign-ups won, want one", won, n)
	}
	if next := h.person("next"); next.ID != 2 {
		h.Errorf("the next account has ID %d, want 2", next.ID)
	}
}

func oneName(h *house) {
	rivals(h, func(i int) keys.SignUp { return signUp("ann", word("key", i)) }, keys.ErrNameTaken)
}

func oneKey(h *house) {
	rivals(h, func(i int) keys.SignUp { return signUp(word("pat", i), "one key") }, keys.ErrKeyTaken)
}

func repeatedSignUp(h *house) {
	su := signUp("ann", "a key")
	first, err := h.accounts.SignUp(context.Background(), su)
	if err != nil {
		h.Fatalf("SignUp: %v", err)
	}
	if again, err := h.accounts.SignUp(context.Background(), su); err != nil || again != first {
		h.Errorf("the same sign-up again = %+v, %v; want %+v", again, err, first)
	}
	if next := h.person("bob"); next.ID != room.UserID(first.ID)+1 {
		h.Errorf("the next account has ID %d, want %d", next.ID, first.ID+1)
	}
}
