// Package sanction says what a mute, a ban or a suspension is: since when, until
// when, by whom and why. It knows neither accounts nor rooms nor disks.
package sanction

import "time"

// A Sanction is what somebody may not do for a time. The zero Sanction is none.
type Sanction struct {
	At     time.Time // since when; zero: there is none
	Until  time.Time // it counts for nothing from then on; zero: until it is lifted
	By     uint64    // account of who decided it; zero: the operator of the server, or the server
	ByName string    // what they were called then
	Reason string    // one clean line, possibly empty
}

// In reports whether it counts at a time.
func (s Sanction) In(now time.Time) bool {
	return !s.At.IsZero() && (s.Until.IsZero() || now.Before(s.Until))
}

// Longer returns the one of two that counts at a time and ends later; the zero
// Sanction when neither counts.
func Longer(a, b Sanction, now time.Time) Sanction {
	switch {
	case !a.In(now) && !b.In(now):
		return Sanction{}
	case !a.In(now):
		return b
	case !b.In(now), a.Until.IsZero(), !b.Until.IsZero() && !a.Until.Before(b.Until):
		return a
	}
	return b
}

// Forever is the longest time that a sanction with an end can last.
const Forever = 10 * 365 * 24 * time.Hour
