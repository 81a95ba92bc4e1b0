package texttest

import (
	"iter"
	"strings"
	"unicode"
)

// Texts returns texts of at most some 2 KiB in which every code point of
// Unicode stands, and all that are not one of a great many alike stand twice
// in a row, between letters, at the ends of a line, behind an emoji and between
// letters that join. Surrogates are there as the bytes that would be theirs.
func Texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		const most = 2000
		var b strings.Builder
		for r := rune(0); r <= unicode.MaxRune; r++ {
			s := string(r)
			if r >= 0xd800 && r < 0xe000 {
				s = string([]byte{0xed, byte(0x80 | r>>6&0x3f), byte(0x80 | r&0x3f)})
			}
			b.WriteString(s)
			if !Alike(r) {
				b.WriteString("\n" + s + s + "a" + s + "b \U0001f468" + s + "\u200d\U0001f469 \u0915\u094d" + s + "\u0937\n")
			}
			if b.Len() < most && r < unicode.MaxRune {
				continue
			}
			if !yield(b.String()) {
				return
			}
			b.Reset()
		}
	}
}

// Alike reports whether a rune is one of very many that nothing sets apart:
// ideographs, syllables, private use, what is not assigned. Of those, some
// stand for all.
func Alike(r rune) bool {
	if r%256 < 2 || r < 0x3000 || r&0xfffe == 0xfffe || r >= 0xe0000 && r < 0xe1000 {
		return false
	}
	return unicode.In(r, unicode.Unified_Ideograph, unicode.Hangul, unicode.Co, unicode.Cn)
}

// Attacks returns texts that have done harm elsewhere: sequences that a
// terminal acts on, stacked marks, long clusters, names that read backwards.
func Attacks() []string {
	return []string{
		"\x1b]0;owned\a\x1b]2;owned\x1b\\ \x1b]52;c;ZXZpbA==\a \x1b]8;;https://evil.example\x1b\\bank\x1b]8;;\x1b\\",
		"\x1b]9;ding\a\x1b]777;notify;a;b\a\x1b]99;i=1;x\x1b\\ \x1b[2J\x1b[H\x1b[31m\x1b[?1049l\x1bc",
		"\x1bP1$r\x1b\\ \x1b_apc\x1b\\ \x1b^pm\x1b\\ \u009b2J\u0090dcs\u009c\u009d8;;x\u009c \x9b31m \x90q\x9c",
		"a\rover \bback\x7f\x00 \u2028line\u2029paragraph\u0085next\v\f",
		"\u202egpj.exe\u202c \u2066isolated\u2069 \u200fmark\u061c \u206ashape",
		"ad\u200bmin\u2060 \ufeff\u00ad\u3164\u115f\u1160\uffa0\u034f\u17b4\u180e",
		"x" + strings.Repeat("\u0301", 2000) + " e" + strings.Repeat("\u0344", 40) + " \u0e01" + strings.Repeat("\u0e49", 300),
		strings.Repeat("\u1100", 400) + "\u1161 " + strings.Repeat("\U0001f468\u200d", 200) + "\U0001f466",
		"a\U000e0041\U000e007f \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f \U0001f3f4\U000e0067x",
		"\u2764\ufe0f\ufe0f\ufe0e 1\ufe0f\u20e3 a\ufe0f \u845b\U000e0100 \u200d\u200c",
		"&#27;]0;x&#7; \\x1b[31m \\u202e %1b",
	}
}
