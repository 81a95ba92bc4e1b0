package emoji

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark-emoji/definition"
)

// An Entry is an emoji and a name of it.
type Entry struct {
	Name  string // without colons: "+1"
	Glyph string
}

// listed has the first name of every emoji, one a line: smileys first, flags
// last. The library finds names but does not list them; a test holds the two
// together.
//
//go:embed names.txt
var listed string

// common are the emoji that people use most; they come before all others.
var common = []string{
	"+1", "tada", "heart", "smile", "joy", "eyes", "rocket", "fire", "pray", "clap", "thinking", "white_check_mark",
	"100", "ok_hand", "wave", "raised_hands", "sob", "sweat_smile", "rofl", "-1", "x", "muscle", "heart_eyes", "sunglasses",
}

// table is every emoji, found by name and by glyph.
type table struct {
	entries []Entry           // each under its first name; the common ones first
	names   []name            // all names, sorted
	glyphs  map[string]uint16 // by bare glyph
}

// name is one of the names of an emoji.
type name struct {
	text  string
	entry uint16 // its place in table.entries
}

var shared = sync.OnceValue(build)

// build makes the table: the one way in for what the library knows.
func build() *table {
	firsts := slices.Clone(common)
	for first := range strings.Lines(listed) {
		if first = strings.TrimSuffix(first, "\n"); !slices.Contains(common, first) {
			firsts = append(firsts, first)
		}
	}
	t := &table{
		entries: make([]Entry, 0, len(firsts)),
		names:   make([]name, 0, len(firsts)+len(firsts)/16),
		glyphs:  make(map[string]uint16, len(firsts)),
	}
	known := definition.Github()
	for _, first := range firsts {
		e, ok := known.Get(first)
		if !ok || !e.IsUnicode() {
			continue
		}
		at, glyph := uint16(len(t.entries)), string(e.Unicode)
		t.entries = append(t.entries, Entry{e.ShortNames[0], glyph})
		t.glyphs[bare(glyph)] = at
		for _, text := range e.ShortNames {
			t.names = append(t.names, name{text, at})
		}
	}
	slices.SortFunc(t.names, func(a, b name) int { return strings.Compare(a.text, b.text) })
	return t
}

// find returns the entry that has a name, which is folded.
func (t *table) find(folded string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(t.names, folded, func(n name, s string) int { return strings.Compare(n.text, s) })
	if !ok {
		return Entry{}, false
	}
	return t.entries[t.names[i].entry], true
}
