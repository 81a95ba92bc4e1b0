package door

import "time"

// An account is the connections of one.
type account struct {
	open  int
	with  map[Key]int // how many each of its keys has open
	fresh allowance   // of new ones
}

func (a *account) enter(k Key) {
	if a.with == nil {
		a.with = make(map[Key]int)
	}
	a.open++
	a.with[k]++
}

func (a *account) exit(k Key) {
	a.open--
	if a.with[k]--; a.with[k] == 0 {
		delete(a.with, k)
	}
}

// forgettable reports whether nothing is lost when the account is forgotten.
func (a *account) forgettable(now time.Time) bool { return a.fresh.whole(now) }
