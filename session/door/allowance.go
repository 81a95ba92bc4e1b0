package door

import "time"

// An allowance is how many times something may happen in a while: that often at
// once, and again as the while passes.
type allowance struct {
	most  int
	per   time.Duration
	spent float64 // at since
	since time.Time
}

func perMinute(n int) allowance { return allowance{most: n, per: time.Minute} }
func perSecond(n int) allowance { return allowance{most: n, per: time.Second} }

// take reports whether it may happen once more, and counts that.
func (a *allowance) take(now time.Time) bool {
	a.spent, a.since = a.left(now), now
	if a.spent+1 > float64(a.most) {
		return false
	}
	a.spent++
	return true
}

// giveBack undoes one take.
func (a *allowance) giveBack() { a.spent = max(0, a.spent-1) }

// whole reports whether nothing of it is spent any more.
func (a *allowance) whole(now time.Time) bool { return a.left(now) == 0 }

// left returns what is spent now.
func (a *allowance) left(now time.Time) float64 {
	return max(0, a.spent-float64(a.most)*float64(now.Sub(a.since))/float64(a.per))
}
