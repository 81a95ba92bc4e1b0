package keys

import (
	"cmp"
	"strconv"
	"sync"
	"time"

	"snug/keys/audit"
)

// Limits of what is noted of refusals.
const (
	notedFor     = 30  // of one account or key, a minute
	notedInAll   = 600 // a minute
	talliesKept  = 1000
	talliesReset = time.Minute
)

// refusals counts what was noted of each who was refused something: whoever tries
// in a loop must not fill the log. The zero value is ready.
type refusals struct {
	mu      sync.Mutex
	tallies map[string]*tally // by account or key, at most talliesKept
	all     tally
}

// A tally is how many refusals were noted since a time, and left out.
type tally struct {
	from    time.Time
	n, left int
}

// room reports whether one more of at most so many can be noted.
func (t *tally) room(now time.Time, most int) bool {
	if age := now.Sub(t.from); age >= talliesReset || age < 0 {
		t.from, t.n = now, 0
	}
	return t.n < most
}

// take reports whether a refusal is to be noted, and how many were left out of the
// log since the last one that was.
func (r *refusals) take(by audit.Actor) (left int, ok bool) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.of(by, now)
	mine, all := t.room(now, notedFor), r.all.room(now, notedInAll)
	if !mine || !all {
		t.left++
		return 0, false
	}
	t.n++
	if t != &r.all {
		r.all.n++
	}
	left = t.left + r.all.left
	t.left, r.all.left = 0, 0
	return left, true
}

// of returns the tally of somebody. When too many are there that count still, all
// others share one. The caller holds r.mu.
func (r *refusals) of(by audit.Actor, now time.Time) *tally {
	who := cmp.Or(by.Key, by.Via)
	if by.Account != 0 { // whatever key they use, and whatever they are called
		who = strconv.FormatUint(by.Account, 10)
	}
	if t := r.tallies[who]; t != nil {
		return t
	}
	if len(r.tallies) >= talliesKept {
		for who, t := range r.tallies {
			if now.Sub(t.from) >= talliesReset {
				r.all.left += t.left
				delete(r.tallies, who)
			}
		}
	}
	if len(r.tallies) >= talliesKept {
		return &r.all
	}
	if r.tallies == nil {
		r.tallies = make(map[string]*tally)
	}
	t := new(tally)
	r.tallies[who] = t
	return t
}
