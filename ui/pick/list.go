package pick

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"snug/text"
)

// A List is many items prepared to be picked from. Preparing is the dear part;
// a list is kept as long as its items stay the same.
type List[T any] struct {
	items   []T
	targets []keyed
}

// keyed is one of the texts by which an item is found.
type keyed struct {
	target
	item, key int
}

// A Ranked is an item that matches a query.
type Ranked[T any] struct {
	Item  T
	Key   int // which of its keys matched best; the first of equals
	Score int // comparable within one ranking only

	// Positions are the byte offsets in the key of the clusters that match, in
	// their order.
	Positions []int
}

// NewList prepares items, each of which is found by any of its keys. An item
// without a first key is left out; other keys may be empty.
func NewList[T any](items []T, keys func(T) []string) *List[T] {
	l := &List[T]{items: make([]T, 0, len(items)), targets: make([]keyed, 0, len(items))}
	known := make(syllables)
	for _, item := range items {
		keys := keys(item)
		if len(keys) == 0 || keys[0] == "" {
			continue
		}
		for k, key := range keys {
			if key != "" {
				l.targets = append(l.targets, keyed{prepare(key, known), len(l.items), k})
			}
		}
		l.items = append(l.items, item)
	}
	return l
}

// Rank returns the items that match what was typed, the best first and equals
// in the order of the list; at most limit of them, or all when limit is not
// positive. When nothing is typed, they are all equal.
func (l *List[T]) Rank(typed string, limit int) []Ranked[T] {
	if limit <= 0 {
		limit = len(l.items)
	}
	typed, ok := query(typed)
	switch {
	case !ok:
		return nil
	case typed == "":
		all := make([]Ranked[T], min(limit, len(l.items)))
		for i := range all {
			all[i].Item = l.items[i]
		}
		return all
	}
	var a aligner
	a.reset(typed)
	hits := l.hits(&a)
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(b.score-a.score, a.item-b.item) })
	ranked := make([]Ranked[T], min(limit, len(hits)))
	for i, h := range hits[:len(ranked)] {
		t := &l.targets[h.at]
		a.score(&t.target)
		ranked[i] = Ranked[T]{l.items[h.item], t.key, h.score, a.positions(&t.target)}
	}
	return ranked
}

// hit is an item that matches.
type hit struct {
	item, at int // at: the place of its best key in the targets
	plain    int // the score of that key without the bonus for all of it
	score    int
}

// hits scores each item by its best key. A key typed in full lifts the item,
// but another key that matches as well from its start is shown before it: who
// types the short form of a name knows it.
func (l *List[T]) hits(a *aligner) []hit {
	var hits []hit
	for at := range l.targets {
		t := &l.targets[at]
		plain, ok := a.score(&t.target)
		if !ok {
			continue
		}
		score := plain
		if t.folded == a.typed {
			score += wholeBonus
		}
		last := len(hits) - 1
		if last < 0 || hits[last].item != t.item {
			hits = append(hits, hit{t.item, at, plain, score})
			continue
		}
		h := &hits[last]
		h.score = max(h.score, score)
		if plain > h.plain {
			h.at, h.plain = at, plain
		}
	}
	return hits
}

// Rank ranks candidates that are used once. Item is the place of a candidate.
func Rank(typed string, candidates []string, limit int) []Ranked[int] {
	places := make([]int, len(candidates))
	for i := range places {
		places[i] = i
	}
	return NewList(places, func(i int) []string { return candidates[i : i+1] }).Rank(typed, limit)
}

// Match matches one candidate. The score is comparable with those of the same
// query. Positions are the byte offsets in candidate of the clusters that
// match.
func Match(typed, candidate string) (score int, positions []int, ok bool) {
	r := Rank(typed, []string{candidate}, 1)
	if len(r) == 0 {
		return 0, nil, false
	}
	return r[0].Score, r[0].Positions, true
}

// query is what was typed in folded form, without spaces. It is false when it
// is longer than what anybody looks for.
func query(typed string) (string, bool) {
	if len(typed) > 4*maxTyped {
		return "", false
	}
	folded := fold(typed)
	return folded, len(folded) <= maxTyped
}

// fold is text.Fold without white space, which some characters fold to.
func fold(s string) string {
	s = text.Fold(s)
	if strings.IndexFunc(s, unicode.IsSpace) >= 0 {
		s = strings.Join(strings.Fields(s), "")
	}
	return s
}
