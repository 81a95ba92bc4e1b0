package edit_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/text"
	"snug/ui/edit"
)

// TestTypedAtOnceIsTypedKeyByKey holds what several keys put in at once against
// what they do one by one, next to texts with a catch, and back through undo.
func TestTypedAtOnceIsTypedKeyByKey(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	lines := []string{
		"a", "hello world, this is a line ", "  two  blanks", "你好，世界 and words", "a b c d e f", "ñandú", "カタカナ ひらがな", "x" + strings.Repeat(" y", 40),
	}
	for _, before := range trickyTexts {
		for _, line := range lines {
			for range 4 {
				at := r.IntN(len(before) + 1)
				atOnce, byKeys := newEditor(before, text.Grapheme, 30), newEditor(before, text.Grapheme, 30)
				for _, e := range []*edit.Editor{atOnce, byKeys} {
					e.SetAt(at)
					e.Press(tea.Key{Code: 'q', Text: "q"}) // goes on with a word, or begins one
				}
				rest := line
				for rest != "" {
					n := strings.IndexFunc(rest, func(r rune) bool { return !edit.Plain(string(r)) })
					switch {
					case n < 0:
						n = len(rest)
					case n == 0:
						n = len(string([]rune(rest)[0]))
						atOnce.Press(tea.Key{Text: rest[:n]})
						rest = rest[n:]
						continue
					}
					if !atOnce.Type(rest[:n]) {
						t.Fatalf("%q does not fit into %q", rest[:n], before)
					}
					rest = rest[n:]
				}
				for _, r := range line {
					byKeys.Press(tea.Key{Code: r, Text: string(r)})
				}
				for step := 0; ; step++ {
					if atOnce.Text() != byKeys.Text() || atOnce.At() != byKeys.At() {
						t.Fatalf("%q at %d of %q, undone %d times: %q at %d, want %q at %d",
							line, at, before, step, atOnce.Text(), atOnce.At(), byKeys.Text(), byKeys.At())
					}
					if atOnce.Text() == newEditor(before, text.Grapheme, 30).Text() {
						break
					}
					atOnce.Undo()
					byKeys.Undo()
				}
				checkEditor(t, atOnce, text.Grapheme, 30, "undo")
			}
		}
	}
}

func TestTypeReplacesASuggestion(t *testing.T) {
	e := edit.New(edit.Options{Limit: 20})
	e.Suggest("suggested")
	if !e.Type("my own") || e.Text() != "my own" {
		t.Errorf("the text is %q", e.Text())
	}
}

func TestTypeFillsTheText(t *testing.T) {
	e := edit.New(edit.Options{Limit: 8})
	if e.Type("five and more") || e.Text() != "five and" {
		t.Errorf("the text is %q", e.Text())
	}
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]bool{
		"a": true, " ": true, "好": true, "ñ": true, "～": false, "": false, "\n": false, "e\u0301": false, "\u200d": false, "🇨": false, "👍": false, "ा": false,
	} {
		if edit.Plain(s) != want {
			t.Errorf("Plain(%q) = %v", s, !want)
		}
	}
}
