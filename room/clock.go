package room

import "time"

// maxJump is how far the wall clock may run ahead of the time that has passed.
const maxJump = 24 * time.Hour

// A clock watches whether the wall clock tells how old messages are. One that
// is set wrongly ahead, for a moment, would have every message look old.
type clock struct {
	wall   time.Time     // when it was looked at last
	passed time.Duration // since the start, which no setting of the clock moves
	jumped bool
}

func newClock(wall time.Time) clock { return clock{wall: wall.Round(0)} }

// ticks looks at the clock, and reports false when it has jumped ahead since it
// was looked at last.
func (c *clock) ticks(wall time.Time, passed time.Duration) bool {
	jump := wall.Round(0).Sub(c.wall) - (passed - c.passed)
	c.wall, c.passed = wall.Round(0), passed
	if jump <= maxJump {
		return true
	}
	c.jumped = true
	return false
}

// trusted reports whether the clock has never jumped ahead.
func (c *clock) trusted() bool { return !c.jumped }
