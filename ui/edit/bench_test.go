package edit_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/text"
)

// BenchmarkKey is one key pressed at the end of a text, and one that takes it
// back, without the frame: it must not cost more the longer the text is, or
// whoever pastes without brackets pays for its square.
func BenchmarkKey(b *testing.B) {
	for _, size := range []int{10, 4000} {
		for _, c := range []string{"x", "中", "é"} {
			b.Run(fmt.Sprintf("%s/bytes=%d", c, size), func(b *testing.B) {
				e := newEditor(strings.Repeat(c, size/len(c)), text.Grapheme, 80)
				b.ReportAllocs()
				for b.Loop() {
					e.Press(tea.Key{Code: []rune(c)[0], Text: c})
					e.Press(tea.Key{Code: tea.KeyBackspace})
				}
			})
		}
	}
}

var languages = []struct{ name, text string }{
	{"english", "The quick brown fox jumps over the lazy dog, and the dog does not mind. "},
	{"chinese", "早。我把迁移脚本写完了，请帮忙看一下：有两个小问题，回滚分支没有测试。"},
}

// BenchmarkLay is the layout after a key, as drawing asks for it: where the
// cursor is and the rows around it.
func BenchmarkLay(b *testing.B) {
	for _, l := range languages {
		for _, place := range []string{"start", "end"} {
			b.Run(l.name+"/"+place, func(b *testing.B) {
				e := newEditor(strings.Repeat(l.text, 4000/len(l.text)), text.Grapheme, 76)
				if place == "start" {
					e.SetAt(0)
				}
				keys := []tea.Key{{Code: 'x', Text: "x"}, {Code: tea.KeyBackspace}}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					e.Press(keys[i%2])
					row, _ := e.Cursor()
					for i := max(row-7, 0); i <= row; i++ {
						e.Row(i)
					}
				}
			})
		}
	}
}

// BenchmarkWord is a move by a word at the end of a long text, there and back.
func BenchmarkWord(b *testing.B) {
	for _, l := range languages {
		b.Run(l.name, func(b *testing.B) {
			e := newEditor(strings.Repeat(l.text, 4000/len(l.text)), text.Grapheme, 76)
			for b.Loop() {
				e.Press(tea.Key{Code: tea.KeyLeft, Mod: tea.ModCtrl})
				e.Press(tea.Key{Code: tea.KeyRight, Mod: tea.ModCtrl})
			}
		})
	}
}
