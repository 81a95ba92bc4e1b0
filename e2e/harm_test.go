package e2e_test

import (
	"fmt"
	"testing"
	"unicode"
	"unicode/utf8"
)

// harmful are the characters that a terminal, or a reader that knows about
// writing directions, acts on instead of showing them. The list is made here
// and not asked of the program, which is under test.
var harmful = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0000, Hi: 0x0009, Stride: 1}, // C0 without the line feed
		{Lo: 0x000b, Hi: 0x001f, Stride: 1},
		{Lo: 0x007f, Hi: 0x009f, Stride: 1}, // delete and C1
		{Lo: 0x061c, Hi: 0x061c, Stride: 1}, // Arabic letter mark
		{Lo: 0x200b, Hi: 0x200b, Stride: 1}, // zero width space
		{Lo: 0x200e, Hi: 0x200f, Stride: 1}, // direction marks
		{Lo: 0x2028, Hi: 0x202e, Stride: 1}, // separators, embeddings, overrides
		{Lo: 0x2060, Hi: 0x206f, Stride: 1}, // word joiner, isolates
		{Lo: 0xfeff, Hi: 0xfeff, Stride: 1}, // byte order mark
	},
	R32:         []unicode.Range32{{Lo: 0xe0000, Hi: 0xe0fff, Stride: 1}}, // tags
	LatinOffset: 3,
}

// firstHarm returns where in s the first harmful thing is and what it is,
// nothing for a harmless text.
func firstHarm(s string) (at int, what string) {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i, fmt.Sprintf("the broken byte %#x", s[i])
			}
		}
		if unicode.Is(harmful, r) {
			return i, fmt.Sprintf("the character %U", r)
		}
	}
	return 0, ""
}

func TestFirstHarmFindsWhatItShould(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		at   int
		what string
	}{
		{"plain\ntext, 中文, é, 👩‍👩‍👧, \ufffd", 0, ""},
		{"a\x1b[31m", 1, "the character U+001B"},
		{"a\rb", 1, "the character U+000D"},
		{"中\u009b1m", 3, "the character U+009B"},
		{"a\u202eb", 1, "the character U+202E"},
		{"a\U000e0041", 1, "the character U+E0041"},
		{"a\x9bb", 1, "the broken byte 0x9b"},
	}
	for _, tt := range tests {
		if at, what := firstHarm(tt.text); at != tt.at || what != tt.what {
			t.Errorf("firstHarm(%q) = %d, %q; want %d, %q", tt.text, at, what, tt.at, tt.what)
		}
	}
}
