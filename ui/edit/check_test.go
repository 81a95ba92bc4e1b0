package edit_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"

	"snug/text"
	"snug/ui/edit"
)

const family = "👨\u200d👩\u200d👧\u200d👦"

var trickyTexts = []string{
	"", " ", "   ", "a", "ab", "\n", "\n\n", " \n ", "a\n", "\na", "word word", "你好，世界", family, "🇨🇳🇨🇳🇨", "word🇨🇳 " + family + "你\n🇨🇳", "e\u0301\u0301",
	"a\u200db", "\u0301", "ｗｉｄｅ", "x 你 y", "한국어 조선말", "क्षि क्\u200dष", "....", "''a''", "tail   ", "\\", "“引号”——（括号）", "字　　　　　　字", "⸻⸻",
	"1️⃣❤️👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿", strings.Repeat("长", 90), strings.Repeat("w", 200), strings.Repeat("🇨", 81), strings.Repeat("\n", 60),
	"see https://example.com/a/very/long/path?with=query&and=more-things/and/so/on 吧",
}

// newEditor returns an editor with a text, of which nothing is missing.
func newEditor(s string, m text.Method, cols int) *edit.Editor {
	e := edit.New(edit.Options{Limit: 4096, Remember: 5})
	e.Fit(m, cols)
	e.Set(s)
	return e
}

// checkEditor fails the test unless the editor's state is sound.
func checkEditor(t *testing.T, e *edit.Editor, m text.Method, cols int, after string) {
	t.Helper()
	s, at := e.Text(), e.At()
	if !utf8.ValidString(s) || len(s) > e.Limit || e.Single && strings.Contains(s, "\n") {
		t.Fatalf("%s: text of %d bytes %q", after, len(s), s)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); i >= 0 {
		t.Fatalf("%s: control character at %d of %q", after, i, s)
	}
	edges := map[int]bool{0: true}
	for end, rest, state := 0, s, -1; rest != ""; {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end += len(c)
		edges[end] = true
	}
	if !edges[at] {
		t.Fatalf("%s: the cursor splits a cluster at %d of %q", after, at, s)
	}
	lines := e.Lines()
	for i, line := range lines {
		if w := m.Width(line); w > cols || strings.Contains(line, "\n") {
			t.Fatalf("%s: row %d of %q takes %d columns of %d: %q", after, i, s, w, cols, line)
		}
	}
	if got, want := solid(strings.Join(lines, "")), solid(narrowed(text.Safe(s, m), m, cols)); got != want {
		t.Fatalf("%s: rows of %+q hold %+q, want %+q", after, s, got, want)
	}
	row, col := e.Cursor()
	if row < 0 || row >= len(lines) || col < 0 || col > cols {
		t.Fatalf("%s: cursor at %d,%d of %d rows of %d columns", after, row, col, len(lines), cols)
	}
	if before := lines[row]; col > m.Width(before) && col < cols {
		t.Fatalf("%s: cursor at column %d, but row %q ends before", after, col, before)
	}
	fresh := edit.New(edit.Options{Limit: e.Limit})
	fresh.Fit(m, cols)
	fresh.Set(s)
	fresh.SetAt(at)
	if fresh.Text() != s {
		return // another text: joined marks that only the whole shows
	}
	if want := fresh.Lines(); !slices.Equal(lines, want) {
		t.Fatalf("%s: rows %q\nlaid out anew %q", after, lines, want)
	}
	if r, c := fresh.Cursor(); r != row || c != col {
		t.Fatalf("%s: cursor at %d,%d; laid out anew at %d,%d", after, row, col, r, c)
	}
}

// solid is s without its white space, which the rows may hide.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func narrowed(s string, m text.Method, cols int) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		for c, w := range m.Clusters(line) {
			if w > cols {
				c = "?"
			}
			b.WriteString(c)
		}
	}
	return b.String()
}

// everyKey is every key that a terminal can send with every modifier.
func everyKey() []tea.Key {
	codes := []rune{
		tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyPgUp, tea.KeyPgDown, tea.KeyInsert, tea.KeyDelete,
		tea.KeyBackspace, tea.KeyEnter, tea.KeyTab, tea.KeyEscape, tea.KeySpace, tea.KeyF1, tea.KeyKpEnter, tea.KeyKpLeft, tea.KeyMenu, '你', 0, -1,
	}
	for c := rune('!'); c < 0x7f; c++ {
		codes = append(codes, c)
	}
	var keys []tea.Key
	for _, c := range codes {
		for mod := tea.KeyMod(0); mod < 16; mod++ {
			keys = append(keys, tea.Key{Code: c, Mod: mod})
		}
		if c > ' ' && c < 0x7f || c == '你' {
			keys = append(keys, tea.Key{Code: c, Text: string(c)})
		}
	}
	return append(keys, tea.Key{Code: ' ', Text: " "}, tea.Key{Code: tea.KeyExtended, Text: family},
		tea.Key{Code: tea.KeyExtended, Text: "\x1b[2J\a"}, tea.Key{Code: 0x301, Text: "\u0301"}, tea.Key{Code: 0x1f1e8, Text: "🇨"}, tea.Key{Code: 0x200d, Text: "\u200d"})
}
