package text_test

import (
	"testing"

	"snug/text"
)

func TestSafe(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to do", "hello 你好 🎉", "hello 你好 🎉"},
		{"selector", "a " + heart + " b", "a \u2764 b"},
		{"family", family, "\U0001f468"},
		{"skin tone", "\U0001f44d\U0001f3fd!", "\U0001f44d!"},
		{"skin tone alone", "\U0001f3fd", "\U0001f3fd"},
		{"keycap", "1\ufe0f\u20e3", "1"},
		{"flag", "go 🇨🇳🇩🇪", "go [CN][DE]"},
		{"half a flag", "\U0001f1e8", "[C]"},
		{"flag of a region", scotland, "[GBSCT]"},
		{"pirate flag", "\U0001f3f4\u200d\u2620\ufe0f", "\U0001f3f4"},
		{"joiner between letters", "क\u094d\u200dष", "क\u094d\u200dष"},
		{"skin tone on a letter", "a\U0001f3fd", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := text.Safe(tt.in, text.WcWidth)
			if got != tt.want {
				t.Errorf("Safe(%+q) = %+q, want %+q", tt.in, got, tt.want)
			}
			if again := text.Safe(got, text.WcWidth); again != got {
				t.Errorf("Safe(%+q) = %+q, and again %+q", tt.in, got, again)
			}
			if got := text.Safe(tt.in, text.Grapheme); got != tt.in {
				t.Errorf("Safe(%+q, Grapheme) = %+q", tt.in, got)
			}
		})
	}
}

func TestSafeEmojiIsTwoColumnsAtMost(t *testing.T) {
	for _, s := range []string{family, heart, scotland[:4], "\U0001f469\U0001f3fd\u200d\U0001f680", "\U0001f3f3\ufe0f\u200d\U0001f308"} {
		if w := text.WcWidth.Width(text.Safe(s, text.WcWidth)); w > 2 {
			t.Errorf("Safe(%+q) takes %d columns", s, w)
		}
	}
}
