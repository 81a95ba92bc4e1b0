package door_test

import (
	"errors"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"snug/session/door"
)

func TestASourceHasSoManyThatWait(t *testing.T) {
	addr := netip.MustParseAddr
	tests := []struct {
		name       string
		from, next netip.Addr
		want       error
	}{
		{"the same address", addr("192.0.2.1"), addr("192.0.2.1"), door.ErrSourceFull},
		{"written as IPv6", addr("192.0.2.1"), addr("::ffff:192.0.2.1"), door.ErrSourceFull},
		{"the next address", addr("192.0.2.1"), addr("192.0.2.2"), nil},
		{"the same /64", addr("2001:db8::1"), addr("2001:db8::ffff:1"), door.ErrSourceFull},
		{"another /64", addr("2001:db8::1"), addr("2001:db8:0:1::1"), nil},
		{"the same link, with a zone", addr("fe80::1%eth0"), addr("fe80::2%eth1"), door.ErrSourceFull},
		{"no address", netip.Addr{}, netip.Addr{}, nil},
		{"an exempt address", addr("198.51.100.7"), addr("198.51.100.7"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := door.New(door.Limits{SourceWaiting: 3, Exempt: []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24")}})
				for range 3 {
					comes(t, d, tt.from)
				}
				if _, err := tries(d, tt.next); !errors.Is(err, tt.want) {
					t.Errorf("one more = %v, want %v", err, tt.want)
				}
			})
		})
	}
}

// An attacker with a /48 has 65536 networks of /64.
func TestANetworkHasABoundOfItsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{SourceWaiting: 3, NetworkWaiting: 6})
		next := func(i byte) netip.Addr { return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, i, 15: 1}) }
		for i := range byte(6) {
			comes(t, d, next(i))
		}
		if _, err := tries(d, next(6)); !errors.Is(err, door.ErrNetworkFull) {
			t.Errorf("one more of the network = %v, want %v", err, door.ErrNetworkFull)
		}
		comes(t, d, here)
	})
}

func TestFailuresCostTimeBeyondAnAllowance(t *testing.T) {
	tests := []struct {
		name    string
		outcome door.Outcome
		free    int           // that many cost nothing
		until   int           // with that many more, the source is shut out
		first   time.Duration // for how long
	}{
		{"empty connections", door.Empty, 30, 15, 15 * time.Second},
		{"failures to authenticate", door.Failed, 30, 3, 15 * time.Second},
		{"slow ones", door.Slow, 30, 2, 20 * time.Second},
		{"a crash", door.Crashed, 0, 1, 90 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := door.New(door.Limits{})
				if p := fails(t, d, here, tt.free+tt.until-1, tt.outcome); p.For != 0 {
					t.Fatalf("penalised for %s before the sum is reached", p.For)
				}
				last := comes(t, d, here) // and comes to the same
				penalties, _ := last.Leave(tt.outcome)
				if len(penalties) != 1 || penalties[0].For != tt.first || penalties[0].Source.String() != "192.0.2.1/32" {
					t.Fatalf("penalties = %v, want one of %s", penalties, tt.first)
				}
				time.Sleep(tt.first - time.Millisecond)
				if _, err := tries(d, here); !errors.Is(err, door.ErrPenalised) {
					t.Errorf("before the end: %v, want %v", err, door.ErrPenalised)
				}
				comes(t, d, netip.MustParseAddr("192.0.2.2"))
				time.Sleep(time.Millisecond)
				comes(t, d, here)
			})
		})
	}
}

// A good connection is no failure, however many there are.
func TestGoodConnectionsCostNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		for id := range uint64(5000) {
			v := comes(t, d, here)
			if err := v.Member(id, door.Key{}); err != nil {
				t.Fatal(err)
			}
			if penalties, _ := v.Leave(door.Empty); penalties != nil {
				t.Fatalf("penalties = %v for a member", penalties)
			}
		}
	})
}

func TestSteadyProbesAreNoFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		for range 10000 { // of somebody who watches whether the port is open
			comes(t, d, here).Leave(door.Empty)
			time.Sleep(3 * time.Second)
		}
	})
}

func TestPenaltiesEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{SourceWaiting: 1000, WaitingFull: 1000, Waiting: 1000})
		var all []*door.Visit
		for range 500 { // all at once, before any of them ends
			all = append(all, comes(t, d, here))
		}
		told := 0
		for _, v := range all {
			penalties, _ := v.Leave(door.Crashed)
			told += len(penalties)
		}
		if told != 1 {
			t.Errorf("the penalty was told of %d times, want once", told)
		}
		time.Sleep(10*time.Minute - time.Millisecond)
		if _, err := tries(d, here); !errors.Is(err, door.ErrPenalised) {
			t.Errorf("before the longest penalty ends: %v, want %v", err, door.ErrPenalised)
		}
		time.Sleep(time.Millisecond)
		comes(t, d, here)
	})
}

