package editor_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"snug/session/line/editor"
	"snug/text"
)

func TestWhatIsTooMuchIsLeftOutAndTold(t *testing.T) {
	ones := strings.Repeat("1", 1<<20)
	for _, tt := range []struct {
		name, typed      string
		pastes, escapes  int
		row              string // that is edited afterwards
		events, mostText int
	}{
		{"a text", "hello", 0, 0, "hello", 0, 0},
		{"a paste that fits", "\x1b[200~" + strings.Repeat("x\n", 8<<10) + "\x1b[201~", 0, 0, "", 1, 16 << 10},
		{"a paste that does not", "\x1b[200~" + strings.Repeat("x\n", 1<<20) + "\x1b[201~", 1, 0, "", 1, 16 << 10},
		{"a paste without brackets", strings.Repeat("x\r", 100<<10), 1, 0, "", 1, 16 << 10},
		{"a sequence", "\x1b[" + ones[:4000] + "Aa", 0, 0, "a", 0, 0},
		{"a sequence that does not end", "\x1b[" + ones, 0, 1, "", 0, 0},
		{"one that ends at last", "\x1b[" + ones + "Aa", 0, 1, "a", 0, 0},
		{"one that is broken off", "\x1b[" + ones + "\x1b[" + ones + "\x1b[Da", 0, 2, "a", 0, 0},
		{"a string that does not end", "\x1b]2;" + ones, 0, 1, "", 0, 0},
		{"one that ends", "\x1bP" + ones + "\x1b\\a", 0, 1, "a", 0, 0},
		{"many short ones", strings.Repeat("\x1b[11111D", 100<<10), 0, 0, "", 0, 0},
	} {
		for _, piece := range []int{1 << 30, 4 << 10} {
			t.Run(fmt.Sprintf("%s/pieces of %d", tt.name, piece), func(t *testing.T) {
				pastes, escapes := 0, 0
				e := editor.New(io.Discard, editor.Options{
					Cols: 80, Method: text.Grapheme, LongPaste: func() { pastes++ }, LongEscape: func() { escapes++ },
				})
				var events []editor.Event
				for rest := []byte(tt.typed); len(rest) > 0; {
					n := min(piece, len(rest))
					more, err := e.Feed(rest[:n])
					if err != nil {
						t.Fatal(err)
					}
					events, rest = append(events, more...), rest[n:]
				}
				if escapes != tt.escapes {
					t.Errorf("%d sequences were too long, want %d", escapes, tt.escapes)
				}
				if tt.name != "a paste without brackets" || piece > len(tt.typed) { // else it is many that fit
					if pastes != tt.pastes || len(events) != tt.events {
						t.Errorf("%d pastes were too long, %d events, want %d and %d", pastes, len(events), tt.pastes, tt.events)
					}
				}
				for _, ev := range events {
					if len(ev.Text) > tt.mostText || ev.Bad != (tt.pastes > 0) && piece > len(tt.typed) {
						t.Errorf("an event has %d bytes, cut %t", len(ev.Text), ev.Bad)
					}
				}
				if e.Text() != tt.row {
					t.Errorf("the row is %.50q, want %q", e.Text(), tt.row)
				}
			})
		}
	}
}

// BenchmarkEscape is a megabyte of a control sequence that does not end, in reads of
// 4 KiB and byte by byte.
func BenchmarkEscape(b *testing.B) {
	all := append([]byte("\x1b["), bytes.Repeat([]byte("1"), 1<<20)...)
	for _, read := range []int{4 << 10, 1} {
		b.Run(fmt.Sprintf("read=%d", read), func(b *testing.B) {
			b.SetBytes(int64(len(all)))
			for b.Loop() {
				e := editor.New(io.Discard, editor.Options{Cols: 80, Method: text.Grapheme})
				for rest := all; len(rest) > 0; {
					n := min(read, len(rest))
					if _, err := e.Feed(rest[:n]); err != nil {
						b.Fatal(err)
					}
					rest = rest[n:]
				}
			}
		})
	}
}
