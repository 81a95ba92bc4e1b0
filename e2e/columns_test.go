package e2e_test

import (
	"strings"
	"testing"
	"unicode"
)

// twoColumns are the characters that the tests use and that terminals draw
// over two cells. Like [harmful], the list is made here: the program's idea of
// width is under test.
var twoColumns = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	{R16: []unicode.Range16{
		{Lo: 0x3000, Hi: 0x303e, Stride: 1}, // CJK punctuation
		{Lo: 0xff01, Hi: 0xff60, Stride: 1}, // full-width forms
	}},
	{R32: []unicode.Range32{{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}}}, // pictographs
}

// columns returns how many cells a text takes.
func columns(s string) (n int) {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.In(r, twoColumns...):
			n += 2
		default:
			n++
		}
	}
	return n
}

func TestColumns(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{
		"": 0, "abc": 3, "你好abc": 7, "e\u0301a": 2, "（王）": 6, "早！👍": 6, "日本のカナ": 10, "한글": 4,
	} {
		if got := columns(s); got != want {
			t.Errorf("columns(%q) = %d, want %d", s, got, want)
		}
	}
}

// columnAfter returns the cell behind a text that stands in a row, -1 if it
// does not.
func columnAfter(row, text string) int {
	at := strings.LastIndex(row, text)
	if at < 0 {
		return -1
	}
	return columns(row[:at+len(text)])
}
