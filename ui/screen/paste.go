package screen

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// pasteCap is how many bytes of one paste are kept; a message has room for
// less.
const pasteCap = 16 << 10

// A Paste is text that was pasted, in whatever pieces it came. Lines end in
// "\n". It is valid UTF-8 and otherwise as it came: not cleaned.
type Paste struct {
	Text string
	Cut  bool // there was more, which was dropped
}

// pasteEnd is the bracket after a paste.
const pasteEnd = "\x1b[201~"

// pasteBuffer collects what stands between the brackets.
type pasteBuffer struct {
	text  []byte
	cut   bool
	match int // how much of pasteEnd the last bytes are
}

func (p *pasteBuffer) add(b ...byte) {
	room := pasteCap - len(p.text)
	if len(b) > room {
		b, p.cut = b[:room], true
	}
	p.text = append(p.text, b...)
}

func (d *decoder) beginPaste() {
	d.state = pasting
	d.paste = pasteBuffer{}
	d.brackets = true
}

// stepPaste takes the bytes of a paste and notices its end.
func (d *decoder) stepPaste(b []byte) int {
	p := &d.paste
	if p.match == 0 {
		n := bytes.IndexByte(b, esc)
		if n < 0 {
			n = len(b)
		}
		if n > 0 {
			p.add(b[:n]...)
			return n
		}
	}
	c := b[0]
	if c == pasteEnd[p.match] {
		if p.match++; p.match == len(pasteEnd) {
			d.endPaste(false)
		}
		return 1
	}
	p.add([]byte(pasteEnd[:p.match])...) // it was part of the text
	p.match = 0
	if c == esc {
		p.match = 1
		return 1
	}
	p.add(c)
	return 1
}

// endPaste delivers the paste. Lost tells that its end never came.
func (d *decoder) endPaste(lost bool) {
	p := d.paste
	d.state, d.paste = ground, pasteBuffer{}
	if p.cut {
		told(d.longPaste)
	}
	d.deliver(p.text, p.cut || lost)
}

// deliver emits a paste, without what a cut left of its last character.
func (d *decoder) deliver(b []byte, cut bool) {
	if cut {
		b = b[:len(b)-unfinished(b)]
	}
	text := string(b)
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "")
		d.complain()
	}
	d.out = append(d.out, Paste{Text: newlines.Replace(text), Cut: cut})
}

// newlines makes one kind of line end of those that terminals paste.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// unfinished is how many bytes at the end of b begin a character that the rest
// is missing of.
func unfinished(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// isBurst recognises a paste by a terminal that does not bracket them: lines
// that came in one read. Nobody types a second Enter that fast, but a script
// sends a line and one Enter at once, and a held Enter key repeats.
func isBurst(b []byte) bool {
	first := bytes.IndexByte(b, '\r')
	last := bytes.LastIndexByte(b, '\r')
	if first == last {
		return false
	}
	for _, c := range b {
		if c == 0x7f || c < ' ' && c != '\r' && c != '\n' && c != '\t' {
			return false
		}
	}
	return len(bytes.Trim(b[first:last], "\r\n")) > 0
}

// takeBurst delivers b as a paste. It returns the beginning of a character at
// the end of b, if there is one.
func (d *decoder) takeBurst(b []byte) []byte {
	whole := len(b) - unfinished(b)
	d.deliver(b[:whole], false)
	return b[whole:]
}
