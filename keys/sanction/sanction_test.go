package sanction_test

import (
	"testing"
	"time"

	"snug/keys/sanction"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func after(d time.Duration) time.Time { return start.Add(d) }

func TestIn(t *testing.T) {
	hour := sanction.Sanction{At: start, Until: after(time.Hour)}
	for _, tt := range []struct {
		name string
		s    sanction.Sanction
		now  time.Time
		want bool
	}{
		{"none", sanction.Sanction{}, start, false},
		{"none, with an end", sanction.Sanction{Until: after(time.Hour)}, start, false},
		{"at its beginning", hour, start, true},
		{"before its end", hour, after(time.Hour - 1), true},
		{"at its end", hour, after(time.Hour), false},
		{"after its end", hour, after(2 * time.Hour), false},
		{"a clock that went back", hour, after(-time.Hour), true},
		{"in another zone", hour, after(time.Hour - 1).In(time.FixedZone("east", 8*3600)), true},
		{"without an end, much later", sanction.Sanction{At: start}, after(10 * sanction.Forever), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.s.In(tt.now); got != tt.want {
				t.Errorf("In(%v) = %v, want %v", tt.now, got, tt.want)
			}
		})
	}
}

func TestLonger(t *testing.T) {
	var (
		none  sanction.Sanction
		ended = sanction.Sanction{At: after(-2 * time.Hour), Until: start, Reason: "ended"}
		short = sanction.Sanction{At: start, Until: after(time.Minute), Reason: "short"}
		long  = sanction.Sanction{At: start, Until: after(time.Hour), Reason: "long"}
		twin  = sanction.Sanction{At: start, Until: after(time.Hour), Reason: "twin"}
		perm  = sanction.Sanction{At: start, Reason: "perm"}
	)
	for _, tt := range []struct {
		name       string
		a, b, want sanction.Sanction
	}{
		{"neither", none, none, none},
		{"both ended", ended, ended, none},
		{"only the first counts", short, ended, short},
		{"only the second counts", ended, short, short},
		{"the first ends later", long, short, long},
		{"the second ends later", short, long, long},
		{"the first never ends", perm, long, perm},
		{"the second never ends", long, perm, perm},
		{"an end for both at once", long, twin, long},
		{"one that ended never outlasts", ended, perm, perm},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := sanction.Longer(tt.a, tt.b, start); got != tt.want {
				t.Errorf("Longer = %+v, want %+v", got, tt.want)
			}
		})
	}
}
