package text_test

import (
	"strings"
	"testing"

	"snug/text"
)

func TestNearest(t *testing.T) {
	known := []string{"help", "history", "join", "leave", "rooms", "send"}
	tests := []struct {
		name string
		word string
		want string
	}{
		{"the word itself", "join", "join"},
		{"a letter too many", "joiin", "join"},
		{"a letter missing", "histry", "history"},
		{"two letters swapped", "jion", "join"},
		{"another letter", "sand", "send"},
		{"nothing near", "xyzzy", ""},
		{"too far for so short a word", "hi", ""},
		{"empty", "", ""},
		{"enormous", strings.Repeat("join", 100), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.Nearest(tt.word, known); got != tt.want {
				t.Errorf("Nearest(%q) = %q, want %q", tt.word, got, tt.want)
			}
		})
	}
}
