package keys

import (
	"strconv"
	"strings"
)

// Bounds of what a setting says of sizes, in bytes.
const (
	minSize = 1 << 10
	maxSize = 1 << 40
)

// sizeUnits are the units of a size, each 1024 times the next, the largest first.
var sizeUnits = []struct {
	unit  string
	bytes int64
}{{"T", 1 << 40}, {"G", 1 << 30}, {"M", 1 << 20}, {"k", 1 << 10}, {"", 1}}

// sizeDecimals is how many digits a size has behind its point, at most.
const sizeDecimals = 3

// parseSize reads a size such as 25M, 1.5G, 100k or 2048, and returns the bytes. What
// is less than a whole byte is left out.
func parseSize(typed string) (int64, bool) {
	s := strings.TrimSuffix(strings.ToUpper(typed), "B")
	for _, u := range sizeUnits {
		number, ok := strings.CutSuffix(s, strings.ToUpper(u.unit))
		if !ok {
			continue
		}
		whole, part, point := strings.Cut(number, ".")
		if point && (u.bytes == 1 || part == "" || len(part) > sizeDecimals) {
			return 0, false
		}
		n, err := strconv.ParseUint(whole+part+strings.Repeat("0", sizeDecimals-len(part)), 10, 63)
		if err != nil || whole == "" || n > 1000*maxSize/uint64(u.bytes) {
			return 0, false
		}
		return int64(n) * u.bytes / 1000, true
	}
	return 0, false
}

// formatSize writes a size as parseSize reads it, exact and as short as it can be, in
// the largest unit of which there is one at least.
func formatSize(bytes int64) string {
	shortest := strconv.FormatInt(bytes, 10)
	for i := len(sizeUnits) - 2; i >= 0; i-- {
		u := sizeUnits[i]
		if bytes < u.bytes || bytes*1000%u.bytes != 0 {
			continue
		}
		s := strconv.FormatFloat(float64(bytes)/float64(u.bytes), 'f', -1, 64) + u.unit
		if len(s) <= len(shortest) {
			shortest = s
		}
	}
	return shortest
}

// sizeOf returns what reads a setting that is a size.
func sizeOf(name string) func(typed string) (string, error) {
	return func(typed string) (string, error) {
		bytes, ok := parseSize(typed)
		if !ok || bytes < minSize || bytes > maxSize {
			return "", refuse(ErrBadSetting, "%s is a size such as 100k, 25M or 1.5G, from 1k to 1T", name)
		}
		return formatSize(bytes), nil
	}
}
