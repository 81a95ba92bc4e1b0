package pick

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"snug/text"
)

const (
	maxTyped = 64  // bytes of a query, folded; nobody types more to find something
	maxUnits = 128 // clusters of a candidate; what comes later is not looked at
)

// target is a candidate prepared for matching.
type target struct {
	// folded is the candidate in folded form. When units is nil, each byte of
	// it is one cluster: the candidate is printable ASCII.
	folded string
	units  []unit
	heads  [maxUnits / 64]uint64 // bit i: unit i begins a word
	letters
}

// unit is one cluster of a candidate.
type unit struct {
	start    int    // byte offset in the candidate
	text     string // folded
	base     string // the same without accents; empty if there are none
	readings []string
}

// letters is a set of runes, with some taken for others: what lacks a letter
// of the query need not be looked at any closer.
type letters uint64

func (l *letters) add(s string) {
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			*l |= 1 << (r - 'a')
		case r >= '0' && r <= '9':
			*l |= 1 << (26 + r - '0')
		default:
			*l |= 1 << (36 + uint32(r)%28)
		}
	}
}

// prepare makes a target of a candidate.
func prepare(candidate string, s syllables) target {
	var t target
	if printable(candidate) {
		t.folded = strings.ToLower(candidate[:min(len(candidate), maxUnits)])
		t.add(t.folded)
		for i, before := 0, rune(0); i < len(t.folded); i++ {
			r := rune(candidate[i])
			t.markHead(i, before, r)
			before = r
		}
		return t
	}
	start, before := 0, rune(0)
	var whole strings.Builder
	for cluster := range text.Grapheme.Clusters(candidate) {
		if len(t.units) == maxUnits {
			break
		}
		r, _ := utf8.DecodeRuneInString(cluster)
		t.markHead(len(t.units), before, r)
		u := newUnit(start, cluster, r, s)
		t.units = append(t.units, u)
		t.add(u.text)
		t.add(u.base)
		for _, reading := range u.readings {
			t.add(reading)
		}
		whole.WriteString(u.text)
		start, before = start+len(cluster), r
	}
	t.folded = whole.String()
	return t
}

func newUnit(start int, cluster string, r rune, s syllables) unit {
	u := unit{start: start, text: cluster}
	if r >= 0x4e00 && r <= 0x9fff && utf8.RuneLen(r) == len(cluster) { // folded already
		u.readings = s.of(r)
		return u
	}
	u.text = fold(cluster)
	if first, size := utf8.DecodeRuneInString(u.text); size == len(u.text) {
		u.readings = s.of(first)
	}
	if base := withoutMarks(u.text); base != u.text {
		u.base = base
	}
	return u
}

// withoutMarks drops what is drawn over letters.
func withoutMarks(s string) string {
	if s == "" || s[0] < utf8.RuneSelf && len(s) == 1 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// markHead notes whether r, which stands after before, begins a word: after
// what is no letter or digit, at a capital, and where Chinese begins.
func (t *target) markHead(i int, before, r rune) {
	if !wordRune(r) {
		return
	}
	if !wordRune(before) || unicode.IsUpper(r) && !unicode.IsUpper(before) || spaceless(r) != spaceless(before) {
		t.heads[i/64] |= 1 << (i % 64)
	}
}

func (t *target) head(i int) bool { return t.heads[i/64]&(1<<(i%64)) != 0 }

// count is the number of units.
func (t *target) count() int {
	if t.units == nil {
		return len(t.folded)
	}
	return len(t.units)
}

// offset is where unit i starts in the candidate.
func (t *target) offset(i int) int {
	if t.units == nil {
		return i
	}
	return t.units[i].start
}

// printable reports whether s is printable ASCII.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// wordRune reports whether r can be part of a word or a name.
func wordRune(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }

// spaceless reports whether r is of a script that writes words without spaces
// between them, so that a name can begin right after it.
func spaceless(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Thai)
}
