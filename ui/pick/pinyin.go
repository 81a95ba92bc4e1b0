package pick

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// maxReadings bounds the readings of one character. The dictionary has the
// usual one first; what comes later is for scholars.
const maxReadings = 6

// syllables remembers the readings of the characters of one list.
type syllables map[rune][]string

// of returns the readings of a character in a-z, the usual one first, or nil
// when it has none.
func (s syllables) of(r rune) []string {
	if r < 0x3007 { // the first that the dictionary has
		return nil
	}
	if known, ok := s[r]; ok {
		return known
	}
	var readings []string
	add := func(reading string) {
		if reading != "" && len(readings) < maxReadings && !slices.Contains(readings, reading) {
			readings = append(readings, reading)
		}
	}
	for toned := range strings.SplitSeq(pinyin.PinyinDict[int(r)], ",") {
		plain := withoutTone(toned)
		add(plain)
		add(strings.ReplaceAll(plain, "v", "u"))
	}
	s[r] = readings
	return readings
}

// withoutTone spells a reading in a-z, with v for ü as keyboards do. The
// library does this with regular expressions, which take a hundred times as
// long.
func withoutTone(toned string) string {
	toned = strings.ReplaceAll(norm.NFD.String(toned), "u\u0308", "v")
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, toned)
}

// abbreviations yields how many bytes of typed may stand for a character with
// a reading: all of it, its initial (zh) or its first letter; at the end of
// what is typed, whatever has been typed of it.
func abbreviations(typed, reading string, yield func(n int)) {
	same := 0
	for same < len(typed) && same < len(reading) && typed[same] == reading[same] {
		same++
	}
	if same == 0 {
		return
	}
	yield(1)
	if same > 1 && (same == len(reading) || same == len(typed)) {
		yield(same)
	}
	if same > 1 && reading[1] == 'h' {
		yield(2)
	}
}
