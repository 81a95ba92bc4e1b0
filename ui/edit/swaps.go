package edit

import (
	"sort"

	"snug/text"
)

// A span is the bytes from one place to another.
type span struct{ from, to int }

// swaps are the clusters, from left to right, in whose place the terminal is
// sent something else, and where that is in what is shown. Mostly there are
// none.
type swaps []swap

type swap struct{ typed, shown span }

// A drawing is what of a text the terminal is sent as it is.
type drawing struct {
	method    text.Method
	plain     bool // emoji of several code points are not, whatever the method
	ambiguous bool // signs of ambiguous width are not
}

// safe is a text, or a cluster of one, as the terminal is sent it.
func (d drawing) safe(s string) string {
	m := d.method
	if d.plain {
		m = text.WcWidth
	}
	s = text.Safe(s, m)
	if d.ambiguous {
		s = text.StandIns(s)
	}
	return s
}

// show is a text as the terminal is sent it.
func (d drawing) show(s string) (shown string, sw swaps) {
	if shown = d.safe(s); shown == s {
		return s, nil
	}
	at, to := 0, 0
	for c := range d.method.Clusters(s) {
		safe := d.safe(c)
		if safe != c {
			sw = append(sw, swap{span{at, at + len(c)}, span{to, to + len(safe)}})
		}
		at += len(c)
		to += len(safe)
	}
	return shown, sw
}

// shown is the place in what is shown of a cluster's edge in the text.
func (s swaps) shown(at int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].typed.to > at })
	if i == 0 {
		return at
	}
	return s[i-1].shown.to + at - s[i-1].typed.to
}

// typed is the first cluster's edge in the text that is shown at or behind a
// place.
func (s swaps) typed(at int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].shown.from >= at })
	switch {
	case i == 0:
		return at
	case at < s[i-1].shown.to:
		return s[i-1].typed.to
	}
	return s[i-1].typed.to + at - s[i-1].shown.to
}
