package editor_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"snug/session/line/editor"
	"snug/text"
)

// BenchmarkKey is one key at the end of a row and one that takes it back, with
// what the terminal is sent.
func BenchmarkKey(b *testing.B) {
	for _, size := range []int{10, 4000} {
		for _, c := range []string{"x", "中", "é", family} {
			b.Run(fmt.Sprintf("%s/bytes=%d", c, size), func(b *testing.B) {
				e := editor.New(io.Discard, editor.Options{Cols: 80, Method: text.Grapheme})
				if err := e.Replace(strings.Repeat(c, size/len(c)), ""); err != nil {
					b.Fatal(err)
				}
				key, back := []byte(c), []byte{0x7f}
				b.ReportAllocs()
				for b.Loop() {
					for _, p := range [][]byte{key, back} {
						if _, err := e.Feed(p); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}

// BenchmarkPaste is a megabyte in reads of 32 KiB and byte by byte.
func BenchmarkPaste(b *testing.B) {
	for _, read := range []int{32 << 10, 1} {
		for _, c := range []string{"x", "中", "🇨", "\u0332"} {
			b.Run(fmt.Sprintf("%s/read=%d", c, read), func(b *testing.B) {
				all := []byte(strings.Repeat(c, 1<<20/len(c)))
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
}
