package edit_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/text"
	"snug/ui/edit"
)

// TestTrap7EveryKeyOnEveryText is the test that found hangs and panics in the
// editors that others have written: every key with every modifier, at the
// start, the middle and the end of texts with a catch.
func TestTrap7EveryKeyOnEveryText(t *testing.T) {
	keys := everyKey()
	full := []string{strings.Repeat("The quick brown fox. ", 195) + "x", strings.Repeat("中", 1365) + "x"}
	for _, m := range []text.Method{text.WcWidth, text.Grapheme} {
		for _, cols := range []int{2, 5, 40} {
			for _, s := range append(full, trickyTexts...) {
				if len(s) > 4000 && (cols < 40 || m != text.Grapheme) {
					continue // half a minute of checking
				}
				for _, place := range []float64{0, 0.5, 1} {
					pressAll(t, keys, s, place, m, cols)
				}
			}
		}
	}
}

// pressAll presses every key twice at a place in a text.
func pressAll(t *testing.T, keys []tea.Key, s string, place float64, m text.Method, cols int) {
	t.Helper()
	var e *edit.Editor
	for _, k := range keys {
		if e == nil {
			e = newEditor(s, m, cols)
			e.SetAt(int(place * float64(len(e.Text()))))
			e.Rows()
		}
		was, at := e.Text(), e.At()
		for range 2 {
			e.Press(k)
			if e.Text() != was || e.At() != at {
				checkEditor(t, e, m, cols, fmt.Sprintf("%s at %d of %q", tea.KeyPressMsg(k).Keystroke(), at, was))
			}
		}
		if e.Text() != was || e.At() != at {
			e = nil
		}
	}
}

func TestEveryKeyInAField(t *testing.T) {
	for _, s := range trickyTexts {
		for _, k := range everyKey() {
			e := edit.New(edit.Options{Limit: 20, Single: true})
			e.Fit(text.WcWidth, 1)
			e.Suggest(s)
			for range 2 {
				e.Press(k)
				checkEditor(t, e, text.WcWidth, 2, tea.KeyPressMsg(k).Keystroke())
			}
		}
	}
}

func TestUndoTakesEverythingBackAndRedoBringsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	keys := everyKey()
	for range 80 {
		cols, m := 2+r.IntN(40), text.Method(r.IntN(2))
		e := edit.New(edit.Options{Limit: 4096}) // with a history, Up would change the text
		e.Fit(m, cols)
		e.Set(trickyTexts[r.IntN(len(trickyTexts))])
		start := e.Text()
		for range r.IntN(30) {
			if r.IntN(2) == 0 {
				e.Insert(trickyTexts[r.IntN(len(trickyTexts))])
			} else {
				e.Press(keys[r.IntN(len(keys))])
			}
			checkEditor(t, e, m, cols, "random key")
		}
		for range 40 {
			e.Redo() // what random keys have undone
		}
		end := e.Text()
		for range 100 {
			e.Undo()
			checkEditor(t, e, m, cols, "undo")
		}
		if e.Text() != start {
			t.Fatalf("undo leads to %q, want %q", e.Text(), start)
		}
		for range 100 {
			e.Redo()
			checkEditor(t, e, m, cols, "redo")
		}
		if e.Text() != end {
			t.Fatalf("redo leads to %q, want %q", e.Text(), end)
		}
	}
}

func TestUndoForgetsWhatIsTooOld(t *testing.T) {
	e := newEditor("start", text.Grapheme, 40)
	for range 1000 {
		e.Insert(strings.Repeat("long ", 100))
		e.Clear()
	}
	undone := 0
	for was := "-"; e.Text() != was; undone++ {
		was = e.Text()
		e.Undo()
	}
	if undone < 10 || undone > 100 {
		t.Errorf("%d changes of 500 bytes were undone, want what 32 KiB hold", undone)
	}
}

func TestInsertAndDeleteRoundTrip(t *testing.T) {
	for _, s := range trickyTexts {
		e := newEditor("ab", text.Grapheme, 20)
		e.SetAt(1)
		e.Insert(s)
		for e.At() > 1 {
			was := e.At()
			e.Press(tea.Key{Code: tea.KeyBackspace})
			if e.At() >= was {
				t.Fatalf("backspace in %q moves from %d to %d", e.Text(), was, e.At())
			}
		}
		// A mark goes with the letter before it.
		if e.Text() != "ab" && !strings.HasPrefix(s, "\u0301") {
			t.Errorf("after %q and as many backspaces: %q", s, e.Text())
		}
	}
}

// FuzzEditor runs a script: each byte is a key, or a part of the text that is
// pasted, or a change of size.
func FuzzEditor(f *testing.F) {
	for _, s := range trickyTexts {
		f.Add(s, []byte{1, 2, 3, 200, 255, 0, 9, 254})
	}
	keys := everyKey()
	used := keys[:0:0] // those that do something
	for _, k := range keys {
		e := newEditor("word\nword word\nword", text.Grapheme, 10)
		e.SetAt(12)
		if ok, _ := e.Press(k); ok {
			used = append(used, k)
		}
	}
	f.Fuzz(func(t *testing.T, s string, script []byte) {
		if len(s) > 500 || len(script) > 200 {
			return
		}
		e := edit.New(edit.Options{Limit: 300, Remember: 3})
		m, cols := text.WcWidth, 7
		e.Fit(m, cols)
		e.Insert(s)
		for i, b := range script {
			switch {
			case b >= 250:
				m, cols = text.Method(b%2), 2+i%20
				e.Fit(m, cols)
			case b >= 240:
				n := int(b-240) * len(s) / 10
				e.Insert(s[n:min(n+20, len(s))])
			case b == 239:
				e.Take()
			default:
				e.Press(used[int(b)*len(used)/239])
			}
			checkEditor(t, e, m, cols, fmt.Sprintf("byte %d of the script", i))
		}
	})
}
