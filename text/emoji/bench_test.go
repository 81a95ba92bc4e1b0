package emoji_test

import (
	"runtime"
	"strings"
	"testing"

	"snug/text/emoji"
)

// atStart is the heap before anything was asked of the package.
var atStart = heap()

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkTable reports what the table takes, which is built once. Run it
// alone: the tests leave things on the heap.
func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		emoji.ByName("+1")
	}
	b.ReportMetric(float64(heap()-atStart), "heap-B")
}

func BenchmarkCanonical(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		emoji.Canonical(":thumbsup:")
	}
}

func BenchmarkReplace(b *testing.B) {
	for name, s := range map[string]string{
		"none": strings.Repeat("a sentence: nothing to see here. ", 10),
		"some": strings.Repeat("well done :tada: and thanks :+1: ", 10),
		"bad":  strings.Repeat(":", 330),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				emoji.Replace(s)
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		emoji.Search("hea", 8)
	}
}
