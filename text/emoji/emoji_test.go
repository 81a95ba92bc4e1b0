package emoji_test

import (
	"strings"
	"testing"

	"snug/text/emoji"
)

func TestByName(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{"a first name", "+1", "👍"},
		{"another name of it", "thumbsup", "👍"},
		{"upper case", "TaDa", "🎉"},
		{"full-width letters", "ｔａｄａ", "🎉"},
		{"full-width sign", "＋１", "👍"},
		{"with a variation selector", "heart", "❤️"},
		{"a flag", "cn", "🇨🇳"},
		{"an unknown name", "tadaa", ""},
		{"with colons", ":tada:", ""},
		{"nothing", "", ""},
		{"control characters", "\x1b[31mtada", ""},
		{"not UTF-8", "tada\xff", ""},
		{"endless", strings.Repeat("a", 1<<20), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := emoji.ByName(tt.in); got != tt.want || ok != (tt.want != "") {
				t.Errorf("ByName(%.20q) = %q, %v, want %q", tt.in, got, ok, tt.want)
			}
		})
	}
}

func TestCanonicalIsOneFormForAll(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{"a name", "+1", "+1"},
		{"in colons", ":+1:", "+1"},
		{"in full-width colons", "：+1：", "+1"},
		{"another name", ":thumbsup:", "+1"},
		{"the glyph", "👍", "+1"},
		{"the glyph with spaces around", " 👍 ", "+1"},
		{"in a colour of skin", "👍🏽", "+1"},
		{"somebody in a colour of skin", "👩🏿‍🚀", "woman_astronaut"},
		{"a heart in colour", "❤️", "heart"},
		{"a heart as text", "❤︎", "heart"},
		{"a heart as it is", "❤", "heart"},
		{"a keycap", "1️⃣", "one"},
		{"a flag", "🇨🇳", "cn"},
		{"two glyphs", "👍👍", ""},
		{"a skin tone alone", "🏽", ""},
		{"a selector alone", "\ufe0f", ""},
		{"one colon", ":", ""},
		{"two colons", "::", ""},
		{"colons of two kinds", ":+1：", ""},
		{"half a pair", ":+1", ""},
		{"two words", "thumbs up", ""},
		{"a glyph hidden by a bidi override", "\u202e👍", ""},
		{"an escape", "\x1b]0;x\x07", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := emoji.Canonical(tt.in); got != tt.want || ok != (tt.want != "") {
				t.Errorf("Canonical(%q) = %q, %v, want %q", tt.in, got, ok, tt.want)
			}
		})
	}
}

func TestEveryEmojiHasOneStoredForm(t *testing.T) {
	all := emoji.Search("", 0)
	if len(all) < 1800 {
		t.Fatalf("only %d emoji", len(all))
	}
	seen := make(map[string]bool)
	for _, e := range all {
		if seen[e.Name] {
			t.Errorf("%q is there twice", e.Name)
		}
		seen[e.Name] = true
		if e.Name == "" || len(e.Name) > emoji.MaxName || strings.Trim(e.Name, "abcdefghijklmnopqrstuvwxyz0123456789_+-") != "" {
			t.Errorf("%q cannot be stored", e.Name)
		}
		for _, form := range []string{e.Name, e.Glyph, ":" + e.Name + ":"} {
			if got, ok := emoji.Canonical(form); got != e.Name || !ok {
				t.Errorf("Canonical(%q) = %q, %v, want %q", form, got, ok, e.Name)
			}
		}
		if code := ":" + e.Name + ":"; len(e.Glyph) > 4*len(code) {
			t.Errorf("%s becomes %d bytes, more than Replace promises", code, len(e.Glyph))
		}
	}
}

func TestSearchOrder(t *testing.T) {
	tests := []struct {
		name, in, first string // first: the first names, with spaces between
	}{
		{"nothing typed: the common ones", "", "+1 tada heart smile joy eyes rocket"},
		{"the exact name, then longer ones", "heart", "heart heart_eyes"},
		{"the common ones of several, by either name", "th", "thumbsup thinking"},
		{"a name that is not the first", "thumbsu", "thumbsup"},
		{"a part of a name", "mile", "smile"},
		{"the head of a word before its middle", "ball", "balloon ballet_shoes ballot_box ballot_box_with_check speech_balloon"},
		{"full-width", "ｔａ", "tada"},
		{"upper case", "TA", "tada"},
		{"a sign", "+", "+1"},
		{"nothing found", "zzzz", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var names []string
			for _, e := range emoji.Search(tt.in, 8) {
				names = append(names, e.Name)
			}
			if len(names) > 8 {
				t.Errorf("%d results, want at most 8", len(names))
			}
			got := strings.Join(names, " ")
			if tt.first == "" && got != "" || !strings.HasPrefix(got+" ", strings.TrimPrefix(tt.first+" ", " ")) {
				t.Errorf("Search(%q) = %s, want first %s", tt.in, got, tt.first)
			}
		})
	}
}

func TestSearchGivesEachEmojiOnce(t *testing.T) {
	seen := make(map[string]bool)
	for _, e := range emoji.Search("a", 0) {
		if seen[e.Glyph] {
			t.Errorf("%s is there twice", e.Glyph)
		}
		seen[e.Glyph] = true
	}
}

func TestSearchResultsBelongToTheCaller(t *testing.T) {
	emoji.Search("", 3)[0].Name = "changed"
	if got := emoji.Search("", 1)[0].Name; got != "+1" {
		t.Errorf("the table was changed through a result: %q", got)
	}
}
