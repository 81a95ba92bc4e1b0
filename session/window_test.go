package session

import (
	"testing"
	"testing/synctest"
	"time"

	"snug/ui/screen"
)

func TestChangesOfTheWindowAreTakenTogether(t *testing.T) {
	const gap = 100 * time.Millisecond
	for _, tt := range []struct {
		name    string
		changes int
		every   time.Duration
		most    int // that are passed on
	}{
		{"one", 1, 0, 1},
		{"two at once", 2, 0, 2},
		{"slowly", 20, 150 * time.Millisecond, 20},
		{"while a corner is dragged", 60, 16 * time.Millisecond, 11},
		{"a flood at once", 100_000, 0, 2},
		{"a flood of ten seconds", 10_000, time.Millisecond, 101},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var w window
				var got []screen.Size
				w.changes.Listen(func(s screen.Size) { got = append(got, s) })
				timers := 0
				for i := range tt.changes {
					if wait := w.change(screen.Size{Cols: i + 1, Rows: 24}, gap); wait > 0 {
						timers++
						time.AfterFunc(wait, w.pass)
					}
					time.Sleep(tt.every)
				}
				time.Sleep(gap)
				synctest.Wait()
				if len(got) == 0 || got[len(got)-1].Cols != tt.changes {
					t.Fatalf("the last one was not passed on: %v", got)
				}
				if len(got) != tt.most {
					t.Errorf("%d were passed on, want %d", len(got), tt.most)
				}
				if timers > len(got) {
					t.Errorf("%d timers for %d sizes", timers, len(got))
				}
			})
		})
	}
}
