package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"

	"snug/text"
)

var trickyTexts = []string{
	"", " ", "   ", "a", "ab", "\n", "\n\n", " \n ", "a\n", "\na", "word word", "你好，世界", "👨‍👩‍👧‍👦", "🇨🇳🇨🇳🇨", "e\u0301\u0301",
	"a\u200db", "\u0301", "ｗｉｄｅ", "x 你 y", "한국어 조선말", "....", "''a''", strings.Repeat("长", 90), strings.Repeat("w", 200), "tail   ", "\\",
}

func newEditor(s string, cols int) *editor {
	e := &editor{limit: 4096, goal: -1}
	e.fit(text.Grapheme, cols)
	e.set(e.clean(s))
	return e
}

// checkEditor fails the test unless the editor's state is sound.
func checkEditor(t *testing.T, e *editor, after string) {
	t.Helper()
	if !utf8.ValidString(e.text) || len(e.text) > e.limit {
		t.Fatalf("%s: text of %d bytes %q", after, len(e.text), e.text)
	}
	edges := map[int]bool{0: true}
	for at, rest, state := 0, e.text, -1; rest != ""; {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(c)
		edges[at] = true
	}
	if !edges[e.at] {
		t.Fatalf("%s: the cursor splits a cluster at %d of %q", after, e.at, e.text)
	}
	row, col := e.cursor()
	if lines := e.lines(); row >= len(lines) || col < 0 || col > e.cols {
		t.Fatalf("%s: cursor at %d,%d of %d lines of %d columns", after, row, col, len(lines), e.cols)
	}
	end := 0
	for i, s := range e.spans() {
		if s.from != end && e.text[end:s.from] != "\n" || s.to < s.from {
			t.Fatalf("%s: line %d is %v behind %d of %q", after, i, s, end, e.text)
		}
		end = s.to
	}
	if end != len(e.text) {
		t.Fatalf("%s: lines end at %d of %q", after, end, e.text)
	}
}

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
	return append(keys, tea.Key{Code: tea.KeyExtended, Text: "👨‍👩‍👧‍👦"}, tea.Key{Code: tea.KeyExtended, Text: "\x1b[2J"}, tea.Key{Code: 0x301, Text: "\u0301"})
}

// TestEveryKeyOnEveryText is the test that found hangs and panics in the
// editors that others have written: every key with every modifier, at the
// start, the middle and the end of texts with a catch.
func TestTrap7EveryKeyOnEveryText(t *testing.T) {
	keys := everyKey()
	for _, s := range trickyTexts {
		for _, k := range keys {
			for _, place := range []float64{0, 0.5, 1} {
				e := newEditor(s, 10)
				e.at = e.edge(int(place * float64(len(e.text))))
				for range 2 {
					e.press(k)
					checkEditor(t, e, tea.KeyPressMsg(k).Keystroke())
				}
			}
			f := &editor{limit: 20, single: true, goal: -1}
			f.fit(text.WcWidth, 1)
			f.suggest(s)
			f.press(k)
			if strings.Contains(f.text, "\n") {
				t.Fatalf("%s makes a second line in a field", tea.KeyPressMsg(k).Keystroke())
			}
		}
	}
}

// TestClustersEndBetweenLettersAlone holds alone against the real tables.
func TestClustersEndBetweenLettersAlone(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if alone(r) && (uniseg.GraphemeClusterCount("a"+string(r)) != 2 || uniseg.GraphemeClusterCount(string(r)+"中") != 2) {
			t.Fatalf("%U joins its neighbours", r)
		}
	}
}

func TestUndoTakesEverythingBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	keys := everyKey()
	for range 300 {
		e := newEditor(trickyTexts[r.IntN(len(trickyTexts))], 2+r.IntN(40))
		start := e.text
		for range r.IntN(40) {
			if r.IntN(2) == 0 {
				e.insert(trickyTexts[r.IntN(len(trickyTexts))])
			} else {
				e.press(keys[r.IntN(len(keys))])
			}
			checkEditor(t, e, "random key")
		}
		forgot := false
		size := 0
		for _, p := range e.past {
			size += len(p.text) + 32
		}
		forgot = size > maxPast-8<<10
		for len(e.past) > 0 {
			e.undo()
			checkEditor(t, e, "undo")
		}
		if e.text != start && !forgot {
			t.Fatalf("undo leads to %q, want %q", e.text, start)
		}
	}
}