// Somebody who tries again and again is not worse off than somebody who waits.
func TestKnockingDoesNotProlongAPenalty(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		fails(t, d, here, 100, door.Failed)
		for range 15 * 100 {
			if v, err := tries(d, here); err == nil {
				v.Leave(door.Good)
				t.Fatal("let in during the penalty")
			}
			time.Sleep(10 * time.Millisecond)
		}
		comes(t, d, here)
	})
}

func TestANetworkIsPenalisedLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		next := func(i int) netip.Addr {
			return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0, 0, byte(i >> 8), byte(i), 15: 1})
		}
		// One crash, or what shuts out one of its sources, says little of a network.
		comes(t, d, next(1)).Leave(door.Crashed)
		comes(t, d, next(2))
		n := 3
		for ; n < 1000; n++ { // each from another /64
			v, err := tries(d, next(n))
			if err != nil {
				break
			}
			v.Leave(door.Empty)
		}
		if n < 100 || n > 150 {
			t.Errorf("the network was shut out after %d empty connections, want some 135", n)
		}
	})
}

// A neighbour's flood does not keep members out for as long as it lasts: where they
// come from, some come in.
func TestASourceOfMembersIsNeverShutOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		v := comes(t, d, here)
		if err := v.Member(1, door.Key{}); err != nil {
			t.Fatal(err)
		}
		v.Leave(door.Good)
		fails(t, d, here, 1000, door.Failed)
		passed := 0
		for range 100 { // ten seconds
			if v, err := tries(d, here); err == nil {
				v.Leave(door.Failed)
				passed++
			}
			time.Sleep(100 * time.Millisecond)
		}
		if passed < 40 || passed > 60 {
			t.Errorf("%d connections came in within 10 s, want 5 a second", passed)
		}
		time.Sleep(2 * time.Hour)
		fails(t, d, here, 1000, door.Failed)
		time.Sleep(5 * time.Second)
		if _, err := tries(d, here); !errors.Is(err, door.ErrPenalised) {
			t.Errorf("two hours after the last member: %v, want %v", err, door.ErrPenalised)
		}
	})
}

func TestMembersWhoStayKeepTheirSourceOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		if err := comes(t, d, here).Member(1, door.Key{}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(24 * time.Hour)
		fails(t, d, here, 1000, door.Failed)
		time.Sleep(time.Second)
		comes(t, d, here)
	})
}

// What was served is over: the next one counts from nothing.
func TestAPenaltyIsServedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{PenaltyCrash: 10 * time.Second})
		fails(t, d, here, 2, door.Crashed)
		if _, err := tries(d, here); !errors.Is(err, door.ErrPenalised) {
			t.Fatalf("after two: %v, want %v", err, door.ErrPenalised)
		}
		time.Sleep(20 * time.Second)
		comes(t, d, here).Leave(door.Crashed)
		comes(t, d, here)
	})
}

// Giving way is no fault of whoever types a passphrase.
func TestGivingWayCostsLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{SourceWaiting: 1, GiveWay: time.Second, SourceFailures: 1, PenaltySlow: time.Minute})
		waiting := comes(t, d, here)
		for range 5 {
			time.Sleep(10 * time.Second)
			next := comes(t, d, here)
			waiting.Leave(door.Slow)
			waiting = next
		}
	})
}

// A flood that makes up sources does not make the server keep more and more.
func TestAFloodOfSourcesIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const most = 100
		d := door.New(door.Limits{Remembered: most})
		fails(t, d, here, 100, door.Failed)
		for i := range 10000 {
			from := netip.AddrFrom16([16]byte{0x20, 0x01, byte(i >> 8), byte(i), 15: 1})
			comes(t, d, from).Leave(door.Empty)
			if i%10 == 0 { // an attacker who comes again is not forgotten
				if _, err := tries(d, here); !errors.Is(err, door.ErrPenalised) {
					t.Fatalf("after %d other sources: %v, want %v", i, err, door.ErrPenalised)
				}
			}
			if n, _ := d.Remembered(); n > most {
				t.Fatalf("%d sources are kept, want %d at most", n, most)
			}
		}
		time.Sleep(time.Hour)
		for range 2 * most {
			comes(t, d, here).Leave(door.Good)
		}
		if n, _ := d.Remembered(); n > 1 {
			t.Errorf("%d sources are kept an hour later, want none but the last", n)
		}
	})
}

func BenchmarkTurnedAway(b *testing.B) {
	d := door.New(door.Limits{})
	for range 1000 {
		if v, err := tries(d, here); err == nil {
			v.Leave(door.Crashed)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tries(d, here); err == nil {
			b.Fatal("let in")
		}
	}
}
