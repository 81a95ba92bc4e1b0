package room_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"snug/room"
)

// inRatedHouse is inPacedHouse for accounts that may do each thing four times a minute.
func inRatedHouse(t *testing.T, test func(t *testing.T, h *house, asked *atomic.Int64)) {
	inPacedHouse(t, func(t *testing.T, h *house, asked *atomic.Int64) {
		h.SetRates(room.Rates{Joins: 4, Invites: 4, Drafts: 4})
		test(t, h, asked)
	})
}

func TestWhatIsDoneAllTheTimeIsRefused(t *testing.T) {
	tests := []struct {
		name, says string
		do         func(h *house, by room.Person, in room.Room, n int) error
		counted    func(room.TooOften) uint64
	}{
		{
			"joining and leaving", "you join and leave rooms too often; wait 15 s and try again",
			func(h *house, by room.Person, in room.Room, n int) error {
				if n%2 == 0 {
					_, err := h.Join(h.t.Context(), by.ID, in.Name)
					return err
				}
				_, err := h.Leave(h.t.Context(), by.ID, in.Name)
				return err
			},
			func(o room.TooOften) uint64 { return o.Joins },
		},
		{
			"making rooms", "you join and leave rooms too often; wait 15 s and try again",
			func(h *house, by room.Person, _ room.Room, n int) error {
				_, err := h.Create(h.t.Context(), by.ID, fmt.Sprintf("room%d", n), "", room.Settings{})
				return err
			},
			func(o room.TooOften) uint64 { return o.Joins },
		},
		{
			"beginning conversations", "you begin conversations too often; wait 15 s and try again",
			func(h *house, by room.Person, _ room.Room, n int) error {
				_, err := h.Converse(h.t.Context(), by.ID, fmt.Sprintf("guest%dx", n))
				return err
			},
			func(o room.TooOften) uint64 { return o.Joins },
		},
		{
			"inviting", "you invite people too often; wait 15 s and try again",
			func(h *house, by room.Person, _ room.Room, n int) error {
				_, _, err := h.Invite(h.t.Context(), by.ID, h.lobby(), fmt.Sprintf("guest%dx", n), 0)
				return err
			},
			func(o room.TooOften) uint64 { return o.Invites },
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inRatedHouse(t, func(t *testing.T, h *house, asked *atomic.Int64) {
				ana, ben := h.person("ana"), h.person("ben")
				for n := range 6 {
					h.person(fmt.Sprintf("guest%dx", n))
				}
				den := h.create(ben, "den")
				before := asked.Load()
				n, err := most(100, func(n int) error { return ignoring(tt.do(h, ana, den, n)) })
				wait := later(t, err)
				if n != 4 || wait != 15*time.Second || err.Error() != tt.says {
					t.Fatalf("%d at once, then %v", n, err)
				}
				if got := asked.Load() - before; got != 4 {
					t.Errorf("the store was asked %d times, want 4", got)
				}
				if err := ignoring(tt.do(h, ben, den, 1)); err != nil {
					t.Errorf("somebody else: %v", err)
				}
				time.Sleep(wait)
				if err := ignoring(tt.do(h, ana, den, 4)); err != nil {
					t.Errorf("after that time: %v", err)
				}
				if got := tt.counted(h.TooOften()); got != 1 {
					t.Errorf("it was counted %d times, want once", got)
				}
			})
		})
	}
}

// ignoring drops the refusals that are not about the rate.
func ignoring(err error) error {
	if err != nil && strings.Contains(err.Error(), "too often") {
		return err
	}
	return nil
}

// A draft that comes too soon is saved a little later, and no text is lost to
// somebody who is only quick.
func TestDraftsWaitBeforeTheyAreRefused(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		h.SetRates(room.Rates{Drafts: 30})
		ana := h.person("ana")
		save := func(n int) error {
			return h.SaveDraft(t.Context(), ana.ID, h.lobby(), room.Draft{Text: fmt.Sprint("draft ", n)})
		}
		began := time.Now()
		for n := range 31 {
			if err := save(n); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("one more than may be at once took %v, want 2s", took)
		}
		refused := make(chan error, 10)
		for n := range 10 { // of several sessions at once
			go func() { refused <- save(n) }()
		}
		var lost int
		for range 10 {
			if err := <-refused; err != nil {
				lost++
				later(t, err)
			}
		}
		if lost != 9 || h.TooOften().Drafts != 9 {
			t.Errorf("%d were refused and %d counted, want 9", lost, h.TooOften().Drafts)
		}
	})
}

func TestNobodyIsHeldToRatesThatNobodySet(t *testing.T) {
	inPacedHouse(t, func(t *testing.T, h *house, _ *atomic.Int64) {
		ana := h.person("ana")
		for n := range 200 {
			if err := h.SaveDraft(t.Context(), ana.ID, h.lobby(), room.Draft{Text: fmt.Sprint(n)}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