func TestInsertAndDeleteRoundTrip(t *testing.T) {
	for _, s := range trickyTexts {
		e := newEditor("ab", 20)
		e.at = 1
		before := len(e.text)
		e.insert(s)
		for len(e.text) > before && e.at > 1 {
			e.press(tea.Key{Code: tea.KeyBackspace})
		}
		// A mark joins the letter before it and goes with it.
		if e.text != "ab" && !strings.HasPrefix(s, "\u0301") {
			t.Errorf("after %q and as many backspaces: %q", s, e.text)
		}
	}
}

func TestEditing(t *testing.T) {
	tests := []struct {
		name string
		text string
		keys string // by name, separated by spaces
		want string // "|" is the cursor
	}{
		{"left by cluster", "a👨‍👩‍👧‍👦b", "left left", "a|👨‍👩‍👧‍👦b"},
		{"backspace takes a cluster", "a👨‍👩‍👧‍👦", "backspace", "a|"},
		{"word left in Latin", "one two", "alt+left", "one |two"},
		{"word left in Chinese", "你好", "alt+b", "你|好"},
		{"word right", "one two", "home alt+f", "one| two"},
		{"delete word before", "one two  ", "ctrl+w", "one |"},
		{"delete word behind", "one two", "home alt+d", "| two"},
		{"one character, from its start", "x", "home alt+d", "|"},
		{"to line start", "one\ntwo", "ctrl+u", "one\n|"},
		{"yank", "one two", "ctrl+w ctrl+a ctrl+y", "two|one "},
		{"undo", "one two", "ctrl+w ctrl+_", "one two|"},
		{"new line", "ab", "left ctrl+j", "a\n|b"},
		{"new line by Alt-Enter", "ab", "left alt+enter", "a\n|b"},
		{"up keeps the column", "abc\nx\nabc", "up up", "abc|\nx\nabc"},
		{"line start and end", "one\ntwo", "home x end y", "one\nxtwoy|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := newEditor(tt.text, 40)
			for name := range strings.FieldsSeq(tt.keys) {
				e.press(namedKey(name))
			}
			if got := e.text[:e.at] + "|" + e.text[e.at:]; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func namedKey(name string) tea.Key {
	codes := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "enter": tea.KeyEnter,
	}
	var k tea.Key
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		name, k.Mod = rest, tea.ModCtrl
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		name, k.Mod = rest, tea.ModAlt
	}
	if k.Code = codes[name]; k.Code == 0 {
		k.Code = rune(name[0])
		if k.Mod == 0 {
			k.Text = name
		}
	}
	return k
}

func TestWrappingInTheEditor(t *testing.T) {
	tests := []struct {
		text string
		cols int
		want string
	}{
		{"", 10, ""},
		{"one two three", 8, "one two|three"},
		{"一二三四五", 6, "一二三|四五"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"a 一二三", 5, "a 一|二三"},
		{"one\n\ntwo", 8, "one||two"},
	}
	for _, tt := range tests {
		e := newEditor(tt.text, tt.cols)
		lines := e.lines()
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		if got := strings.Join(lines, "|"); got != tt.want {
			t.Errorf("%q in %d columns: %q, want %q", tt.text, tt.cols, got, tt.want)
		}
	}
}

func FuzzEditor(f *testing.F) {
	for _, s := range trickyTexts {
		f.Add(s, []byte{1, 2, 3, 200})
	}
	keys := everyKey()
	f.Fuzz(func(t *testing.T, s string, presses []byte) {
		e := newEditor("", 7)
		e.insert(s)
		for _, b := range presses {
			e.press(keys[int(b)*7%len(keys)])
			checkEditor(t, e, "fuzzed key")
		}
	})
}
