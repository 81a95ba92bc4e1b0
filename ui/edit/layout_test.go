package edit_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"snug/text"
)

// TestRowsAreAsMessagesAreWrapped holds the editor to what the timeline shows.
func TestRowsAreAsMessagesAreWrapped(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	words := append([]string{"好。", "（是", "https://example.com/d/42 ", "a/b-c", "word ", "中文", "— “x” ", "  "}, trickyTexts...)
	for range 2000 {
		var b strings.Builder
		for range rnd.IntN(20) {
			b.WriteString(words[rnd.IntN(len(words))])
		}
		m, cols := text.Method(rnd.IntN(2)), 2+rnd.IntN(60)
		e := newEditor(b.String(), m, cols)
		// Spaces that have no room in front of a word stay, in a row of
		// their own, because the cursor can be among them.
		got := slices.DeleteFunc(e.Lines(), blank)
		want := slices.DeleteFunc(m.Wrap(text.Safe(e.Text(), m), cols), blank)
		for i := range got {
			got[i] = strings.TrimRight(got[i], " 　")
		}
		for i := range want {
			want[i] = strings.TrimRight(want[i], " 　")
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %d columns:\nrows  %q\nlines %q", e.Text(), cols, got, want)
		}
	}
}

func blank(s string) bool { return strings.TrimRight(s, " 　") == "" }

func TestWrappingInTheEditor(t *testing.T) {
	tests := []struct {
		text     string
		cols     int
		want     string
		row, col int
	}{
		{"", 10, "", 0, 0},
		{"one two three", 8, "one two|three", 1, 5},
		{"一二三四五", 6, "一二三|四五", 1, 4},
		{"一二，三", 4, "一|二，|三", 2, 2},
		{"abcdefghij", 4, "abcd|efgh|ij", 2, 2},
		{"abcd", 4, "abcd", 0, 4},
		{"abc      ", 4, "abc", 0, 4},
		{"a 一二三", 5, "a 一|二三", 1, 4},
		{"one\n\ntwo", 8, "one||two", 2, 3},
		{"one\n", 8, "one|", 1, 0},
		{"see http://a.b/c", 12, "see|http://a.b/c", 1, 12},
		{"ab🇨🇳", 3, "ab|[C|N]", 2, 2},
		{"👩\u200d🚀x", 8, "👩x", 0, 3},
	}
	for _, tt := range tests {
		e := newEditor(tt.text, text.WcWidth, tt.cols)
		lines := e.Lines()
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		row, col := e.Cursor()
		if got := strings.Join(lines, "|"); got != tt.want || row != tt.row || col != tt.col {
			t.Errorf("%q in %d columns: %q, cursor at %d,%d; want %q, %d,%d", tt.text, tt.cols, got, row, col, tt.want, tt.row, tt.col)
		}
	}
}

// TestUpPassesRowsWithoutAPlace has a flag whose name is broken: no place in
// the text shows in its second row.
func TestUpPassesRowsWithoutAPlace(t *testing.T) {
	e := newEditor("x🇨🇳🇨🇳", text.WcWidth, 2)
	for range e.Rows() {
		press(e, "up")
	}
	if row, _ := e.Cursor(); row != 0 {
		t.Errorf("Up stops in row %d of %q", row, e.Lines())
	}
	for range e.Rows() {
		press(e, "down")
	}
	if row, _ := e.Cursor(); row != e.Rows()-1 {
		t.Errorf("Down stops in row %d of %q", row, e.Lines())
	}
}
