package text_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"snug/text"
)

// rowsOf cuts s where RowStarts says.
func rowsOf(m text.Method, s string, first, cols int) []string {
	starts := m.RowStarts(s, first, cols)
	rows := make([]string, len(starts))
	for i, from := range starts {
		to := len(s)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		rows[i] = text.TrimRow(s[from:to])
	}
	return rows
}

func TestRowStarts(t *testing.T) {
	tests := []struct {
		name        string
		first, cols int
		in          string
		want        []string
	}{
		{"empty", 5, 5, "", []string{""}},
		{"fits", 5, 5, "hello", []string{"hello"}},
		{"shorter first row", 5, 11, "the quick brown fox", []string{"the", "quick brown", "fox"}},
		{"first row longer than the others counts as one of them", 40, 5, "aaaa bbbb", []string{"aaaa", "bbbb"}},
		{"word goes down", 3, 11, "quick brown", []string{"", "quick brown"}},
		{"link goes down", 10, 20, "http://a.example/b c", []string{"", "http://a.example/b c"}},
		{"word that fits nowhere is broken at once", 3, 6, "abcdefghijk", []string{"abc", "defghi", "jk"}},
		{"no first row", 0, 4, "早上好", []string{"", "早上", "好"}},
		{"indentation goes", 4, 6, "        return", []string{"", "return"}},
		{"indentation stays", 8, 8, "  if x {}", []string{"  if x", "{}"}},
		{"wide character alone", 1, 1, "早a", []string{"早", "a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := rowsOf(text.WcWidth, tt.in, tt.first, tt.cols); !slices.Equal(got, tt.want) {
				t.Errorf("RowStarts(%q, %d, %d)\n got %q\nwant %q", tt.in, tt.first, tt.cols, got, tt.want)
			}
		})
	}
}

func TestRowStartsWrapsAsWrapDoes(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 1500 {
		var b strings.Builder
		for range rnd.IntN(60) {
			b.WriteString(strings.ReplaceAll(pieces[rnd.IntN(len(pieces))], "\n", ""))
		}
		s := b.String()
		m, cols := text.Method(rnd.IntN(2)), 8+rnd.IntN(120)
		want := m.Wrap(s, cols)
		for i := range want {
			want[i] = text.TrimRow(want[i])
		}
		if got := rowsOf(m, s, cols, cols); !slices.Equal(got, want) {
			t.Fatalf("RowStarts(%q, %d)\n got %q\nwant %q", s, cols, got, want)
		}
	}
}
