package pick

import "strings"

// What a match is worth. All candidates have all that is typed: where it stands
// decides. A run within a word beats the same letters at the start and apart.
const (
	perChar     = 16
	atStart     = 24 // the candidate begins with it
	atWord      = 12 // a word begins with it
	inRun       = 26 // the character before matched too
	byReading   = -6 // pinyin, not the character itself
	rarer       = -2 // for each reading that is more usual
	perGap      = -1 // a character skipped
	maxLead     = 6  // characters skipped at the start that count
	wholeBonus  = 50 // nothing is left over
	unreachable = -1 << 20
)

// step is how a cell of the table was reached.
type step struct {
	used  uint8 // bytes of the query that the unit takes, in a match
	inRun bool  // the unit before matches too
	match bool  // the best up to here ends with a match of this unit
}

// aligner finds the best way in which a query matches a target. It holds the
// table, so that one serves a whole list.
type aligner struct {
	typed string
	letters

	// For each number of bytes of the query: the best score with so many taken
	// up to the unit before and up to this one, whatever the last unit did and
	// with the last unit matching.
	best, bestNow   [maxTyped + 1]int32
	ended, endedNow [maxTyped + 1]int32

	trace []step // a row of maxTyped+1 for each unit
}

// reset takes a new query, which is folded and has maxTyped bytes at most.
func (a *aligner) reset(typed string) {
	a.typed, a.letters = typed, 0
	a.add(typed)
}

// score returns what the best match is worth, without the bonus for all of the
// candidate. It is false when there is none.
func (a *aligner) score(t *target) (int, bool) {
	if a.letters&^t.letters != 0 || t.units == nil && !subsequence(a.typed, t.folded) {
		return 0, false
	}
	size, n := len(a.typed), t.count()
	if need := n * (maxTyped + 1); len(a.trace) < need {
		a.trace = make([]step, need)
	}
	for j := range size + 1 {
		a.best[j], a.ended[j] = unreachable, unreachable
	}
	a.best[0] = 0
	for i := range n {
		a.row(t, i)
		a.best, a.bestNow = a.bestNow, a.best
		a.ended, a.endedNow = a.endedNow, a.ended
	}
	return int(a.best[size]), a.best[size] > unreachable/2
}

// row fills the row of unit i.
func (a *aligner) row(t *target, i int) {
	size := len(a.typed)
	trace := a.trace[i*(maxTyped+1):][:size+1]
	for j := range size + 1 {
		a.bestNow[j], a.endedNow[j], trace[j] = a.best[j], unreachable, step{}
		if j == 0 && i < maxLead || j > 0 && j < size {
			a.bestNow[j] += perGap
		}
	}
	bonus := int32(0)
	switch {
	case i == 0:
		bonus = atStart
	case t.head(i):
		bonus = atWord
	}
	for j := range size {
		from, run := a.best[j], false
		if a.ended[j]+inRun > from {
			from, run = a.ended[j]+inRun, true
		}
		if from < unreachable/2 {
			continue
		}
		if t.units == nil {
			if a.typed[j] == t.folded[i] {
				a.take(trace, j, 1, from+bonus+perChar, run)
			}
			continue
		}
		a.takeUnit(&t.units[i], trace, j, from+bonus, run)
	}
	for j := range size + 1 {
		if a.endedNow[j] > a.bestNow[j] {
			a.bestNow[j], trace[j].match = a.endedNow[j], true
		}
	}
}

// takeUnit tries all that u can stand for after j bytes of the query.
func (a *aligner) takeUnit(u *unit, trace []step, j int, from int32, run bool) {
	rest := a.typed[j:]
	for _, form := range [...]string{u.text, u.base} {
		if form != "" && strings.HasPrefix(rest, form) {
			a.take(trace, j, len(form), from+perChar, run)
		}
	}
	for i, reading := range u.readings {
		abbreviations(rest, reading, func(n int) {
			a.take(trace, j, n, from+byReading+int32(i*rarer+n*perChar+(n-1)*inRun), run)
		})
	}
}

// take notes a match of used bytes after j if none is better.
func (a *aligner) take(trace []step, j, used int, score int32, run bool) {
	if to := j + used; score > a.endedNow[to] {
		a.endedNow[to] = score
		trace[to].used, trace[to].inRun = uint8(used), run
	}
}

// positions returns where the clusters of t start that the last score matched.
func (a *aligner) positions(t *target) []int {
	var found []int
	ended := false
	for i, j := t.count()-1, len(a.typed); j > 0; i-- {
		if s := a.trace[i*(maxTyped+1)+j]; ended || s.match {
			found = append(found, t.offset(i))
			j -= int(s.used)
			ended = s.inRun
		}
	}
	for l, r := 0, len(found)-1; l < r; l, r = l+1, r-1 {
		found[l], found[r] = found[r], found[l]
	}
	return found
}

// subsequence reports whether the bytes of typed occur in s in their order.
func subsequence(typed, s string) bool {
	for i := range len(typed) {
		n := strings.IndexByte(s, typed[i])
		if n < 0 {
			return false
		}
		s = s[n+1:]
	}
	return true
}
