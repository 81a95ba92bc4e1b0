package screen

import (
	"slices"
	"sync"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// modeBracketedPaste is the mode number of pastes in brackets.
const modeBracketedPaste = ansi.DECMode(2004)

// flush decodes the finished sequence.
func (d *decoder) flush() {
	d.state = ground
	seq := d.seq
	for len(seq) > 0 {
		n := d.decode(seq)
		if seq[0] != esc || n != 1 {
			break // what ultraviolet left over was no input of anybody
		}
		seq = seq[1:] // Esc was a key of its own, before a reply
	}
	d.seq = d.seq[:0]
}

// decode has ultraviolet name the first sequence in b and returns its length.
func (d *decoder) decode(b []byte) int {
	n, event := d.keys.Decode(b)
	d.emit(event)
	return n
}

// emit turns what ultraviolet found into Bubble Tea's messages. What is never
// asked for, such as the clipboard, is dropped.
func (d *decoder) emit(event uv.Event) {
	switch e := event.(type) {
	case uv.KeyPressEvent:
		d.press(e)
	case uv.MultiEvent: // a key that could be a cursor report of the first row: we ask for none there
		for _, one := range e {
			if k, ok := one.(uv.KeyPressEvent); ok {
				d.press(k)
			}
		}
	case uv.PasteStartEvent:
		d.beginPaste()
	case uv.FocusEvent:
		d.out = append(d.out, tea.FocusMsg(e))
	case uv.BlurEvent:
		d.out = append(d.out, tea.BlurMsg(e))
	case uv.CursorPositionEvent:
		d.out = append(d.out, tea.CursorPositionMsg(e))
	case uv.MouseClickEvent:
		d.out = append(d.out, tea.MouseClickMsg(e))
	case uv.MouseWheelEvent:
		d.out = append(d.out, tea.MouseWheelMsg(e))
	case uv.DarkColorSchemeEvent:
		d.out = append(d.out, schemeMsg{dark: true})
	case uv.LightColorSchemeEvent:
		d.out = append(d.out, schemeMsg{})
	case uv.BackgroundColorEvent:
		if e.Color != nil {
			d.out = append(d.out, tea.BackgroundColorMsg(e))
		}
	case uv.CapabilityEvent:
		d.out = append(d.out, tea.CapabilityMsg(e))
	case uv.KeyboardEnhancementsEvent:
		d.out = append(d.out, tea.KeyboardEnhancementsMsg(e))
	case uv.KittyGraphicsEvent:
		d.out = append(d.out, imageReply{e.Options.ID, string(e.Payload) == "OK"})
	case uv.ModeReportEvent:
		if e.Mode == modeBracketedPaste && (e.Value == ansi.ModeSet || e.Value == ansi.ModeReset) {
			d.brackets = true
		}
		d.out = append(d.out, tea.ModeReportMsg(e))
	}
}

// letters returns the keys of printable ASCII, by their code: most of what is typed,
// and of a flood, is one of them, and to name each anew would cost ten times as much.
var letters = sync.OnceValue(func() *[utf8.RuneSelf]tea.Msg {
	var keys [utf8.RuneSelf]tea.Msg
	var d decoder
	for c := byte(' '); c < 0x7f; c++ {
		d.decode([]byte{c})
		keys[c] = d.take()[0]
	}
	return &keys
})

// stepLetters emits the keys of the printable ASCII that b begins with, but for one
// that what follows may join, and returns how many bytes they are.
func (d *decoder) stepLetters(b []byte) int {
	n := 0
	for n < len(b) && ' ' <= b[n] && b[n] < 0x7f && (n+1 == len(b) || b[n+1] < utf8.RuneSelf) {
		n++
	}
	keys := letters()
	d.out = slices.Grow(d.out, n)
	for _, c := range b[:n] {
		d.out = append(d.out, keys[c])
	}
	return n
}

// typed emits text as one key.
func (d *decoder) typed(s string) {
	r, n := utf8.DecodeRuneInString(s)
	if n < len(s) {
		r = uv.KeyExtended
	}
	d.press(uv.KeyPressEvent{Code: r, Text: s})
}

// press emits a key under the name it has in every terminal.
func (d *decoder) press(k uv.KeyPressEvent) {
	d.out = append(d.out, tea.KeyPressMsg(plainKey(k)))
}

// plainKey undoes what only some terminals tell: with kitty's or xterm's
// keyboard modes on, Ctrl-[ is no longer Esc and Ctrl-/ no longer Ctrl-_, and
// the Num Lock key is a modifier.
func plainKey(k uv.KeyPressEvent) uv.KeyPressEvent {
	k.Mod &^= uv.ModCapsLock | uv.ModNumLock | uv.ModScrollLock
	switch {
	case k.Code == uv.KeyKpEnter:
		k.Code = uv.KeyEnter
	case k.Code == uv.KeyEscape:
		k.Mod = 0
	case k.Mod == uv.ModCtrl|uv.ModShift && k.Code == '-':
		k.Code, k.Mod = '_', uv.ModCtrl
	case k.Mod == uv.ModCtrl:
		switch k.Code {
		case '[':
			k.Code, k.Mod = uv.KeyEscape, 0
		case 'i':
			k.Code, k.Mod = uv.KeyTab, 0
		case 'm':
			k.Code, k.Mod = uv.KeyEnter, 0
		case 'h', '?':
			k.Code, k.Mod = uv.KeyBackspace, 0
		case '/', '-', '7':
			k.Code = '_'
		}
	}
	return k
}
