package room_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"snug/room"
)

// Many who do anything at once, with sessions that come and go, leave every
// person with the rooms that the store knows them to be in.
func TestACrowdLeavesMemoryAndStoreAlike(t *testing.T) {
	h := openHouse(t)
	var people []room.Person
	for n := range 8 {
		people = append(people, h.person(fmt.Sprint("actor", n)))
	}
	var all sync.WaitGroup
	for n, me := range people {
		rnd := rand.New(rand.NewPCG(uint64(n), 7))
		all.Go(func() {
			seat, err := h.Sit(me, room.SitOptions{Quiet: n%3 == 0})
			if err != nil {
				t.Error(err)
				return
			}
			for range 80 {
				other := people[rnd.IntN(len(people))]
				name := []string{"cellar", "attic", "kitchen"}[rnd.IntN(3)]
				// Most of what they want is refused, which is fine.
				r, err := h.Find(me.ID, name)
				switch rnd.IntN(14) {
				case 0, 1:
					_, _ = h.Create(t.Context(), me.ID, name, "", room.Settings{Private: rnd.IntN(2) == 0})
				case 2, 3:
					_, _ = h.Join(t.Context(), me.ID, name)
				case 4:
					_, _ = h.Leave(t.Context(), me.ID, name)
				case 5:
					_ = h.Discard(t.Context(), me.ID, r.ID)
				case 6:
					_, _ = h.Rename(t.Context(), me.ID, r.ID, []string{"cellar", "attic", "kitchen"}[rnd.IntN(3)])
				case 7:
					_, _, _ = h.Invite(t.Context(), me.ID, r.ID, other.Name, time.Hour)
				case 8:
					_, _ = h.Converse(t.Context(), me.ID, other.Name, people[rnd.IntN(len(people))].Name)
				case 9:
					_, _ = h.Transfer(t.Context(), me.ID, r.ID, other.Name)
				case 10:
					seat.Close()
					if seat, err = h.Sit(me, room.SitOptions{}); err != nil {
						t.Error(err)
						return
					}
				case 11:
					h.Renamed(me)
				default:
					if err == nil {
						if _, err := seat.Enter(t.Context(), r.ID); err == nil {
							_, _ = seat.Say(t.Context(), room.Saying{Text: "@" + other.Name})
						}
					}
				}
				seat.Pull()
			}
			t.Cleanup(seat.Close)
		})
	}
	all.Wait()
	for _, p := range people {
		want, err := h.store.Rooms().Memberships(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		want[h.lobby()] = room.Membership{}
		got := make(map[room.ID]room.Membership)
		for _, l := range h.rooms(p) {
			if l.Joined {
				got[l.Room.ID] = want[l.Room.ID]
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s is in %v, the store says %v", p.Name, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
	rooms, err := h.store.Rooms().Rooms()
	if err != nil {
		t.Fatal(err)
	}
	chief := h.chief("zoe")
	for _, r := range rooms {
		if r.Private || r.Conversation() {
			continue
		}
		is, err := h.Find(chief.ID, r.Name)
		if err != nil || is != r {
			t.Errorf("memory has %+v, %v; the store has %+v", is, err, r)
		}
	}
}
