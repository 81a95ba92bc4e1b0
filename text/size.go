package text

import (
	"math"
	"strconv"
)

// Size writes a number of bytes for people: "0 B", "1.2 MB", "25 MB". Units are
// powers of 1024, and below ten of one there is a decimal, unless that is zero.
func Size(bytes int64) string {
	units := [...]string{"B", "KB", "MB", "GB", "TB"}
	n, unit := float64(bytes), 0
	for unit < len(units)-1 && shown(n) >= 1024 {
		n, unit = n/1024, unit+1
	}
	return strconv.FormatFloat(shown(n), 'f', -1, 64) + " " + units[unit]
}

// shown rounds to what people are shown of a number.
func shown(n float64) float64 {
	if tenths := math.Round(n * 10); tenths < 100 {
		return tenths / 10
	}
	return math.Round(n)
}
