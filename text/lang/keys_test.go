package lang

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// same are the keys whose Chinese is the English.
var same = map[string]bool{}

// TestEveryKeyIsTranslated finds every key in the source of the program and
// compares them with the catalogues.
func TestEveryKeyIsTranslated(t *testing.T) {
	used := findKeys(t)
	if len(used) < 100 {
		t.Errorf("found %d keys only; the search is broken", len(used))
	}
	zh := make(map[string]string)
	for _, part := range chinese {
		for key, said := range part {
			if before, ok := zh[key]; ok && before != said {
				t.Errorf("two parts of the Chinese catalogue differ: %q is %q and %q", key, before, said)
			}
			zh[key] = said
		}
	}
	for _, key := range slices.Sorted(maps.Keys(used)) {
		said, ok := zh[key]
		switch {
		case !ok:
			t.Errorf("%s: no Chinese for %q", used[key], key)
		case said == key && !same[key]:
			t.Errorf("%s: the Chinese for %q is the English", used[key], key)
		case !maps.Equal(verbs(said), verbs(key)):
			t.Errorf("%s: %q and %q do not have the same verbs", used[key], key, said)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(zh)) {
		if used[key] == "" {
			t.Errorf("nothing says %q, which has a Chinese text", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		c := counts[key]
		if used[key] == "" {
			t.Errorf("nothing says %q, which is counted", key)
		}
		if c.one == c.other {
			t.Errorf("%q is the same for one and for several", key)
		}
		want := verbs(key)
		one := verbs(c.one)
		if one[1] == "" { // "a message" needs no number
			one[1] = want[1]
		}
		if want[1] != "d" || !maps.Equal(one, want) || !maps.Equal(verbs(c.other), want) {
			t.Errorf("%q does not count its first argument with the verbs of %q and %q", key, c.one, c.other)
		}
	}
}

// TestEveryTextCanBeSaid says everything once.
func TestEveryTextCanBeSaid(t *testing.T) {
	var all []string
	for _, part := range chinese {
		all = slices.AppendSeq(all, maps.Keys(part))
	}
	for _, key := range slices.AppendSeq(all, maps.Keys(counts)) {
		v := verbs(key)
		args := make([]any, len(v))
		for i := range args {
			switch v[i+1] {
			case "d":
				args[i] = 1234
			case "c", "U":
				args[i] = 'x'
			default:
				args[i] = "x"
			}
		}
		for _, l := range All {
			if said := l.T(key, args...); strings.Contains(said, "%!") {
				t.Errorf("%s: %q says %q", l, key, said)
			}
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])`)

// verbs returns which argument a text shows how. The same argument shown twice
// in the same way counts once.
func verbs(s string) map[int]string {
	out := make(map[int]string)
	next := 1
	for _, m := range verb.FindAllStringSubmatch(s, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			fmt.Sscan(m[1], &next)
		}
		out[next] += strings.Replace(m[2], out[next], "", 1)
		next++
	}
	return out
}

func TestVerbs(t *testing.T) {
	tests := []struct {
		name, text string
		want       map[int]string
	}{
		{"none", "100 %%", map[int]string{}},
		{"in order", "%s has %d", map[int]string{1: "s", 2: "d"}},
		{"by number", "%[2]s有%[1]d", map[int]string{1: "d", 2: "s"}},
		{"one twice", "%[1]s, %[1]s", map[int]string{1: "s"}},
		{"with width", "%.40q %-3d", map[int]string{1: "q", 2: "d"}},
		{"behind a number", "%[2]d %s", map[int]string{2: "d", 3: "s"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := verbs(tt.text); !maps.Equal(got, tt.want) {
				t.Errorf("verbs(%q) = %v, want %v", tt.text, got, tt.want)
			}
		})
	}
}
