package rich_test

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"snug/text"
	"snug/text/lang"
	"snug/ui/rich"
	"snug/ui/screen"
	"snug/ui/theme"
)

const family = "👨\u200d👩\u200d👧\u200d👦"

// pieces are put together at random.
var pieces = []string{
	"a", "word", " ", " ", "\n", "\n", "世", "早上好", "你，", "（是", "“对”", family, "❤️", "👍", "\U0001f3fd", "🇨", "🇳", "é", "e\u0338", "\u0338", "\u0301", "한", "ᄀ", "ᅡ", "ไทย",
	"*", "**", "***", "_", "~~", "||", "`", "``", "```", "\n```go\n", "\n```\n", "> ", ">", "\n- ", "\n1. ", "\n# ", "\\", "[", "](", ")", "(", "<", ">", "@bob", "＠alice ", "@", ":", "#",
	"https://example.com/one/two?three=four&five=six-seven ", "http://a.b", "<http://c.d/中文>", "[x](http://e.f/g)", "mailto:a@b.c", "javascript:x",
	"func f() { return \"x\" } // y", "\x1b", "\x1b]8;;http://evil\x1b\\", "\x1b[31m", "\u202e", "\u2066", "\x9b", "\x00", "\t", "\u3164", "\ufffd", "\xff",
}

func checkRows(t testing.TB, s string, o rich.Options) {
	t.Helper()
	rows := rich.Rows(s, o)
	if len(rows) == 0 {
		t.Fatalf("Rows(%+q) has no row", s)
	}
	parsed := make([]parsedRow, len(rows))
	for i, r := range rows {
		parsed[i] = parse(t, r)
		room := max(o.Cols, 1)
		if i == 0 {
			room = max(o.FirstCols, 0)
		}
		if w := naiveWidth(o.Method, parsed[i].shown); w > room {
			t.Fatalf("Rows(%+q, %d, %d): row %d, %+q, takes %d columns", s, o.FirstCols, o.Cols, i, parsed[i].shown, w)
		}
	}
	checkLinks(t, parsed)
}

func TestRowsKeepTheirPromises(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		var b strings.Builder
		for range rnd.IntN(50) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		o := rich.Options{
			Method: text.Method(rnd.IntN(2)), Theme: theme.Of(screen.Colors(rnd.IntN(4)), rnd.IntN(2) == 0),
			Cols: 1 + rnd.IntN(100), Me: []string{"bob"}, Known: func(name string) bool { return name == "alice" },
			Reveal: rnd.IntN(2) == 0, Hyperlinks: true, ID: rnd.Uint64(), Lang: lang.Lang(rnd.IntN(2)),
		}
		o.FirstCols = rnd.IntN(o.Cols + 1)
		if rnd.IntN(3) == 0 {
			o.Base = theme.Faint
		}
		checkRows(t, b.String(), o)
	}
}

// TestNothingTypedIsLost leaves out what may change the text: hidden markup,
// cut code, marks of quotes that are repeated.
func TestNothingTypedIsLost(t *testing.T) {
	const markup = "*_~|`\\[]()<>?"
	keep := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || strings.ContainsRune(markup, r) {
				return -1
			}
			return r
		}, s)
	}
	var calm []string
	for _, p := range pieces {
		if !strings.ContainsAny(p, ">") && !strings.Contains(p, "```") && !strings.ContainsRune(p, 'ᄀ') {
			calm = append(calm, p)
		}
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		var b strings.Builder
		for range rnd.IntN(50) {
			b.WriteString(calm[rnd.IntN(len(calm))])
		}
		s := strings.ReplaceAll(b.String(), "```", "")
		o := options()
		o.Method, o.Reveal, o.Hyperlinks = text.Method(rnd.IntN(2)), true, true
		o.Cols = 24 + rnd.IntN(80)
		o.FirstCols = rnd.IntN(o.Cols + 1)
		var got strings.Builder
		for _, r := range rich.Rows(s, o) {
			got.WriteString(parse(t, r).shown)
		}
		want := keep(text.Safe(text.Strip(s), o.Method))
		if got := keep(got.String()); got != want {
			t.Fatalf("Rows(%+q, %d, %d)\n got %+q\nwant %+q", s, o.FirstCols, o.Cols, got, want)
		}
	}
}

// TestHostileMessagesCostWhatTheirLengthDoes counts bytes allocated, which
// grow with the work here: four times the text may take little more than that.
func TestHostileMessagesCostWhatTheirLengthDoes(t *testing.T) {
	o := options()
	o.Hyperlinks = true
	for name, start := range hostile {
		t.Run(name, func(t *testing.T) {
			cost := func(n int) uint64 {
				s := grown(start, n)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				rich.Rows(s, o)
				runtime.ReadMemStats(&after)
				return after.TotalAlloc - before.TotalAlloc
			}
			small, big := cost(2048), cost(8192)
			if big > 6*small+64<<10 {
				t.Errorf("%d bytes for 2 KiB, %d for 8 KiB", small, big)
			}
		})
	}
}

func FuzzRows(f *testing.F) {
	f.Add("**a** `b` ||c|| [d](https://e.f) > g\n- h\n```go\ni", uint8(20), uint8(5), true)
	f.Add(mixed+goCode, uint8(33), uint8(0), false)
	f.Add("क्**ष** ᄀ*가*", uint8(2), uint8(1), true)
	f.Add(family+"**\U0001f3fd**e*\u0338*", uint8(3), uint8(2), true)
	f.Fuzz(func(t *testing.T, s string, cols, first uint8, grapheme bool) {
		o := options()
		o.Cols, o.FirstCols = int(cols), int(first)
		o.Hyperlinks = true
		if grapheme {
			o.Method = text.Grapheme
		}
		rows := rich.Rows(s, o)
		parsed := make([]parsedRow, len(rows))
		for i, r := range rows {
			parsed[i] = parse(t, r)
			room := max(o.Cols, 1)
			if i == 0 {
				room = o.FirstCols
			}
			if w := o.Method.Width(r); w > room {
				t.Fatalf("row %d, %+q, takes %d columns of %d", i, r, w, room)
			}
		}
		checkLinks(t, parsed)
		rich.Links(s)
		if e := rich.Excerpt(s, o.Method, 0, int(cols)); o.Method.Width(e) > int(cols) || strings.ContainsAny(e, "\n\x1b") {
			t.Fatalf("Excerpt = %+q", e)
		}
	})
}
