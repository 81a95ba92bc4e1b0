package edit

import "strings"

// change replaces text[from:to], both at cluster edges, and leaves the cursor
// behind what is new. When it joins the change before, undo takes back both.
// It reports false, and changes nothing, when the text would be too long.
//
// What comes to stand side by side can need cleaning, even if each part is
// clean: a mark composes with the letter before it, a joiner has nothing to
// join any more. So the clusters on both sides are cleaned with what is new.
func (e *Editor) change(from, to int, by string, joins bool) bool {
	if from == to && by == "" {
		return true
	}
	at := from + len(by)
	lo, hi := e.prev(from), e.next(to)
	piece := e.text[lo:from] + by + e.text[to:hi]
	if c := e.clean(piece); c != piece {
		at = lo + len(c)
		if behind := e.text[to:hi]; strings.HasSuffix(c, behind) {
			at -= len(behind)
		}
		from, to, by = lo, hi, c
	}
	if n := len(e.text) - (to - from) + len(by); n > e.Limit && n > len(e.text) {
		return false
	}
	c := edit{at: from, old: strings.Clone(e.text[from:to]), new: strings.Clone(by), before: e.at}
	e.text = e.text[:from] + by + e.text[to:]
	e.moveTo(e.edge(at))
	c.after = e.at
	e.undo.add(c, joins)
	return true
}

// moveTo puts the cursor at a cluster's edge and ends what went on.
func (e *Editor) moveTo(at int) {
	e.at, e.goal, e.run, e.suggested = at, -1, noRun, false
}
