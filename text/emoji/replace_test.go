package emoji_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"snug/text/emoji"
)

func TestReplace(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{"a name alone", ":tada:", "🎉"},
		{"in a sentence", "done :tada: at last", "done 🎉 at last"},
		{"upper case", ":TADA:", "🎉"},
		{"next to each other", ":tada::+1:", "🎉👍"},
		{"three", ":+1::+1::+1:", "👍👍👍"},
		{"in Chinese", "太好了:tada:谢谢", "太好了🎉谢谢"},
		{"full-width colons", "太好了：tada：", "太好了🎉"},
		{"colons of two kinds", "：tada: :tada：", "：tada: :tada："},
		{"before a full stop", ":tada:.", "🎉."},
		{"unknown", ":nosuchthing:", ":nosuchthing:"},
		{"unknown, then known", ":no:such:tada:", ":no:such:tada:"},
		{"unknown, a space, then known", ":nosuch: :tada:", ":nosuch: 🎉"},
		{"a time", "10:30:45", "10:30:45"},
		{"a name that is a number, in a time", "10:100:45", "10:100:45"},
		{"a number with space around", "a :100: b", "a 💯 b"},
		{"within a word", "a:tada:b", "a:tada:b"},
		{"at the end of a word", "nice:tada:", "nice:tada:"},
		{"a path of C++", "std::fire::x", "std::fire::x"},
		{"a word of Russian", "да:tada:", "да:tada:"},
		{"in a link", "see https://x/:tada:/a :tada:", "see https://x/:tada:/a 🎉"},
		{"a link to the end", "https://x/:tada:", "https://x/:tada:"},
		{"colons only", ":::::", ":::::"},
		{"a space inside", ": tada :", ": tada :"},
		{"no colon", "tada", "tada"},
		{"nothing", "", ""},
		{"not UTF-8 around", "\xff:tada:\xff", "\xff🎉\xff"},
		{"an escape inside", ":ta\x1bda:", ":ta\x1bda:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := emoji.Replace(tt.in); got != tt.want {
				t.Errorf("Replace(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzReplace(f *testing.F) {
	for _, s := range []string{":tada:", "：+1：", "10:30:45", ":a::tada:b", "x://:tada:", ":england:", "\xff:", "：：："} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := emoji.Replace(s)
		if len(got) > 4*len(s) {
			t.Errorf("%q grew to %d bytes", s, len(got))
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q became invalid: %q", s, got)
		}
		if !strings.ContainsAny(s, ":：") && got != s {
			t.Errorf("%q without a colon became %q", s, got)
		}
		if name, ok := emoji.Canonical(s); ok {
			if again, _ := emoji.Canonical(name); again != name {
				t.Errorf("Canonical(%q) = %q, which is stored as %q", s, name, again)
			}
		}
	})
}
