package roomtest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

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
