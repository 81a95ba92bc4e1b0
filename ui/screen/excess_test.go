package screen

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestWhatIsTooMuchIsLeftOutAndTold(t *testing.T) {
	ones := strings.Repeat("1", 1<<20)
	for _, tt := range []struct {
		name, typed     string
		pastes, escapes int
		messages        int
	}{
		{"a paste that fits", "\x1b[200~" + ones[:pasteCap] + pasteEnd, 0, 0, 1},
		{"a paste that does not", "\x1b[200~" + ones + pasteEnd, 1, 0, 1},
		{"a paste that does not end", "\x1b[200~" + ones, 1, 0, 1},
		{"a sequence", "\x1b[" + ones[:seqCap-3] + "A", 0, 0, 0},
		{"a sequence that does not end", "\x1b[" + ones, 0, 1, 0},
		{"one after the other", strings.Repeat("\x1b["+ones[:8<<10]+"A", 10), 0, 10, 0},
		{"a string that does not end", "\x1b]2;" + ones, 0, 1, 0},
	} {
		for _, piece := range []int{readSize, 1} {
			t.Run(fmt.Sprintf("%s/pieces of %d", tt.name, piece), func(t *testing.T) {
				pastes, escapes := 0, 0
				d := decoder{brackets: true, longPaste: func() { pastes++ }, longEscape: func() { escapes++ }}
				var all []tea.Msg
				for rest := []byte(tt.typed); len(rest) > 0; {
					n := min(piece, len(rest))
					all = append(all, d.feed(rest[:n])...)
					rest = rest[n:]
					if held := cap(d.seq) + cap(d.paste.text); held > 2*seqCap+2*pasteCap {
						t.Fatalf("the decoder keeps %d bytes", held)
					}
				}
				all = append(all, d.expire()...)
				if pastes != tt.pastes || escapes != tt.escapes || len(all) != tt.messages {
					t.Errorf("%d pastes and %d sequences were too long, and %d messages came; want %d, %d and %d",
						pastes, escapes, len(all), tt.pastes, tt.escapes, tt.messages)
				}
			})
		}
	}
}

// BenchmarkDecodeFlood is a megabyte of what a hostile terminal sends, in reads as
// they are made and byte by byte.
func BenchmarkDecodeFlood(b *testing.B) {
	for _, flood := range []struct{ name, unit string }{
		{"text", "x"},
		{"escape without an end", "1"},
		{"escapes", "\x1b[1111"},
		{"paste", "y"},
		{"clusters", "👨\u200d👩\u200d👧"},
		{"one cluster", "\u0332"},
	} {
		all := bytes.Repeat([]byte(flood.unit), 1<<20/len(flood.unit))
		switch flood.name {
		case "escape without an end":
			all = append([]byte("\x1b["), all...)
		case "paste":
			all = append([]byte("\x1b[200~"), all...)
		}
		for _, read := range []int{readSize, 1} {
			b.Run(fmt.Sprintf("%s/read=%d", flood.name, read), func(b *testing.B) {
				b.SetBytes(int64(len(all)))
				for b.Loop() {
					d := decoder{brackets: true}
					for rest := all; len(rest) > 0; {
						n := min(read, len(rest))
						d.feed(rest[:n])
						rest = rest[n:]
					}
				}
			})
		}
	}
}
