package screen

import "bytes"

const bel = 0x07

// stringEnds is what can end a control string: BEL, the ESC of ST or of
// another sequence, CAN, SUB.
const stringEnds = "\x07\x1b\x18\x1a"

// stepCSI takes parameters and the final byte of a control sequence.
func (d *decoder) stepCSI(b []byte) int {
	n := 0
	for n < len(b) && b[n] >= 0x20 && b[n] <= 0x3f {
		n++
	}
	if len(d.seq)+n >= seqCap {
		d.state, d.seq = skipCSI, nil
		told(d.longEscape)
		return n
	}
	d.seq = append(d.seq, b[:n]...)
	if n == len(b) {
		return n
	}
	switch c := b[n]; {
	case c == '[' && d.seq[len(d.seq)-1] == '[':
		d.extend(linuxKey, c)
	case c == 'M' && len(d.seq) == d.escapes()+1:
		d.extend(click, c)
	case c >= 0x40 && c <= 0x7e:
		d.seq = append(d.seq, c)
		d.flush()
	default: // broken off; rxvt ends shifted keys with "$" and nothing more
		if d.seq[len(d.seq)-1] == '$' {
			d.flush()
		}
		d.state = ground
		return n
	}
	return n + 1
}

// stepLinuxKey takes the letter of ESC [ [ A to E, which ultraviolet's decoder
// does not know.
func (d *decoder) stepLinuxKey(c byte) int {
	d.state = ground
	if c < 'A' || c > 'E' {
		return 0
	}
	n := d.escapes()
	d.seq = append(d.seq[:n], 'O', 'P'+c-'A') // as other terminals say F1 to F4
	if c == 'E' {
		d.seq = append(d.seq[:n], "[15~"...)
	}
	d.flush()
	return 1
}

// stepSS3 takes the letter of a keypad or function key.
func (d *decoder) stepSS3(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		if len(d.seq) < 8 { // a modifier; more digits mean nothing
			d.seq = append(d.seq, c)
		}
	case c > ' ' && c < 0x7f:
		d.seq = append(d.seq, c)
		d.flush()
	default:
		d.flush() // Alt-Shift-O, and then another key
		return 0
	}
	return 1
}

// stepClick takes the three bytes of a mouse report, each of which is 32 or
// more. Left to the ground state they would be typed.
func (d *decoder) stepClick(c byte) int {
	if c < ' ' {
		d.state = ground
		return 0
	}
	d.seq = append(d.seq, c)
	if len(d.seq) == d.escapes()+len("[M")+3 {
		d.flush()
	}
	return 1
}

// stepString takes the bytes of a control string up to its end.
func (d *decoder) stepString(b []byte) int {
	c := b[0]
	if d.state == strEnd {
		if c == '\\' {
			d.seq = append(d.seq, c)
			d.flush()
			return 1
		}
		d.begin(escape, esc) // broken off by another sequence
		return 0
	}
	n := bytes.IndexAny(b, stringEnds)
	if n < 0 {
		n = len(b)
	}
	if len(d.seq)+n >= seqCap {
		d.state, d.seq = skipString, nil
		told(d.longEscape)
		return n
	}
	d.seq = append(d.seq, b[:n]...)
	if n == len(b) {
		return n
	}
	switch b[n] {
	case esc:
		d.extend(strEnd, esc)
	case bel:
		d.seq = append(d.seq, bel)
		if d.seq[d.escapes()] == ']' {
			d.flush()
		}
	default: // CAN, SUB: given up
		d.state = ground
	}
	return n + 1
}

// skip drops the rest of a sequence that was too long.
func (d *decoder) skip(b []byte) int {
	switch d.state {
	case skipCSI:
		n := 0
		for n < len(b) && b[n] >= 0x20 && b[n] <= 0x3f {
			n++
		}
		if n == len(b) {
			return n
		}
		d.state = ground
		if b[n] >= 0x40 && b[n] <= 0x7e {
			n++
		}
		return n
	case skipString:
		n := bytes.IndexAny(b, stringEnds)
		if n < 0 {
			return len(b)
		}
		if d.state = ground; b[n] == esc {
			d.state = skipEnd
		}
		return n + 1
	default: // skipEnd
		if b[0] == '\\' {
			d.state = ground
			return 1
		}
		d.begin(escape, esc) // not ST but the next sequence
		return 0
	}
}
