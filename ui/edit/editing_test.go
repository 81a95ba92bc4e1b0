package edit_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/text"
	"snug/ui/edit"
)

func TestEditing(t *testing.T) {
	tests := []struct {
		name string
		text string
		keys string // by name, separated by spaces
		want string // "|" is the cursor
	}{
		{"left by cluster", "a" + family + "b", "left left", "a|" + family + "b"},
		{"backspace takes a cluster", "a" + family, "backspace", "a|"},
		{"backspace takes one flag of many", strings.Repeat("🇨🇳", 40) + "🇨", "backspace backspace", strings.Repeat("🇨🇳", 39) + "|"},
		{"a mark joins the letter before", "caf", "e \u0301 s", "cafés|"},
		{"a mark alone is nothing", "", "\u0301", "|"},
		{"word left in Latin", "one two", "alt+left", "one |two"},
		{"word left in Chinese", "你好", "alt+b", "你|好"},
		{"word left over a line", "one\n  ", "ctrl+left", "|one\n  "},
		{"word right", "one two", "home alt+f", "one| two"},
		{"word right keeps an apostrophe", "don't", "home ctrl+right", "don't|"},
		{"delete word before", "one two  ", "ctrl+w", "one |"},
		{"delete word behind", "one two", "home alt+d", "| two"},
		{"one character, from its start", "x", "home alt+d", "|"},
		{"to line start", "one\ntwo", "ctrl+u", "one\n|"},
		{"yank", "one two", "ctrl+w ctrl+a ctrl+y", "two|one "},
		{"kills backwards join", "one two three", "ctrl+w alt+backspace home ctrl+y", "two three|one "},
		{"kills forwards join", "one two three", "home alt+d alt+d end ctrl+y", " threeone two|"},
		{"kills both ways join", "one two three", "alt+left ctrl+w alt+d ctrl+y", "one two three|"},
		{"a move parts kills", "one two", "ctrl+w left right ctrl+w ctrl+y", "one |"},
		{"undo", "one two", "ctrl+w ctrl+_", "one two|"},
		{"undo takes typing by words", "", "o n e space t w o ctrl+_", "one |"},
		{"undo takes typing by clauses", "", "你 好 ， 世 界 ctrl+/", "你好，|"},
		{"undo takes a row of backspaces", "one two", "backspace backspace backspace ctrl+_", "one two|"},
		{"undo takes a row of deletes", "one two", "home delete ctrl+d ctrl+_", "|one two"},
		{"redo", "one two", "ctrl+w ctrl+w ctrl+_ ctrl+_ alt+e", "one |"},
		{"typing ends redo", "one two", "ctrl+w ctrl+_ x alt+e alt+_", "one twox|"},
		{"new line", "ab", "left ctrl+j", "a\n|b"},
		{"new line by Alt-Enter", "ab", "left alt+enter", "a\n|b"},
		{"new line by Shift-Enter", "ab", "left shift+enter", "a\n|b"},
		{"new line by Ctrl-Enter", "ab", "left ctrl+enter", "a\n|b"},
		{"up keeps the column", "abc\nx\nabc", "up up", "abc|\nx\nabc"},
		{"up keeps the column of wide characters", "你好吗\nx\n你好吗", "left up up", "你好|吗\nx\n你好吗"},
		{"up in what is broken", strings.Repeat("abcd ", 16), "up end", strings.Repeat("abcd ", 16) + "|"},
		{"line start and end", "one\ntwo", "home x end y", "one\nxtwoy|"},
		{"text start and end", "one\ntwo", "ctrl+home x ctrl+end y", "xone\ntwoy|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := edit.New(edit.Options{Limit: 4096})
			e.Fit(text.Grapheme, 40)
			e.Set(tt.text)
			press(e, tt.keys)
			if got := withCursor(e); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestASuggestionIsReplaced(t *testing.T) {
	tests := []struct{ keys, want string }{
		{"x", "x|"},
		{"x y ctrl+_", "mei|"},
		{"backspace", "|"},
		{"alt+d", "|"},
		{"left x", "mex|i"},
		{"ctrl+u ctrl+y", "mei|"},
	}
	for _, tt := range tests {
		e := edit.New(edit.Options{Limit: 20, Single: true})
		e.Suggest("mei")
		if !e.Suggested() {
			t.Fatal("the text is not taken for a suggestion")
		}
		press(e, tt.keys)
		if got := withCursor(e); got != tt.want || e.Suggested() {
			t.Errorf("%s: got %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestTheLimit(t *testing.T) {
	e := edit.New(edit.Options{Limit: 10})
	e.Set("1234567")
	if e.Insert("你好") || e.Text() != "1234567你" {
		t.Errorf("what does not fit leads to %q", e.Text())
	}
	if _, whole := e.Press(tea.Key{Code: 'x', Text: "x"}); whole || e.Text() != "1234567你" {
		t.Errorf("a key too much leads to %q", e.Text())
	}
	if e.Replace(0, 1, "xy") || e.Text() != "1234567你" {
		t.Errorf("a completion too long leads to %q", e.Text())
	}
	if !e.Replace(1, 7, "@mei") || e.Text() != "1@mei你" || e.At() != 5 {
		t.Errorf("a completion leads to %q, cursor at %d", e.Text(), e.At())
	}
	if e.Undo(); e.Text() != "1234567你" {
		t.Errorf("undo of a completion leads to %q", e.Text())
	}
}

func TestPastedTextIsCleaned(t *testing.T) {
	e := edit.New(edit.Options{Limit: 100})
	e.Insert("a\x1b[31m\r\nb\tc\u202e\xff")
	if want := "a[31m\nb    c\ufffd"; e.Text() != want {
		t.Errorf("text %q, want %q", e.Text(), want)
	}
	f := edit.New(edit.Options{Limit: 100, Single: true})
	f.Insert("a\r\nb")
	if want := "a b"; f.Text() != want {
		t.Errorf("field %q, want %q", f.Text(), want)
	}
}

func withCursor(e *edit.Editor) string { return e.Text()[:e.At()] + "|" + e.Text()[e.At():] }

func press(e *edit.Editor, keys string) {
	for name := range strings.FieldsSeq(keys) {
		e.Press(namedKey(name))
	}
}

func namedKey(name string) tea.Key {
	codes := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "enter": tea.KeyEnter, "delete": tea.KeyDelete,
	}
	var k tea.Key
	for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			name, k.Mod = rest, mod
			break
		}
	}
	if name == "space" {
		return tea.Key{Code: ' ', Text: " "}
	}
	if k.Code = codes[name]; k.Code == 0 {
		k.Code = []rune(name)[0]
		if k.Mod == 0 {
			k.Text = name
		}
	}
	return k
}

func TestStandInsAreDrawnAndNotTyped(t *testing.T) {
	e := edit.New(edit.Options{Limit: 100})
	e.Fit(text.Grapheme, 10)
	e.Adapt(true, true)
	e.Set("“" + family + "”……中")
	if got, want := strings.Join(e.Lines(), "|"), `"👨"......|中`; got != want {
		t.Errorf("rows %q, want %q", got, want)
	}
	for range 4 {
		e.Press(namedKey("left"))
	}
	if row, col := e.Cursor(); row != 0 || col != 3 {
		t.Errorf("cursor at %d,%d, want 0,3", row, col)
	}
	if want := "“" + family + "”……中"; e.Text() != want {
		t.Errorf("the text is %q, want %q", e.Text(), want)
	}
	e.Adapt(false, false)
	if got, want := strings.Join(e.Lines(), "|"), "“"+family+"”……中"; got != want {
		t.Errorf("rows %q, want %q", got, want)
	}
}
