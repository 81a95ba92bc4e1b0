package text_test

import (
	"slices"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"snug/text"
	"snug/text/texttest"
)

func TestWidth(t *testing.T) {
	tests := []struct {
		name         string
		in           string
		wc, grapheme int
	}{
		{"empty", "", 0, 0},
		{"ASCII", "hello", 5, 5},
		{"Chinese", "你好", 4, 4},
		{"styled", "\x1b[1;38;5;4m你好\x1b[0m", 4, 4},
		{"hyperlink", "\x1b]8;;http://a.b\x07hi\x1b]8;;\x07", 2, 2},
		{"combining mark", "e\u0301", 1, 1},
		{"family", family, 8, 2},
		{"heart", heart, 1, 2},
		{"flag", "🇨🇳", 2, 2},
		{"ambiguous", "“…”—·", 5, 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.WcWidth.Width(tt.in); got != tt.wc {
				t.Errorf("WcWidth.Width(%q) = %d, want %d", tt.in, got, tt.wc)
			}
			if got := text.Grapheme.Width(tt.in); got != tt.grapheme {
				t.Errorf("Grapheme.Width(%q) = %d, want %d", tt.in, got, tt.grapheme)
			}
		})
	}
}

func TestWidthAgreesWithTheRenderer(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		beside := []string{"a" + string(r), "世" + string(r) + "\ufe0f"}
		if texttest.Alike(r) {
			beside = beside[:1]
		}
		for _, s := range beside {
			if got, want := text.WcWidth.Width(s), ansi.StringWidthWc(s); got != want {
				t.Fatalf("WcWidth.Width(%+q) = %d, the renderer says %d", s, got, want)
			}
			if got, want := text.Grapheme.Width(s), ansi.StringWidth(s); got != want {
				t.Fatalf("Grapheme.Width(%+q) = %d, the renderer says %d", s, got, want)
			}
		}
		if r < ' ' || r >= 0x7f && r < 0xa0 || texttest.Alike(r) {
			continue // no part of plain text, or one of many
		}
		s, sum := "世a"+string(r)+"好"+string(r), 0
		for _, w := range text.Grapheme.Clusters(s) {
			sum += w
		}
		if want := ansi.StringWidth(s); sum != want {
			t.Fatalf("the clusters of %+q take %d columns, the renderer says %d", s, sum, want)
		}
	}
}

func TestClusters(t *testing.T) {
	type cluster struct {
		text  string
		width int
	}
	want := []cluster{{"a", 1}, {"e\u0301", 1}, {"你", 2}, {heart, 2}, {family, 2}, {"z", 1}}
	var got []cluster
	for s, w := range text.Grapheme.Clusters("ae\u0301你" + heart + family + "z") {
		got = append(got, cluster{s, w})
	}
	if !slices.Equal(got, want) {
		t.Errorf("Clusters = %v, want %v", got, want)
	}
}

func TestClustersStops(t *testing.T) {
	for s := range text.WcWidth.Clusters("ab") {
		if s != "a" {
			t.Errorf("first cluster = %q, want %q", s, "a")
		}
		break
	}
}

func TestCutAndPad(t *testing.T) {
	tests := []struct {
		name     string
		in       string
		cols     int
		cut, pad string
	}{
		{"fits", "hello", 5, "hello", "hello"},
		{"room left", "你好", 6, "你好", "你好  "},
		{"too long", "hello!", 5, "hell~", "hell~"},
		{"wide character does not fit", "你好吗", 4, "你~", "你~ "},
		{"mark stays", "e\u0301e\u0301e\u0301", 2, "e\u0301~", "e\u0301~"},
		{"one column", "hello", 1, "~", "~"},
		{"no columns", "hello", 0, "", ""},
		{"fewer than none", "hello", -3, "", ""},
		{"empty", "", 2, "", "  "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.WcWidth.Cut(tt.in, tt.cols); got != tt.cut {
				t.Errorf("Cut(%q, %d) = %q, want %q", tt.in, tt.cols, got, tt.cut)
			}
			if got := text.WcWidth.Pad(tt.in, tt.cols); got != tt.pad {
				t.Errorf("Pad(%q, %d) = %q, want %q", tt.in, tt.cols, got, tt.pad)
			}
		})
	}
}
