package text_test

import (
	"errors"
	"strings"
	"testing"

	"snug/text"
)

func TestCheckName(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want string // part of the sentence; empty: the name is good
	}{
		{"shortest", "bob", ""},
		{"longest", "a" + strings.Repeat("b", 31), ""},
		{"upper case as typed", "Alice-W", ""},
		{"digits and separators inside", "x_1-2", ""},
		{"empty", "", "cannot be empty"},
		{"too short", "ab", `"ab" is too short; use 3 to 32`},
		{"too long", "a" + strings.Repeat("b", 32), "33 characters is too long"},
		{"digit first", "1abc", `"1abc" does not start with a letter`},
		{"separator first", "-abc", `"-abc" does not start with a letter`},
		{"separator last", "abc_", `"abc_" ends with _`},
		{"space", "a b", "cannot contain spaces"},
		{"separator of commands", "a@b", `cannot contain "@"`},
		{"Chinese", "王小明", `cannot contain "王"`},
		{"control", "ab\x1bc", "cannot contain the character U+001B"},
		{"override", "ab\u202ec", "cannot contain the character U+202E"},
		{"right-to-left letter", "abאc", "cannot contain the character U+05D0"},
		{"combining mark", "abc\u0301", "cannot contain the character U+0301"},
		{"Cyrillic look-alike", "аlice", `cannot contain "а"`},
		{"not UTF-8", "ab\xff", "cannot contain"},
		{"line break", "abc\n", "cannot contain the character U+000A"},
		{"not in NFC", "ab\U0002f9e7", "cannot contain the character U+2F9E7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := text.CheckName(tt.in)
			if tt.want == "" {
				if err != nil {
					t.Errorf("CheckName(%q) = %v", tt.in, err)
				}
				return
			}
			if !errors.Is(err, text.ErrBadName) {
				t.Fatalf("CheckName(%q) = %v, want ErrBadName", tt.in, err)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("CheckName(%q) says %q, want %q in it", tt.in, err, tt.want)
			}
			if text.StripLine(err.Error()) != err.Error() {
				t.Errorf("CheckName(%q) says %+q, which is not clean", tt.in, err)
			}
		})
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"case", "Alice", "aLICE"},
		{"full width", "Ａlice", "alice"},
		{"Greek final sigma", "ΣΑΣ", "σας"},
		{"sharp s", "Straße", "STRASSE"},
		{"ligature", "ﬁn", "FIN"},
		{"Kelvin sign", "\u212aate", "kate"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := text.Fold(tt.a), text.Fold(tt.b)
			if a != b {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q", tt.a, a, tt.b, b)
			}
			if again := text.Fold(a); again != a {
				t.Errorf("Fold(%q) = %q", a, again)
			}
		})
	}
	if text.Fold("alice") == text.Fold("a1ice") {
		t.Error("Fold makes one of alice and a1ice; that is for Skeleton")
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Ａlice")
	f.Add("\u0130\u1e9e\u03a3\u0345")
	f.Fuzz(func(t *testing.T, s string) {
		key := text.Fold(s)
		if again := text.Fold(key); again != key {
			t.Errorf("Fold(%+q) = %+q, and again %+q", s, key, again)
		}
	})
}

func TestSkeleton(t *testing.T) {
	tests := []struct {
		name string
		like []string // all of these look the same
	}{
		{"one stroke", []string{"alice", "Alice", "ALICE", "aIice", "a1ice", "al1ce", "AL1CE"}},
		{"zero", []string{"bob", "b0b", "BOB", "bOb"}},
		{"r and n", []string{"modern", "rnodem", "MODERN"}},
		{"two v", []string{"wendy", "vvendy", "VVendy"}},
		{"separators", []string{"build-bot", "build_bot"}},
		{"Cyrillic", []string{"scope-axy", "ѕсоре-аху", "SCOPE-AXY"}},
		{"Cyrillic again", []string{"wiqdhj", "ԝіԛԁһј"}},
		{"Cyrillic capitals", []string{"BEAM", "ВЕАМ"}},
		{"Greek", []string{"ovaptuik", "οναρτυικ"}},
		{"Greek capitals", []string{"HINT", "ΗΙΝΤ"}},
		{"full width", []string{"admin", "ａｄｍｉｎ", "ＡＤＭＩＮ"}},
		{"mathematical letters", []string{"root", "𝐫𝐨𝐨𝐭", "𝚛𝚘𝚘𝚝"}},
		{"invisible characters", []string{"admin", "ad\u200bmin", "ad\u200dmin\ufe0f"}},
		{"hyphens", []string{"a-b", "a\u2010b", "a\u2013b"}},
		{"accents composed and not", []string{"josé", "jose\u0301"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := text.Skeleton(tt.like[0])
			for _, s := range tt.like[1:] {
				if got := text.Skeleton(s); got != want {
					t.Errorf("Skeleton(%q) = %q, Skeleton(%q) = %q", s, got, tt.like[0], want)
				}
			}
		})
	}
}

func TestSkeletonTellsApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"alice", "alicia"},
		{"bob", "rob"},
		{"anna", "ana"},
		{"jose", "josé"},
		{"ops", "dev"},
		{"worker-1", "worker-2"},
		{"王小明", "王小朋"},
	} {
		if a, b := text.Skeleton(pair[0]), text.Skeleton(pair[1]); a == b {
			t.Errorf("%q and %q have one skeleton, %q", pair[0], pair[1], a)
		}
	}
}

func TestSuggest(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"good already", "alice", "alice"},
		{"case stays", "Alice", "Alice"},
		{"dots and spaces", "alice b. miller", "alice-b-miller"},
		{"mail address", "alice@example.com", "alice"},
		{"domain", `CORP\alice`, "alice"},
		{"accents", "José", "Jose"},
		{"full width", "ａｌｉｃｅ", "alice"},
		{"digits first", "007bond", "bond"},
		{"separators around", "__alice--", "alice"},
		{"too long", strings.Repeat("ab-", 20), "ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab"},
		{"too short", "ab", ""},
		{"nothing fits", "王小明", ""},
		{"some fits", "王alice", "alice"},
		{"control", "al\x1b[31mice", "al-31mice"},
		{"not UTF-8", "ali\xffce", "ali-ce"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := text.Suggest(tt.in)
			if got != tt.want {
				t.Errorf("Suggest(%q) = %q, want %q", tt.in, got, tt.want)
			}
			if got != "" && text.CheckName(got) != nil {
				t.Errorf("Suggest(%q) = %q: %v", tt.in, got, text.CheckName(got))
			}
		})
	}
}

func FuzzName(f *testing.F) {
	f.Add("alice@example.com")
	f.Add("\u202eроot\x1b")
	f.Fuzz(func(t *testing.T, s string) {
		if name := text.Suggest(s); name != "" && text.CheckName(name) != nil {
			t.Errorf("Suggest(%q) = %q: %v", s, name, text.CheckName(name))
		}
		if err := text.CheckName(s); err != nil {
			if text.StripLine(err.Error()) != err.Error() {
				t.Errorf("CheckName(%+q) says %+q, which is not clean", s, err)
			}
			return
		}
		if upper := strings.ToUpper(s); text.Skeleton(upper) != text.Skeleton(s) || text.Fold(upper) != text.Fold(s) {
			t.Errorf("%q and %q differ", s, upper)
		}
	})
}
