package screen

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
)

func FuzzDecoder(f *testing.F) {
	for _, s := range []string{
		"", "hi\r", "你好", "e\u0301", "\x1b[A\x1bOP\x1b[[B", "\x1b[200~a\rb\x1b[201~", "\x1b]11;rgb:0/0/0\x07",
		"\x1bP1+r524742\x1b\\", "\xff\xfe", "\x1b\x1b\x1b[1;3A", "\x1b[1$\x1b[2$a", "\x1b[M !!", "\x1b_Gi=1;x\x1b\\",
		"a\rb\rc", "\x1b[M #$a\x1b[M\xe5\xe5\xe5", "\x1b[2;3R\x1b[?997;1n", "\x1b[<0;1;1M", "\x1b[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;u", "\x1b[1;2R", "\x1b]52;c;!\x07",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		atOnce := decodeAll(b)
		if len(atOnce) > len(b)+2 {
			t.Errorf("%d bytes became %d messages", len(b), len(atOnce))
		}
		size := 0
		for _, msg := range atOnce {
			switch msg := msg.(type) {
			case tea.KeyPressMsg:
				size += len(msg.Text)
			case Paste:
				size += len(msg.Text)
				if len(msg.Text) > pasteCap {
					t.Errorf("a paste of %d bytes", len(msg.Text))
				}
			}
		}
		if size > 2*len(b) {
			t.Errorf("%d bytes became %d bytes of text", len(b), size)
		}
		if want, got := merged(atOnce), merged(decodeBytes(b)); !slices.Equal(want, got) {
			t.Errorf("byte by byte (-at once +got):\n%s", cmp.Diff(want, got))
		}
		var burst decoder // with the heuristic for pastes without brackets
		burst.feed(b)
		burst.expire()
	})
}

func BenchmarkDecode(b *testing.B) {
	const size = 1 << 20
	for _, tt := range []struct{ name, unit string }{
		{"ascii", "hello world "},
		{"chinese", "你好世界"},
		{"arrows", "\x1b[A\x1b[1;5D"},
		{"endless sequence", "1"},
	} {
		in := []byte(strings.Repeat(tt.unit, size/len(tt.unit)))
		if tt.name == "endless sequence" {
			copy(in, "\x1b[")
		}
		b.Run(tt.name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				var d decoder
				for rest := in; len(rest) > 0; {
					n := min(readSize, len(rest))
					d.feed(rest[:n])
					rest = rest[n:]
				}
			}
		})
	}
}
