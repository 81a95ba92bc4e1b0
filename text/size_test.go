package text_test

import (
	"math"
	"testing"

	"snug/text"
)

func TestSize(t *testing.T) {
	tests := []struct {
		bytes int64
		want  string
	}{
		{0, "0 B"},
		{1, "1 B"},
		{1023, "1023 B"},
		{1024, "1 KB"},
		{1100, "1.1 KB"},
		{10189, "10 KB"}, // rounded past the decimals
		{1<<20 - 1, "1 MB"},
		{1258291, "1.2 MB"},
		{25 << 20, "25 MB"},
		{10 << 30, "10 GB"},
		{math.MaxInt64, "8388608 TB"},
	}
	for _, tt := range tests {
		if got := text.Size(tt.bytes); got != tt.want {
			t.Errorf("Size(%d) = %q, want %q", tt.bytes, got, tt.want)
		}
	}
}
