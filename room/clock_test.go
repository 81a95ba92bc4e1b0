package room

import (
	"testing"
	"time"
)

func TestAClockThatJumpsAheadIsNotTrusted(t *testing.T) {
	const day = 24 * time.Hour
	start := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	type look struct{ wall, passed time.Duration } // since the start
	tests := []struct {
		name  string
		looks []look
		want  bool
	}{
		{"never looked at", nil, true},
		{"it goes as time does", []look{{time.Minute, time.Minute}, {400 * day, 400 * day}}, true},
		{"set right by hours", []look{{time.Minute, time.Minute}, {20 * time.Hour, 2 * time.Minute}}, true},
		{"set back", []look{{-300 * day, time.Minute}}, true},
		{"two days ahead", []look{{time.Minute, time.Minute}, {2 * day, 2 * time.Minute}}, false},
		{"ahead and back again", []look{{300 * day, time.Minute}, {2 * time.Minute, 2 * time.Minute}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newClock(start)
			all := true
			for _, l := range tt.looks {
				all = c.ticks(start.Add(l.wall), l.passed) && all
			}
			if c.trusted() != tt.want || all != tt.want {
				t.Errorf("trusted: %v, and it ticked: %v; want %v", c.trusted(), all, tt.want)
			}
		})
	}
}
