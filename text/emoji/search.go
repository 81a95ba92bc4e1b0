package emoji

import (
	"cmp"
	"slices"
	"strings"
)

// How well a name fits what was typed, best first.
const (
	exact    = iota
	prefix   // it begins with it
	wordHead // a later word of it does
	within
	never
)

// Search returns the emoji that have a name with typed in it, at most limit of
// them or all when limit is not positive, and each once, under the name that
// fits best: first the name itself, then those that begin with it, then those
// with a word that does, then the rest; among equals the common ones first.
// When nothing is typed, all are equal.
func Search(typed string, limit int) []Entry {
	t := shared()
	if limit <= 0 || limit > len(t.entries) {
		limit = len(t.entries)
	}
	if typed = fold(typed); typed == "" {
		return slices.Clone(t.entries[:limit])
	}
	type hit struct {
		name
		fit int
	}
	best := make(map[uint16]hit)
	for _, n := range t.names {
		fits := fit(n.text, typed)
		if old, ok := best[n.entry]; fits < never && (!ok || fits < old.fit) {
			best[n.entry] = hit{n, fits}
		}
	}
	hits := make([]hit, 0, len(best))
	for _, h := range best {
		hits = append(hits, h)
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(a.fit-b.fit, cmp.Compare(a.entry, b.entry)) })
	found := make([]Entry, min(limit, len(hits)))
	for i, h := range hits[:len(found)] {
		found[i] = Entry{h.text, t.entries[h.entry].Glyph}
	}
	return found
}

func fit(name, typed string) int {
	switch {
	case name == typed:
		return exact
	case strings.HasPrefix(name, typed):
		return prefix
	case strings.Contains(name, "_"+typed):
		return wordHead
	case strings.Contains(name, typed):
		return within
	}
	return never
}
