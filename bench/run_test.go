//go:build linux

package bench

import (
	"flag"
	"maps"
	"os"
	"slices"
	"testing"
	"time"
)

// A scenario is run by its benchmark at full size and by a test at a small
// one. It does one operation each time more says so, and returns what it has
// measured, by unit.
type scenario func(tb testing.TB, more func() bool) map[string]float64

// run measures a scenario. What it needs before is not counted.
func (s scenario) run(b *testing.B) {
	b.Helper()
	measured := s(b, b.Loop)
	note(b.Name(), measured)
	for _, unit := range slices.Sorted(maps.Keys(measured)) {
		b.ReportMetric(measured[unit], unit)
	}
	b.ReportMetric(0, "ns/op") // it would contain the waiting
}

// big allows what takes minutes and gigabytes.
var big = flag.Bool("big", false, "run what needs 1000 and more sessions, or millions of messages, too")

// needBig skips a benchmark that is too much for most days.
func needBig(b *testing.B) {
	b.Helper()
	if !*big {
		b.Skip("it takes minutes; run it with -args -big")
	}
}

// times is for a small run.
func times(n int) func() bool {
	return func() bool {
		n--
		return n >= 0
	}
}

// TestScenarios runs each benchmark with small numbers, and holds them to what
// does not depend on the machine.
func TestScenarios(t *testing.T) {
	for _, tt := range []struct {
		name string
		run  scenario
		ops  int
		want map[string]float64
	}{
		{"idle", idle(3, 10*time.Millisecond, ""), 1, map[string]float64{"B/s/session": 0}},
		{"fan-out", fanOut(3, 50, ""), 5, nil},
		{"fan-out to pipes", fanOut(3, 50, pipe), 5, nil},
		{"fan-out to programs that follow", fanOut(3, 50, tail), 5, nil},
		{"connect", connect, 2, nil},
		{"stuck", stuck(3, 5, 20, 3, 100*time.Millisecond), 1, map[string]float64{"%-slow-cut": 0}},
		{"frames", frames(3, 20), 1, nil},
		{"keys", keyEcho, 5, map[string]float64{"frames/key": 1}},
		{"join", joins(3, 2, 1), 1, nil},
		{"rooms pane", roomsPane(3, 10, 5), 1, nil},
		{"restart", restart(3, 20), 1, map[string]float64{"%-kept": 100}},
		{"growth", growth(550, 560, 2, 5), 1, nil},
		{"full", full(5), 1, nil},
		{"open", open(500), 1, nil},
		{"go", goThere(600), 2, nil},
		{"page back", pageBack(700), 3, nil},
		{"copy", copying(MB), 1, nil},
		{"chat beside copies", chatBeside(3, 5, MB), 1, nil},
		{"memory of copies", memoryOf(2, 3*MB), 1, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := tt.run(t, times(tt.ops))
			if len(got) == 0 {
				t.Fatal("nothing was measured")
			}
			for unit, want := range tt.want {
				if got[unit] != want {
					t.Errorf("%s = %g, want %g", unit, got[unit], want)
				}
			}
		})
	}
}

func TestMain(m *testing.M) {
	code := m.Run()
	if *asTable {
		printTable()
	}
	for _, dir := range scratch.dirs {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// ms is a time in milliseconds.
func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }

// us is a time in microseconds.
func us(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }

// quantile returns the value below which a share of the times lies. It sorts
// them.
func quantile(times []time.Duration, share float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[min(int(float64(len(times))*share), len(times)-1)]
}
