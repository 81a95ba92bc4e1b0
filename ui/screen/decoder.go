package screen

import (
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/rivo/uniseg"
)

const esc = 0x1b

// seqCap is how long an escape sequence may be; the longest that a terminal
// sends unasked or as a reply to ours is a few dozen bytes. What is longer is
// skipped to its end.
const seqCap = 4096

// How long input that could go on is waited for.
const (
	escPatience   = 50 * time.Millisecond // is it Esc, or Alt with a key the network split off?
	replyPatience = time.Second           // the rest of a longer sequence or of a character
	pastePatience = 3 * time.Second       // the rest of a paste
)

// BadInput tells, once per session, that the terminal sent bytes that are not
// UTF-8. They were dropped.
type BadInput struct{}

// state is what the bytes before this one have begun.
type state uint8

const (
	ground     state = iota
	rune8            // a multi-byte character, perhaps after ESC
	escape           // ESC, or ESC ESC
	csi              // ESC [
	linuxKey         // ESC [ [, the console's F1 to F5
	ss3              // ESC O
	click            // ESC [ M, the mouse of terminals that know no decimal reports
	str              // OSC, DCS, APC, PM, SOS: up to ST
	strEnd           // ESC within one of those
	skipCSI          // a control sequence beyond seqCap
	skipString       // a control string beyond seqCap
	skipEnd          // ESC within one of those
	pasting          // between the brackets of a paste
)

// A decoder turns a terminal's bytes into messages. It finds where each
// sequence ends by itself, looking at every byte once, and leaves it to
// ultraviolet what the whole sequence means: that package's own scanner reads
// an unfinished sequence again from its start for every read.
//
// It has no clock: the caller calls expire when wait has passed without input.
type decoder struct {
	keys  uv.EventDecoder
	state state
	seq   []byte // the unfinished sequence
	paste pasteBuffer
	out   []tea.Msg

	brackets   bool // the terminal is known to bracket pastes
	complained bool // BadInput was sent

	longPaste, longEscape func() // see Terminal
}

// feed decodes b, which it does not keep.
func (d *decoder) feed(b []byte) []tea.Msg {
	if d.state == ground && !d.brackets && isBurst(b) {
		b = d.takeBurst(b)
	}
	for len(b) > 0 {
		b = b[d.step(b):]
	}
	return d.take()
}

// expire gives up waiting: what was begun is taken as it is or dropped.
func (d *decoder) expire() []tea.Msg {
	switch d.state {
	case escape, csi, ss3, str, strEnd:
		d.flush() // ESC alone is a key, ESC [ is Alt-[; a longer one is dropped
	case rune8:
		d.complain()
	case pasting:
		d.endPaste(true)
	}
	d.state, d.seq = ground, d.seq[:0]
	return d.take()
}

// wait is how long more input may take before expire is due; 0 means that
// nothing is unfinished.
func (d *decoder) wait() time.Duration {
	switch {
	case d.state == ground:
		return 0
	case d.state == pasting:
		return pastePatience
	case d.state != rune8 && len(d.seq) > 0 && len(d.seq)-d.escapes() <= 1:
		return escPatience
	}
	return replyPatience
}

func (d *decoder) take() []tea.Msg {
	msgs := d.out
	d.out = nil
	return msgs
}

// step takes some bytes off b and returns how many. It may take none, but then
// the state is ground or escape, where the next step takes one.
func (d *decoder) step(b []byte) int {
	switch d.state {
	case ground:
		return d.stepGround(b)
	case rune8:
		return d.stepRune(b[0])
	case escape:
		return d.stepEscape(b[0])
	case csi:
		return d.stepCSI(b)
	case linuxKey:
		return d.stepLinuxKey(b[0])
	case ss3:
		return d.stepSS3(b[0])
	case click:
		return d.stepClick(b[0])
	case str, strEnd:
		return d.stepString(b)
	case skipCSI, skipString, skipEnd:
		return d.skip(b)
	default:
		return d.stepPaste(b)
	}
}

func (d *decoder) stepGround(b []byte) int {
	c := b[0]
	switch {
	case c == esc:
		d.begin(escape, c)
		return 1
	case c < ' ' || c == 0x7f:
		d.decode(b[:1])
		return 1
	case c < utf8.RuneSelf && (len(b) == 1 || b[1] < utf8.RuneSelf):
		return d.stepLetters(b)
	case !utf8.FullRune(b):
		d.begin(rune8, b...)
		return len(b)
	}
	r, n := utf8.DecodeRune(b)
	switch {
	case r == utf8.RuneError && n == 1:
		d.complain()
		return 1
	case r >= 0x80 && r <= 0x9f: // a C1 control is no text, nor a key of any terminal
		return n
	}
	// A cluster that came in one piece is one key: an emoji of an input
	// method must not be taken apart.
	cluster, _, _, _ := uniseg.FirstGraphemeCluster(b, -1)
	if !utf8.Valid(cluster) {
		cluster = b[:n]
	}
	if len(cluster) == 1 {
		return d.decode(cluster)
	}
	d.typed(string(cluster))
	return len(cluster)
}

func (d *decoder) stepRune(c byte) int {
	n := d.escapes()
	if c < utf8.RuneSelf || utf8.RuneStart(c) { // the character broke off
		d.complain()
		d.state = ground
		return 0
	}
	d.seq = append(d.seq, c)
	if !utf8.FullRune(d.seq[n:]) {
		return 1
	}
	d.finishRune(n)
	return 1
}

// finishRune ends a character that n escapes precede.
func (d *decoder) finishRune(n int) {
	d.state = ground
	switch r, size := utf8.DecodeRune(d.seq[n:]); {
	case r == utf8.RuneError && size == 1:
		d.complain()
	case r <= 0x9f:
	case n == 0:
		d.typed(string(r))
	default:
		d.press(uv.KeyPressEvent{Code: r, Mod: uv.ModAlt})
	}
}

func (d *decoder) stepEscape(c byte) int {
	switch c {
	case '[':
		d.extend(csi, c)
	case 'O':
		d.extend(ss3, c)
	case ']', 'P', '_', '^', 'X':
		d.extend(str, c)
	case esc:
		if len(d.seq) == 2 { // one Esc was a key of its own
			d.decode(d.seq[:1])
			break
		}
		d.extend(escape, c)
	default:
		if c < utf8.RuneSelf {
			d.extend(escape, c)
			d.flush()
			break
		}
		d.extend(rune8, c)
		if n := d.escapes(); utf8.FullRune(d.seq[n:]) { // not the start of one
			d.finishRune(n)
		}
	}
	return 1
}

// begin starts a sequence.
func (d *decoder) begin(s state, b ...byte) {
	d.state = s
	d.seq = append(d.seq[:0], b...)
}

// extend goes on with one.
func (d *decoder) extend(s state, c byte) {
	d.state = s
	d.seq = append(d.seq, c)
}

// escapes is how many ESC the sequence starts with.
func (d *decoder) escapes() int {
	n := 0
	for n < len(d.seq) && d.seq[n] == esc {
		n++
	}
	return n
}

// told calls f, if there is one.
func told(f func()) {
	if f != nil {
		f()
	}
}

// complain reports input that is not UTF-8, the first time.
func (d *decoder) complain() {
	if !d.complained {
		d.complained = true
		d.out = append(d.out, BadInput{})
	}
}
