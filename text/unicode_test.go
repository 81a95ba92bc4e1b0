package text_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"snug/text"
	"snug/text/texttest"
)

func TestForbiddenCoversUnicode(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue // cannot be in a string
		}
		if got, want := text.Forbidden(r), texttest.Forbidden(r); got != want {
			t.Errorf("Forbidden(%U) = %v, want %v", r, got, want)
		}
	}
	for _, r := range []rune{-1, 0xd800, 0xdfff, unicode.MaxRune + 1} {
		if !text.Forbidden(r) {
			t.Errorf("Forbidden(%#x) = false", r)
		}
	}
}

// checkClean fails the test unless out, made from in, is what this package
// promises of clean text.
func checkClean(t *testing.T, what, in, out string) {
	t.Helper()
	fail := func(why string) {
		t.Helper()
		t.Fatalf("%s: %s(%+q) = %+q", why, what, in, out)
	}
	if !norm.NFC.IsNormalString(out) {
		fail("not in NFC")
	}
	if why := texttest.Fault(out); why != "" {
		fail(why)
	}
}

// checkAll cleans s in every way and checks the results.
func checkAll(t *testing.T, s string) {
	t.Helper()
	stripped := text.Strip(s)
	checkClean(t, "Strip", s, stripped)
	if again := text.Strip(stripped); again != stripped {
		t.Fatalf("Strip(%+q) = %+q, and again %+q", s, stripped, again)
	}
	if line := text.StripLine(s); strings.ContainsRune(line, '\n') {
		t.Fatalf("StripLine(%+q) = %+q", s, line)
	}
	clean, err := text.Clean(s)
	if err != nil {
		if utf8.ValidString(s) {
			t.Fatalf("Clean(%+q): %v", s, err)
		}
		return
	}
	checkClean(t, "Clean", s, clean)
	if again, _ := text.Clean(clean); again != clean {
		t.Fatalf("Clean(%+q) = %+q, and again %+q", s, clean, again)
	}
	if way := text.Strip(clean); way != clean {
		t.Fatalf("Strip changes clean text %+q to %+q", clean, way)
	}
	line, _ := text.CleanLine(s)
	checkClean(t, "CleanLine", s, line)
	if again, _ := text.CleanLine(line); again != line {
		t.Fatalf("CleanLine(%+q) = %+q, and again %+q", s, line, again)
	}
	if strings.ContainsRune(line, '\n') || strings.Contains(line, "  ") || strings.TrimSpace(line) != line {
		t.Fatalf("CleanLine(%+q) = %+q: white space", s, line)
	}
	if out := text.StripLine(line); out != line {
		t.Fatalf("StripLine changes a clean line %+q to %+q", line, out)
	}
}

func TestEveryRuneIsCleaned(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		checkClean(t, "Strip", s, text.Strip(s))
		if !texttest.Alike(r) {
			checkAll(t, s+"\na"+s+"b ب"+s+"ب क"+s+"\u200dक \U0001f468"+s+"\u200d\U0001f469"+s)
		}
	}
}

// TestAllOfUnicodeAtOnce cleans the texts that every way out is tested with.
func TestAllOfUnicodeAtOnce(t *testing.T) {
	t.Parallel()
	clean := func(s string) {
		out := text.Strip(s)
		checkClean(t, "Strip", s, out)
		for cluster := range text.Grapheme.Clusters(out) {
			if w := text.Grapheme.Width(cluster); w > 2 {
				t.Errorf("%+q takes %d columns", cluster, w)
			}
		}
	}
	for s := range texttest.Texts() {
		clean(s)
	}
	for _, s := range texttest.Attacks() {
		clean(s)
		checkAll(t, s)
	}
}

// awkward are runes that act on their neighbours.
var awkward = []rune("a \n\r\té1#*क\u094dषبम\u3000\u00a0\u0301\u0307\u0344\u0338\u093f\u1161\u1100\u11a8가\u09c7\u09be\u0cc6\u0cd5\u0958" +
	"\u200c\u200d\ufe0f\ufe0e\u20e3\u034f\u200b\u202e\u0600\u0d4e\ue000\uff9e\ufffd\u2764\u00a9\U0001f468\U0001f469\U0001f3fd\U0001f1e8\U0001f1f3" +
	"\U0001f3f4\U000e0067\U000e0062\U000e0031\U000e007f\U000e0001\U000e0100")

func TestRandomTextIsCleaned(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var b strings.Builder
		for range rnd.IntN(40) {
			r := awkward[rnd.IntN(len(awkward))]
			if rnd.IntN(8) == 0 {
				r = rune(rnd.IntN(unicode.MaxRune + 1))
			}
			for range 1 + rnd.IntN(2)*rnd.IntN(2)*rnd.IntN(40) {
				b.WriteRune(r)
			}
		}
		checkAll(t, b.String())
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"hello\tworld\r\n", family + heart + scotland, "می\u200cخواهم", "क\u094d\u200dष", "a" + strings.Repeat("\u0344", 20),
		strings.Repeat("\u1100", 40), "\xff\xfe", "\x1b[2J", "e\u200d\u0301", " \u0301",
	} {
		f.Add(s)
	}
	f.Fuzz(checkAll)
}
