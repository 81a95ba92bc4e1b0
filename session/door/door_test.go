package door_test

import (
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/session/door"
)

// here is somebody's address.
var here = netip.MustParseAddr("192.0.2.1")

func noCut() {}

// comes has a connection come from an address, which has to be let in.
func comes(t *testing.T, d *door.Door, from netip.Addr) *door.Visit {
	t.Helper()
	v, err := tries(d, from)
	if err != nil {
		t.Fatalf("a connection from %s: %v", from, err)
	}
	return v
}

// tries has a connection come.
func tries(d *door.Door, from netip.Addr) (*door.Visit, error) {
	v, err := d.Knock(noCut)
	if err == nil {
		err = v.From(from)
	}
	return v, err
}

// fails has n connections come from an address and end with an outcome. It
// returns the first penalty.
func fails(t *testing.T, d *door.Door, from netip.Addr, n int, o door.Outcome) door.Penalty {
	t.Helper()
	var first door.Penalty
	for range n {
		v, err := tries(d, from)
		if err != nil {
			return first
		}
		if all, _ := v.Leave(o); len(all) > 0 && first.For == 0 {
			first = all[0]
		}
	}
	return first
}

func TestChanceDecidesWhoComesIntoACrowd(t *testing.T) {
	const start, full, knocks = 10, 110, 2000
	tests := []struct {
		waiting   int
		low, high int // how many of the knocks are turned away
	}{
		{start - 1, 0, 0},
		{start + 25, knocks * 20 / 100, knocks * 32 / 100},
		{start + 50, knocks * 44 / 100, knocks * 57 / 100},
		{start + 75, knocks * 69 / 100, knocks * 82 / 100},
		{full, knocks, knocks},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.waiting, " wait"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := door.New(door.Limits{Waiting: start, WaitingFull: full})
				for n := 0; n < tt.waiting; {
					if _, err := d.Knock(noCut); err == nil {
						n++
					}
				}
				away := 0
				for range knocks {
					v, err := d.Knock(noCut)
					if errors.Is(err, door.ErrCrowded) {
						away++
						continue
					}
					v.Leave(door.Good)
				}
				if away < tt.low || away > tt.high {
					t.Errorf("%d of %d were turned away, want %d to %d", away, knocks, tt.low, tt.high)
				}
			})
		})
	}
}

func TestAPlaceIsFreeOnceSomebodyIsAuthenticated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{Waiting: 1, WaitingFull: 1, SourceWaiting: 1})
		for id := range uint64(20) {
			if err := comes(t, d, here).Member(id, door.Key{}); err != nil {
				t.Fatal(err)
			}
			if err := comes(t, d, here).Guest(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Whoever holds all places without using them loses them to others, the longest
// first.
func TestWhoeverWaitsForLongGivesWay(t *testing.T) {
	for name, limits := range map[string]door.Limits{
		"in the line of everybody": {Waiting: 4, WaitingFull: 4, GiveWay: time.Second},
		"in the line of a source":  {SourceWaiting: 4, GiveWay: time.Second},
		"in the line of a network": {NetworkWaiting: 4, GiveWay: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				from := netip.MustParseAddr("2001:db8::1")
				d := door.New(limits)
				var out []int
				visits := make([]*door.Visit, 4)
				for i := range visits {
					v, err := d.Knock(func() { out = append(out, i) })
					if err == nil {
						err = v.From(from)
					}
					if err != nil {
						t.Fatal(err)
					}
					visits[i] = v
					time.Sleep(10 * time.Millisecond)
				}
				if _, err := tries(d, from); err == nil {
					t.Fatal("a fifth one is let in before anybody has waited for long")
				}
				time.Sleep(time.Second)
				comes(t, d, from)
				comes(t, d, from)
				if len(out) != 2 || out[0] != 0 || out[1] != 1 {
					t.Errorf("%v gave way, want the two that came first", out)
				}
				if _, gaveWay := visits[0].Leave(door.Slow); !gaveWay {
					t.Error("the first does not know that it gave way")
				}
				if _, gaveWay := visits[3].Leave(door.Good); gaveWay {
					t.Error("the last is told that it gave way")
				}
			})
		})
	}
}

// Leaving twice, or coming after the end, does nothing.
func TestAVisitEndsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{AccountOpen: 1})
		v := comes(t, d, here)
		if err := v.Member(1, door.Key{1}); err != nil {
			t.Fatal(err)
		}
		v.Leave(door.Good)
		v.Leave(door.Crashed)
		if err := errors.Join(v.From(here), v.Guest(), v.Member(1, door.Key{1})); err != nil {
			t.Errorf("after the end: %v", err)
		}
		if err := comes(t, d, here).Member(1, door.Key{1}); err != nil {
			t.Errorf("the next one: %v", err)
		}
	})
}

func TestManyAtOnce(t *testing.T) {
	d := door.New(door.Limits{Waiting: 8, WaitingFull: 16, GiveWay: time.Nanosecond, Remembered: 4})
	var wg sync.WaitGroup
	for i := range 32 {
		wg.Go(func() {
			from := netip.AddrFrom4([4]byte{192, 0, 2, byte(i % 8)})
			for range 200 {
				v, err := tries(d, from)
				if err != nil {
					continue
				}
				switch i % 3 {
				case 0:
					_ = v.Guest()
				case 1:
					_ = v.Member(uint64(i%4), door.Key{byte(i)})
				}
				v.Leave(door.Outcome(i % 5))
			}
		})
	}
	wg.Wait()
	if sources, accounts := d.Remembered(); sources > 4 || accounts > 4 {
		t.Errorf("%d sources and %d accounts are kept of nobody, want 4 at most", sources, accounts)
	}
}
