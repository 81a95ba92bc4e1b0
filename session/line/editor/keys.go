package editor

import (
	"bytes"
	"strconv"
	"unicode"
)

// A key is one that means something in the row, whatever a terminal sends for it.
type key uint8

const (
	noKey key = iota
	keyEnter
	keyTab
	keyBackspace
	keyDelete
	keyLeft
	keyRight
	keyWordLeft
	keyWordRight
	keyHome
	keyEnd
	keyOlder
	keyNewer
	keyRubWord  // takes away the word before the cursor
	keyKillWord // the word behind it
	keyRubLine  // all before the cursor
	keyKillLine // all behind it
	keyAgain    // prints the row again
	keyInterrupt
	keyEOF
	keyPasteBegins
	keyPasteEnds
)

// controls are the keys that control characters stand for.
var controls = [0x80]key{
	'\r': keyEnter, '\n': keyEnter, '\t': keyTab, '\b': keyBackspace, 0x7f: keyBackspace,
	'A' & ctrl: keyHome, 'B' & ctrl: keyLeft, 'C' & ctrl: keyInterrupt, 'D' & ctrl: keyEOF,
	'E' & ctrl: keyEnd, 'F' & ctrl: keyRight, 'K' & ctrl: keyKillLine, 'L' & ctrl: keyAgain,
	'N' & ctrl: keyNewer, 'P' & ctrl: keyOlder, 'R' & ctrl: keyAgain,
	'U' & ctrl: keyRubLine, 'W' & ctrl: keyRubWord,
}

// alts are the keys together with Alt, which terminals send behind ESC.
var alts = [0x100]key{
	'b': keyWordLeft, 'B': keyWordLeft, 'f': keyWordRight, 'F': keyWordRight,
	'd': keyKillWord, 'D': keyKillWord, '\b': keyRubWord, 0x7f: keyRubWord,
}

// keypad are the final bytes of cursor keys, behind ESC O and ESC [.
var keypad = [0x100]key{
	'A': keyOlder, 'B': keyNewer, 'C': keyRight, 'D': keyLeft, 'H': keyHome, 'F': keyEnd, 'M': keyEnter,
}

// numbered are the keys of the sequences that end in "~".
var numbered = map[int]key{
	1: keyHome, 3: keyDelete, 4: keyEnd, 7: keyHome, 8: keyEnd, 200: keyPasteBegins, 201: keyPasteEnds,
}

// byWords is what Ctrl and Alt make of a key.
var byWords = map[key]key{
	keyLeft: keyWordLeft, keyRight: keyWordRight, keyDelete: keyKillWord, keyBackspace: keyRubWord,
}

const (
	modShift = 1 << iota
	modAlt
	modCtrl
	modSuper
)

// ctrl is what of a letter Ctrl leaves.
const ctrl = 0x1f

// sequence is what a control sequence stands for: a key, or a character that is
// typed, or nothing.
func sequence(parameters []byte, final byte) (rune, key) {
	first, more, _ := bytes.Cut(parameters, []byte(";"))
	second, third, _ := bytes.Cut(more, []byte(";"))
	state, event, _ := bytes.Cut(second, []byte(":"))
	if string(event) == "3" {
		return 0, noKey // it was released
	}
	mods := max(number(state)-1, 0)
	k := noKey
	switch n := number(first); {
	case final == '~' && n == 27: // xterm's modifyOtherKeys
		return chord(number(third), mods)
	case final == 'u':
		return chord(n, mods)
	case final == '~':
		k = numbered[n]
	case final != 'M':
		k = keypad[final]
	}
	return 0, modified(k, mods)
}

// chord is what a character stands for that is told apart from the keys
// that send the same, as kitty does.
func chord(n, mods int) (rune, key) {
	switch {
	case n <= 0 || n > unicode.MaxRune || mods&modSuper != 0:
		return 0, noKey
	case n == 0x1b || n >= 0xe000 && n <= 0xf8ff: // private use: function keys
		return 0, noKey
	case n < ' ' || n == 0x7f:
		return 0, modified(controls[n], mods)
	case mods&modCtrl != 0 && n < 0x80:
		return 0, controls[n&ctrl]
	case mods&modAlt != 0 && n < 0x80:
		return 0, alts[n]
	case mods&(modCtrl|modAlt) != 0 || n <= 0x9f && n >= 0x7f:
		return 0, noKey
	case mods&modShift != 0:
		return unicode.ToUpper(rune(n)), noKey
	}
	return rune(n), noKey
}

func modified(k key, mods int) key {
	if word, ok := byWords[k]; ok && mods&(modAlt|modCtrl) != 0 {
		return word
	}
	return k
}

// number reads the first number of a parameter; 0 for none.
func number(parameter []byte) int {
	digits, _, _ := bytes.Cut(parameter, []byte(":"))
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return 0
	}
	return n
}
