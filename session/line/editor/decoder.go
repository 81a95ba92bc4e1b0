package editor

import (
	"bytes"
	"unicode/utf8"
)

const esc = 0x1b

// A state is what the bytes before this one have begun.
type state uint8

const (
	ground     state = iota
	character        // of several bytes
	escape           // ESC
	csi              // ESC [
	consoleKey       // ESC [ [, the Linux console's F1 to F5
	ss3              // ESC O
	click            // ESC [ M, the mouse of old terminals: three bytes
	str              // OSC, DCS, APC, PM, SOS: up to ST
	strEnd           // ESC within one of those
)

// maxParameters is how many bytes between ESC [ and its final byte can mean
// something; what has more is skipped to its end. Of what has more than maxSequence
// bytes the typist is told.
const (
	maxParameters = 64
	maxSequence   = 4096
)

// A typist is told what a terminal's bytes mean.
type typist interface {
	typed(r rune) // a character, or a tab that belongs to a text
	press(k key)
	garbled() // bytes that are no UTF-8
	endless() // an escape sequence of more than maxSequence bytes
}

// A decoder turns a terminal's bytes into keys. It keeps what one Feed has begun
// for the next, of bounded length.
type decoder struct {
	state   state
	begun   []byte // of a character, or the parameters of a control sequence
	length  int    // of a control sequence or string, up to maxSequence
	alone   bool   // ESC, or ESC O, was the end of its Feed
	afterCR bool   // a line feed that follows belongs to it
}

// decode tells t what b means.
//
// An ESC at the end of a Feed was the key of that name, unless a key's sequence
// goes on in the next: what a terminal sends at once comes at once, as a rule.
func (d *decoder) decode(b []byte, t typist) {
	d.alone = d.state == escape || d.state == ss3
	for i := 0; i < len(b); {
		if d.step(b[i], b[i+1:], t) {
			i++
		}
	}
}

// step takes a byte, of which it knows what follows in the same Feed. It reports
// false when the byte ended something without being part of it.
func (d *decoder) step(c byte, rest []byte, t typist) bool {
	switch d.state {
	case character:
		return d.stepCharacter(c, t)
	case escape:
		return d.stepEscape(c, t)
	case csi:
		return d.stepCSI(c, t)
	case ss3:
		return d.stepSS3(c, t)
	case consoleKey:
		d.state = ground
		return c >= 'A' && c <= 'E'
	case click:
		if d.begun = append(d.begun, c); c < ' ' || len(d.begun) == 3 {
			d.state = ground
		}
		return c >= ' '
	case str, strEnd:
		d.grow(t)
		return d.stepString(c)
	}
	d.stepGround(c, rest, t)
	return true
}

func (d *decoder) stepGround(c byte, rest []byte, t typist) {
	newline := c == '\n' && d.afterCR
	d.afterCR = c == '\r'
	switch {
	case c == esc:
		d.begin(escape)
	case c >= utf8.RuneSelf:
		d.begin(character)
		d.stepCharacter(c, t)
	case newline:
	case c == '\t' && len(rest) > 0:
		if len(bytes.TrimLeft(rest, "\t")) > 0 {
			t.typed('\t')
		}
	case c < ' ' || c == 0x7f:
		t.press(controls[c])
	default:
		t.typed(rune(c))
	}
}

func (d *decoder) stepCharacter(c byte, t typist) bool {
	if len(d.begun) > 0 && (c < utf8.RuneSelf || utf8.RuneStart(c)) {
		t.garbled() // the character broke off
		d.state = ground
		return false
	}
	if d.begun = append(d.begun, c); !utf8.FullRune(d.begun) {
		return true
	}
	d.state = ground
	if r, n := utf8.DecodeRune(d.begun); r == utf8.RuneError && n == 1 {
		t.garbled()
	} else if r > 0x9f {
		t.typed(r)
	}
	return true
}

func (d *decoder) stepEscape(c byte, t typist) bool {
	switch {
	case c == '[':
		d.begin(csi)
		return true
	case c == 'O':
		d.state = ss3
		return true
	case c == esc:
		d.begin(escape)
		return true
	}
	d.state = ground
	switch k := alts[c]; {
	case d.alone:
		return false
	case c == ']' || c == 'P' || c == '_' || c == '^' || c == 'X':
		d.begin(str)
	case k != noKey:
		t.press(k)
	case c < ' ' || c >= 0x7f:
		return false
	}
	return true // Alt with a key that means nothing
}

// stepCSI takes parameters and the final byte of a control sequence.
func (d *decoder) stepCSI(c byte, t typist) bool {
	switch {
	case c == '[' && len(d.begun) == 0:
		d.state = consoleKey
	case c == 'M' && len(d.begun) == 0:
		d.begin(click)
	case c >= 0x20 && c <= 0x3f:
		if len(d.begun) <= maxParameters {
			d.begun = append(d.begun, c)
		}
		d.grow(t)
	case c >= 0x40 && c <= 0x7e:
		d.state = ground
		if len(d.begun) > maxParameters {
			break
		}
		if r, k := sequence(d.begun, c); k != noKey {
			t.press(k)
		} else if r > 0 {
			t.typed(r)
		}
	default: // broken off
		d.state = ground
		return false
	}
	return true
}

// stepSS3 takes the letter of a cursor, keypad or function key. Where ESC, or ESC
// and O, had been typed by hand, what is none of these is text.
func (d *decoder) stepSS3(c byte, t typist) bool {
	d.state = ground
	switch k := keypad[c]; {
	case k != noKey:
		t.press(k)
	case d.alone && !(c >= 'P' && c <= 'S'):
		t.typed('O')
		return false
	case c < ' ' || c >= 0x7f:
		return false
	}
	return true
}

// stepString takes the bytes of a control string. A control character that cannot
// be in one ends it, Enter above all: what has lost its end takes no more than a
// line.
func (d *decoder) stepString(c byte) bool {
	const bel, can, sub = 0x07, 0x18, 0x1a
	switch {
	case d.state == strEnd:
		if d.state = ground; c != '\\' {
			d.begin(escape) // broken off by another sequence
			return false
		}
	case c == esc:
		d.state = strEnd
	case c == bel || c == can || c == sub:
		d.state = ground
	case c < ' ' && c != '\t':
		d.state = ground
		return false
	}
	return true
}

// begin starts something.
func (d *decoder) begin(s state) { d.state, d.begun, d.length, d.alone = s, d.begun[:0], 0, false }

// grow counts a byte of a control sequence or string, and tells t of one that is too
// long.
func (d *decoder) grow(t typist) {
	if d.length > maxSequence {
		return
	}
	if d.length++; d.length > maxSequence {
		t.endless()
	}
}
