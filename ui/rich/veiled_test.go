package rich_test

import (
	"testing"

	"snug/text/lang"
	"snug/ui/rich"
)

func TestVeiled(t *testing.T) {
	tests := []struct{ said, want string }{
		{"no *spoiler* here", "no *spoiler* here"},
		{"the end: ||he dies|| ok", "the end: [spoiler] ok"},
		{"||one||\n> two ||three||\nfour", "[spoiler]\n> two [spoiler]\nfour"},
		{"a || b", "a || b"},
		{"`||code||`", "||code||"},
		{"||over\ntwo lines||", "[spoiler]"},
		{"\x1b[31m ||red||", "[31m [spoiler]"},
	}
	for _, tt := range tests {
		if got := rich.Veiled(tt.said, lang.English); got != tt.want {
			t.Errorf("%q is veiled as %q, want %q", tt.said, got, tt.want)
		}
	}
}
