package text_test

import (
	"testing"

	"golang.org/x/text/width"

	"snug/text"
)

// TestStandInsHaveOneWidth goes through all of Unicode's first plane.
func TestStandInsHaveOneWidth(t *testing.T) {
	replaced := 0
	for r := rune(0); r <= 0xffff; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		got := text.StandIns(string(r))
		if got == string(r) {
			continue
		}
		replaced++
		if width.LookupRune(r).Kind() != width.EastAsianAmbiguous {
			t.Errorf("%c %U is replaced and is of one width", r, r)
		}
		for _, to := range got {
			if k := width.LookupRune(to).Kind(); k == width.EastAsianAmbiguous || k == width.EastAsianWide || k == width.EastAsianFullwidth {
				t.Errorf("%c is replaced by %q, which is not of one column each", r, got)
			}
		}
	}
	if replaced < 100 {
		t.Errorf("only %d signs are replaced", replaced)
	}
}

func TestStandIns(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"plain", "plain"},
		{"你好，世界", "你好，世界"},
		{"他说“好…”——是的", `他说"好..."----是的`},
		{"a·b → c × 2 ●", "a∙b -> c x 2 *"},
		{"Ωμέγα Привет", "Ωμέγα Привет"},
	}
	for _, tt := range tests {
		if got := text.StandIns(tt.text); got != tt.want {
			t.Errorf("StandIns(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
