package room

import (
	"testing"
	"unicode/utf8"
)

// FuzzNameEnds feeds hostile text to the search for names.
func FuzzNameEnds(f *testing.F) {
	for _, s := range []string{"bob-smith, hi", "王小明你好", "Anna Lena", "e\u0301\u0301\u0301", "👩‍👩‍👧x", "\xff\xfe", "a@b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		ends := nameEnds(s)
		for _, end := range ends {
			if end <= last || end > len(s) || end < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[end]) {
				t.Fatalf("a name in %q may end at %v", s, ends)
			}
			last = end
		}
		if len(ends) > maxUsername {
			t.Errorf("a name in %q may end in %d places", s, len(ends))
		}
	})
}
