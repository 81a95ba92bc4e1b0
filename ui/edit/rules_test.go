package edit

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
)

// TestClustersEndBetweenLettersAlone holds alone against the real tables.
func TestClustersEndBetweenLettersAlone(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if alone(r) && (uniseg.GraphemeClusterCount("a"+string(r)) != 2 || uniseg.GraphemeClusterCount(string(r)+"中") != 2) {
			t.Fatalf("%U joins its neighbours", r)
		}
	}
}

// TestWordsAreThoseOfTheWholeText holds the words found nearby against those
// that reading the whole text finds.
func TestWordsAreThoseOfTheWholeText(t *testing.T) {
	parts := []string{
		"a", "can't", "3.14", "1,0", " ", "  ", "\n", "你", "好", "カタカナ", "ひら", "한국", "é", "🇨🇳", "👍", "_", "'", ".", "https://a.b/c", "привет", "שלום", "“", "，",
	}
	rnd := rand.New(rand.NewPCG(3, 3))
	for range 3000 {
		var b strings.Builder
		for range rnd.IntN(15) {
			b.WriteString(parts[rnd.IntN(len(parts))])
		}
		e := New(Options{Limit: 1000})
		e.Set(b.String())
		type word struct{ from, to int }
		var words []word
		e.words(0, func(from, to int) bool {
			words = append(words, word{from, to})
			return true
		})
		for at := 0; ; at = e.next(at) {
			prev, next := 0, len(e.text)
			for _, w := range words {
				if w.from < at {
					prev = w.from
				}
				if w.to > at {
					next = min(next, w.to)
				}
			}
			if got := e.prevWord(at); got != prev {
				t.Fatalf("%q: the word before %d starts at %d, want %d", e.text, at, got, prev)
			}
			if got := e.nextWord(at); got != next {
				t.Fatalf("%q: the word behind %d ends at %d, want %d", e.text, at, got, next)
			}
			if at == len(e.text) {
				break
			}
		}
	}
}

func TestUndoIsBounded(t *testing.T) {
	e := New(Options{Limit: 4096})
	for i := range 5000 {
		e.Insert("word ")
		if i%7 == 0 {
			e.kill(0, len(e.text))
		}
		if i%11 == 0 {
			e.Undo()
		}
		size := 0
		for _, c := range append(e.undo.past, e.undo.future...) {
			size += c.size()
		}
		if size != e.undo.size || size > maxUndo {
			t.Fatalf("undo keeps %d bytes and counts %d", size, e.undo.size)
		}
	}
}
