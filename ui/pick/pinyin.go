package pick

import (
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
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
	for _, reading := range pinyin.SinglePinyin(r, pinyin.Args{Heteronym: true}) {
		reading = withoutMarks(reading) // which the library leaves on some interjections
		add(reading)
		add(strings.ReplaceAll(reading, "v", "u")) // ü is v on a keyboard, and u for many
	}
	s[r] = readings
	return readings
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
